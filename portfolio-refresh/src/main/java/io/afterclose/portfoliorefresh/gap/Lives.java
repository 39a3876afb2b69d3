package io.afterclose.portfoliorefresh.gap;

import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfoliorefresh.gap.MarketChanges.Action;
import io.afterclose.portfoliorefresh.valuation.ActionFact;
import io.afterclose.portfoliorefresh.valuation.PositionInputs;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.ReplacedRows;
import io.afterclose.portfoliorefresh.valuation.SessionDays;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.OptionRoots;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When lots are held: as recorded, but for shares of which something else was made. These are held
 * until the last of what they became is no more.
 */
final class Lives {

  private final GapStore store;
  private final ChangeStore changes;

  Lives(GapStore store, ChangeStore changes) {
    this.store = store;
    this.changes = changes;
  }

  /**
   * By portfolio, of a range.
   *
   * @param first from when on they are asked for
   */
  Map<Long, List<Life>> of(KeyRange range, LocalDate target, LocalDate first) {
    List<ActionFact<String>> carrying = changes.carrying();
    Set<String> symbols =
        carrying.stream().map(ActionFact::symbol).collect(Collectors.toUnmodifiableSet());
    Map<Long, List<Life>> lives = store.lives(range, first, symbols);
    if (!symbols.isEmpty()) {
      MarketChanges market =
          new MarketChanges(
              Sessions.of(List.of(target)), SessionDays.of(Sessions.of(List.of(target))));
      carrying.forEach(action -> market.add(new Action(action, true, List.of())));
      changes.lots(symbols, OptionRoots.NONE_LISTED, range).stream()
          .filter(lot -> lot.investmentClass() == InvestmentClass.PUBLIC)
          .filter(lot -> symbols.contains(lot.symbol()))
          .forEach(
              lot ->
                  lives
                      .computeIfAbsent(lot.portfolioId(), none -> new ArrayList<>())
                      .add(life(lot, market)));
    }
    return lives;
  }

  private static Life life(LotRef lot, MarketChanges market) {
    PositionInputs<String> inputs =
        new PositionInputs<>(lot.terms(OptionRoots.NONE_LISTED), market, ReplacedRows.NONE);
    return new Life(lot.entry(), inputs.endsOn(), null);
  }
}
