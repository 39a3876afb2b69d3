package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.universe.OptionRootStore;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.OptionRoots;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** Where closes and actions are read from: as they are now, or as they were. */
public interface MarketSource {

  /** The closes of symbols between two days, both included, USD as traded, in any order. */
  void closesBetween(
      LocalDate from, LocalDate to, Collection<Symbol> symbols, PriceStore.CloseConsumer consumer);

  /**
   * The latest close of each window that has one.
   *
   * @param windows at least one
   */
  void latestCloses(Collection<CloseWindow<Symbol>> windows, PriceStore.CloseConsumer consumer);

  /** The actions of symbols with an ex-date between two days, both included. */
  List<CorporateAction> actionsBetween(LocalDate from, LocalDate to, Collection<Symbol> symbols);

  /** Which share an option is on; a listing, not a fact of a day, so always as it is now. */
  OptionRoots optionRoots();

  /** As they are now. */
  static MarketSource now(
      PriceStore prices, CorporateActionStore actions, OptionRootStore optionRoots) {
    return new MarketSource() {
      @Override
      public void closesBetween(
          LocalDate from,
          LocalDate to,
          Collection<Symbol> symbols,
          PriceStore.CloseConsumer consumer) {
        prices.closesBetween(from, to, symbols, consumer);
      }

      @Override
      public void latestCloses(
          Collection<CloseWindow<Symbol>> windows, PriceStore.CloseConsumer consumer) {
        prices.latestCloses(
            windows.stream()
                .map(one -> new PriceStore.Window(one.symbol(), one.from(), one.upTo()))
                .toList(),
            consumer);
      }

      @Override
      public List<CorporateAction> actionsBetween(
          LocalDate from, LocalDate to, Collection<Symbol> symbols) {
        return actions.between(from, to, symbols);
      }

      @Override
      public OptionRoots optionRoots() {
        return optionRoots.roots();
      }
    };
  }
}
