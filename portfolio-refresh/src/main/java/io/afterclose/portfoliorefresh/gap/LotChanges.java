package io.afterclose.portfoliorefresh.gap;

import io.afterclose.portfolio.position.CashMovement;
import io.afterclose.portfolio.snapshot.ChangedInput;
import io.afterclose.portfoliorefresh.gap.MarketChanges.Action;
import io.afterclose.portfoliorefresh.gap.MarketChanges.Close;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.OptionContract;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which changes of the market concern the part of one lot in a snapshot. It follows from dates
 * alone, so no price is looked at and nothing is valued.
 */
final class LotChanges {

  /** An explicit TRADE or DIVIDEND of a position, which replaces the implied one of its date. */
  record Settled(long positionId, CashMovement.Kind kind, LocalDate date) {}

  private final LotRef lot;
  private final MarketChanges market;
  private final Set<Settled> settled;

  LotChanges(LotRef lot, MarketChanges market, Set<Settled> settled) {
    this.lot = lot;
    this.market = market;
    this.settled = settled;
  }

  /** The kinds of change that a snapshot lacks if its inputs were read so. */
  Set<ChangedInput> missedBy(DbSnapshot reading, LocalDate session) {
    Set<ChangedInput> missed = EnumSet.noneOf(ChangedInput.class);
    if (lot.entry().isAfter(session)) {
      return missed;
    }
    if (usedClose(session).filter(close -> reading.missed(close.transactions())).isPresent()) {
      missed.add(ChangedInput.PRICE);
    }
    if (lot.investmentClass() == InvestmentClass.PUBLIC) {
      for (Action action : market.actionsOf(lot.symbol())) {
        if (reading.missed(action.transactions()) && concerns(action, session)) {
          missed.add(input(action));
        }
      }
    }
    return missed;
  }

  private static ChangedInput input(Action action) {
    return action.kind() == CorporateAction.Kind.SPLIT ? ChangedInput.SPLIT : ChangedInput.DIVIDEND;
  }

  /** An expired option lives on in the cash that its settlement moved. */
  private Optional<Close> usedClose(LocalDate session) {
    Optional<LocalDate> expiry =
        lot.contract().map(OptionContract::expiry).filter(day -> !day.isAfter(session));
    if (lot.closedOn(session)) {
      return Optional.empty();
    }
    return expiry.isPresent()
        ? expiry.flatMap(market::sessionUpTo).flatMap(this::settlement)
        : market.usedOn(lot.symbol(), session);
  }

  /** The underlying's close on the last session, else the option's own latest one. */
  private Optional<Close> settlement(LocalDate lastSession) {
    return lot.contract()
        .flatMap(contract -> market.of(contract.root(), lastSession))
        .or(() -> market.usedOn(lot.symbol(), lastSession));
  }

  private boolean concerns(Action action, LocalDate session) {
    return action.kind() == CorporateAction.Kind.SPLIT
        ? concerns(action.exDate(), session)
        : pays(action, session);
  }

  /** A split changes the quantity on one side of it, and what was counted or priced across it. */
  private boolean concerns(LocalDate split, LocalDate session) {
    LocalDate exit = lot.exit();
    boolean sold =
        exit != null
            && lot.closedOn(session)
            && !settled(CashMovement.Kind.TRADE, exit)
            && scales(split, exit);
    return sold
        || (lot.openOn(session) && (scales(split, session) || carried(split, session)))
        || market.actionsOf(lot.symbol()).stream()
            .filter(action -> action.kind() == CorporateAction.Kind.DIVIDEND)
            .filter(dividend -> pays(dividend, session))
            .anyMatch(dividend -> scales(split, dividend.exDate().minusDays(1)));
  }

  /** Whether a split is between the day on which the quantity was counted and another. */
  private boolean scales(LocalDate split, LocalDate day) {
    LocalDate counted = lot.quantityAsOf();
    return counted.isBefore(split) ? !split.isAfter(day) : split.isAfter(day);
  }

  /** Whether an older close has to be restated for the shares of the session. */
  private boolean carried(LocalDate split, LocalDate session) {
    return !split.isAfter(session)
        && market
            .usedOn(lot.symbol(), session)
            .filter(close -> close.session().isBefore(split))
            .isPresent();
  }

  private boolean pays(Action dividend, LocalDate session) {
    return !dividend.exDate().isAfter(session)
        && lot.openOn(dividend.exDate().minusDays(1))
        && !settled(CashMovement.Kind.DIVIDEND, dividend.exDate());
  }

  private boolean settled(CashMovement.Kind kind, LocalDate date) {
    return settled.contains(new Settled(lot.positionId(), kind, date));
  }
}
