package io.afterclose.symbolbatch.price;

import io.afterclose.market.price.PriceRow;
import io.afterclose.market.universe.UniverseSymbol;
import java.util.List;
import java.util.Optional;

/**
 * One symbol's prices on their way to the store.
 *
 * @param first the answer of the first provider that had bars
 * @param opinion what stands of it, and what the others added
 * @param listedLater the provider knows it only from after the night on
 * @param silence why there is no answer; empty when there is one
 * @param profile what the symbol stands for; empty when nobody was asked
 * @param interrupted the run was asked to stop before everybody was asked
 */
record FetchedPrices(
    UniverseSymbol symbol,
    ValidatedResponse first,
    CrossCheck opinion,
    boolean listedLater,
    Optional<NoData> silence,
    Optional<ProfileResult> profile,
    boolean interrupted) {

  List<PriceRow> rows() {
    return opinion.rows();
  }

  /** Who the stored values are from; the first provider's where some are from others. */
  String source() {
    return rows().isEmpty() ? first.source() : rows().get(0).source();
  }
}
