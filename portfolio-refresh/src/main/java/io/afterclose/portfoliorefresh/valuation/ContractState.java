package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.quant.price.CorporateAction.Kind;
import io.afterclose.quant.symbol.OptionContract;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a stated option contract is on a day: after whole splits of the underlying it is that many
 * contracts with the strike divided by them, after a RENAME of it the one under the new root.
 *
 * @param contract whose close counts on the day
 * @param newPerOld contracts per stated contract, a whole number
 * @param unknown why the contract of the day does not follow from the stated one; then the other
 *     parts are those of before
 */
record ContractState(
    OptionContract contract, BigDecimal newPerOld, Optional<UnpricedReason> unknown) {

  /**
   * Carries a contract to a day.
   *
   * @param asOf the day after whose actions the contract is stated
   * @param adjustments the actions on its underlying that change contracts, in any order
   */
  static <S> ContractState on(
      LocalDate day, LocalDate asOf, OptionContract stated, Stream<ActionFact<S>> adjustments) {
    List<ActionFact<S>> between =
        adjustments
            .filter(action -> action.isBetween(asOf, day))
            .sorted(Comparator.comparing(ActionFact::exDate))
            .toList();
    ContractState state = new ContractState(stated, BigDecimal.ONE, Optional.empty());
    if (day.isBefore(asOf)) {
      return between.isEmpty() ? state : state.unknown(between.get(0));
    }
    for (ActionFact<S> action : between) {
      state = state.after(action);
    }
    return state;
  }

  /** Whether an action on a share changes the contracts on it. */
  static boolean adjusts(ActionFact<?> action) {
    return switch (action.kind()) {
      case SPLIT, RENAME, STOCK_MERGER, CASH_MERGER, DELISTED, SPINOFF -> true;
      case IMPLIED -> action.unconfirmed();
      case DIVIDEND, LISTING -> false;
    };
  }

  private ContractState after(ActionFact<?> action) {
    if (unknown.isPresent()) {
      return this;
    }
    return next(action)
        .map(next -> new ContractState(next, newPerOld.multiply(perOld(action)), Optional.empty()))
        .orElseGet(() -> unknown(action));
  }

  private Optional<OptionContract> next(ActionFact<?> action) {
    if (action.kind() == Kind.RENAME) {
      return contract.afterRename(action.symbol().toString(), action.otherSymbol().toString());
    }
    return action.scales() ? contract.afterSplit(action.value()) : Optional.empty();
  }

  private static BigDecimal perOld(ActionFact<?> action) {
    return action.kind() == Kind.RENAME ? BigDecimal.ONE : action.value();
  }

  private ContractState unknown(ActionFact<?> action) {
    return new ContractState(
        contract,
        newPerOld,
        Optional.of(action.unknown().orElse(UnpricedReason.ADJUSTED_CONTRACT)));
  }
}
