package io.afterclose.symbolbatch.price;

import io.afterclose.market.price.PriceRow;
import io.afterclose.market.price.QuarantinedValue;
import io.afterclose.symbolbatch.provider.ProviderChain.FetchResult;
import io.afterclose.symbolbatch.provider.ProviderResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * One provider's answer for one symbol after it went through the door.
 *
 * @param source the provider that answered
 * @param rows what is a price, oldest first, one per session
 * @param rejected sessions of which it reported a close that is no price
 * @param duplicates bars left out because their day came twice
 */
record ValidatedResponse(
    String source,
    ProviderResponse answer,
    List<PriceRow> rows,
    Set<LocalDate> rejected,
    List<QuarantinedValue> quarantined,
    int duplicates) {

  static ValidatedResponse of(FetchResult answered, PriceValidator checks) {
    List<PriceRow> rows = checks.check(answered.answer().bars());
    return new ValidatedResponse(
        answered.source(),
        answered.answer(),
        rows,
        checks.rejected(rows),
        checks.quarantined(),
        checks.duplicates());
  }
}
