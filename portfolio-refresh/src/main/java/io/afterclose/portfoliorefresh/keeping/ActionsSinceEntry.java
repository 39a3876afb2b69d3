package io.afterclose.portfoliorefresh.keeping;

import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.portfolio.position.NewPosition;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.CorporateAction.Kind;
import io.afterclose.quant.symbol.InvestmentClass;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Mergers, delistings and spin-offs between the entries of lots and the days on which their
 * quantities count: nobody can tell from such a quantity what was bought. Splits are known by their
 * ratio, and a renamed share is the same share.
 */
public final class ActionsSinceEntry {
  private static final Set<Kind> ENDS_OR_ADDS =
      EnumSet.of(Kind.STOCK_MERGER, Kind.CASH_MERGER, Kind.DELISTED, Kind.SPINOFF);

  private final List<CorporateAction> actions;

  private ActionsSinceEntry(List<CorporateAction> actions) {
    this.actions = actions;
  }

  /** Those that may concern some lots, by one query. */
  public static ActionsSinceEntry of(
      CorporateActionStore store, Collection<NewPosition> positions) {
    List<NewPosition> counted = positions.stream().filter(ActionsSinceEntry::isCounted).toList();
    if (counted.isEmpty()) {
      return new ActionsSinceEntry(List.of());
    }
    LocalDate first =
        counted.stream().map(NewPosition::entryDate).min(LocalDate::compareTo).orElseThrow();
    LocalDate last =
        counted.stream().map(NewPosition::quantityAsOf).max(LocalDate::compareTo).orElseThrow();
    return new ActionsSinceEntry(
        store
            .between(
                first.plusDays(1),
                last,
                counted.stream().map(NewPosition::symbol).distinct().toList())
            .stream()
            .filter(action -> ENDS_OR_ADDS.contains(action.kind()))
            .toList());
  }

  private static boolean isCounted(NewPosition position) {
    return position.investmentClass() == InvestmentClass.PUBLIC
        && position.quantityAsOf().isAfter(position.entryDate());
  }

  /** What makes the quantity of a lot unusable, and what would be accepted; empty if nothing. */
  public Optional<String> refusal(NewPosition position) {
    return isCounted(position)
        ? actions.stream()
            .filter(action -> concerns(action, position))
            .findFirst()
            .map(action -> expected(action, position))
        : Optional.empty();
  }

  /** A lot that has left by the ex-date is untouched by it. */
  private static boolean concerns(CorporateAction action, NewPosition position) {
    LocalDate exit = Objects.requireNonNullElse(position.exitDate(), LocalDate.MAX);
    return action.symbol().equals(position.symbol())
        && action.exDate().isAfter(position.entryDate())
        && !action.exDate().isAfter(position.quantityAsOf())
        && exit.isAfter(action.exDate());
  }

  private static String expected(CorporateAction action, NewPosition position) {
    return "a quantity of "
        + position.entryDate()
        + ", or a lot that opens in kind on "
        + position.quantityAsOf()
        + ": between the two lies "
        + action.kind()
        + " of "
        + action.symbol()
        + " on "
        + action.exDate();
  }
}
