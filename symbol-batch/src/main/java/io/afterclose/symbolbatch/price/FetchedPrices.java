package io.afterclose.symbolbatch.price;

import io.afterclose.market.price.PriceRow;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.symbolbatch.provider.ProviderResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One symbol's prices on their way to the store.
 *
 * @param first the answer of the first provider that had bars
 * @param opinion what stands of it, and what the others added
 * @param listedLater the provider has it only from after the session on, and no price of it is
 *     known to be stored
 * @param noData why the target date has no price; empty when it has one
 * @param interrupted the run was stopped before every provider was called
 */
record FetchedPrices(
    UniverseSymbol symbol,
    ValidatedResponse first,
    CrossCheck opinion,
    boolean listedLater,
    Optional<NoData> noData,
    boolean interrupted) {

  /** Nothing, since the code met a defect with this symbol's data. */
  static FetchedPrices failed(UniverseSymbol symbol, Throwable defect) {
    ValidatedResponse nothing =
        new ValidatedResponse(
            "", 1, ProviderResponse.NOTHING, List.of(), Set.of(), List.of(), Map.of(), 0, false);
    return new FetchedPrices(
        symbol,
        nothing,
        new CrossCheck(List.of(), List.of(), List.of()),
        false,
        Optional.of(new NoData(NoData.Kind.INTERNAL_ERROR, defect.toString())),
        false);
  }

  List<PriceRow> rows() {
    return opinion.rows();
  }
}
