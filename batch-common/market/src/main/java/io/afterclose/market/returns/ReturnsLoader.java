package io.afterclose.market.returns;

import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.market.price.PricePanelStore;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.PriceHistory;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.returns.ReturnSeries;
import io.afterclose.quant.symbol.Symbol;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Loads the total returns of many symbols on one axis of sessions, in two queries. Nothing dated
 * after the axis' last session is read.
 */
public final class ReturnsLoader {

  private final PricePanelStore prices;
  private final CorporateActionStore actions;

  public ReturnsLoader(DataSource dataSource, CorporateActionStore actions) {
    this.prices = new PricePanelStore(dataSource);
    this.actions = actions;
  }

  /** One column per requested symbol, also where it has no price at all. */
  public ReturnMatrix load(Sessions axis, Collection<Symbol> symbols) {
    Map<Symbol, PriceHistory.Builder> histories = new TreeMap<>();
    symbols.forEach(symbol -> histories.put(symbol, PriceHistory.on(axis, symbol)));
    Map<Symbol, PriceHistory.Builder> bySymbol = new HashMap<>(histories);
    prices.forEachClose(
        axis.first(),
        axis.last(),
        symbols,
        (symbol, date, close) -> {
          PriceHistory.Builder history = bySymbol.get(symbol);
          if (history != null) {
            history.close(date, close);
          }
        });
    for (CorporateAction action : actions.between(axis.first(), axis.last(), symbols)) {
      PriceHistory.Builder history = histories.get(action.symbol());
      if (history != null) {
        apply(action, history);
      }
    }
    List<ReturnSeries> series =
        histories.values().stream().map(history -> ReturnSeries.of(history.build())).toList();
    return ReturnMatrix.of(axis, series);
  }

  private static void apply(CorporateAction action, PriceHistory.Builder history) {
    double value = action.value().doubleValue();
    switch (action.kind()) {
      case SPLIT -> history.split(action.exDate(), value);
      case DIVIDEND, IMPLIED -> history.cash(action.exDate(), value);
      // no return of its own
      case RENAME, STOCK_MERGER, CASH_MERGER, DELISTED, SPINOFF, LISTING -> {}
    }
  }
}
