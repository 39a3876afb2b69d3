package io.afterclose.portfoliorefresh.gap;

import io.afterclose.portfolio.position.CashMovement;
import io.afterclose.portfolio.snapshot.ChangedInput;
import io.afterclose.portfoliorefresh.gap.MarketChanges.Action;
import io.afterclose.portfoliorefresh.valuation.CloseWindow;
import io.afterclose.portfoliorefresh.valuation.PositionInputs;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.ReplacedRows;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.OptionRoots;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which changes of the market the part of one lot in a snapshot misses. */
final class LotChanges {

  /** An explicit TRADE or DIVIDEND that replaces the exit or dividend of its own date. */
  record Settled(long positionId, CashMovement.Kind kind, LocalDate date) {}

  private final LotRef lot;
  private final MarketChanges market;
  private final PositionInputs<String> inputs;
  private final Set<String> symbols;
  private final List<Action> actions;

  LotChanges(LotRef lot, MarketChanges market, OptionRoots roots, Set<Settled> settled) {
    this.lot = lot;
    this.market = market;
    this.inputs = new PositionInputs<>(lot.terms(roots), market, replaced(lot, settled));
    this.symbols = inputs.symbols();
    this.actions = symbols.stream().flatMap(market::actionsOf).distinct().toList();
  }

  private static ReplacedRows replaced(LotRef lot, Set<Settled> settled) {
    return new ReplacedRows() {
      @Override
      public boolean exit() {
        return lot.exit() != null
            && settled.contains(new Settled(lot.positionId(), CashMovement.Kind.TRADE, lot.exit()));
      }

      @Override
      public boolean dividend(LocalDate exDate) {
        return settled.contains(new Settled(lot.positionId(), CashMovement.Kind.DIVIDEND, exDate));
      }
    };
  }

  LotRef lot() {
    return lot;
  }

  /** Whose closes and actions it may read. */
  Set<String> symbols() {
    return symbols;
  }

  /**
   * Where the close lies that is carried to the oldest of some days on which the lot is held, where
   * it is from before the closes that are known.
   *
   * @param from the oldest of the days
   * @param first from which day on the closes are known
   */
  List<CloseWindow<String>> carryWindows(LocalDate from, LocalDate first) {
    LocalDate since = lot.entry().isAfter(from) ? lot.entry() : from;
    return inputs.carryWindows(List.of(market.days().firstFrom(since)), first);
  }

  /**
   * The kinds of change that a snapshot misses if its inputs were read at a state of the database.
   */
  Set<ChangedInput> missedBy(DbSnapshot read, LocalDate session) {
    Set<ChangedInput> missed = EnumSet.noneOf(ChangedInput.class);
    if (lot.entry().isAfter(session)) {
      return missed;
    }
    if (market.mayMiss(read, symbols, session) && missesClose(read, session)) {
      missed.add(ChangedInput.PRICE);
    }
    for (Action action : actions) {
      if (read.missed(action.transactions()) && inputs.reads(action.fact(), session)) {
        missed.add(input(action.fact().kind()));
      }
    }
    return missed;
  }

  private boolean missesClose(DbSnapshot read, LocalDate session) {
    return Stream.concat(inputs.closes(session), inputs.carriedCloses(session))
        .flatMap(key -> market.of(key.symbol(), key.session()).stream())
        .anyMatch(close -> read.missed(close.transactions()));
  }

  private static ChangedInput input(CorporateAction.Kind kind) {
    return switch (kind) {
      case SPLIT -> ChangedInput.SPLIT;
      case DIVIDEND, IMPLIED -> ChangedInput.DIVIDEND;
      case RENAME, STOCK_MERGER, CASH_MERGER, DELISTED, SPINOFF, LISTING -> ChangedInput.ACTION;
    };
  }
}
