package io.afterclose.symbolbatch.price;

import io.afterclose.market.price.PriceRow;
import io.afterclose.market.price.QuarantinedValue;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.price.CorporateAction;
import java.util.List;

/**
 * One symbol's prices on their way to the store.
 *
 * @param source who answered
 * @param listedLater the provider knows it only from after the night on
 * @param later bars after the night that were left out
 * @param passedOver who was asked in vain, and why; empty when the first one answered
 * @param duplicates bars left out because their day came twice
 */
record FetchedPrices(
    UniverseSymbol symbol,
    String source,
    List<PriceRow> rows,
    List<CorporateAction> actions,
    List<QuarantinedValue> quarantined,
    boolean listedLater,
    int later,
    int duplicates,
    String passedOver) {}
