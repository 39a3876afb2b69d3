package io.afterclose.symbolbatch.price;

import io.afterclose.market.price.ActionReport;
import io.afterclose.market.price.PriceFlag;
import io.afterclose.market.price.PriceRow;
import io.afterclose.market.price.QuarantinedValue;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.provider.ProviderChain.FetchResult;
import io.afterclose.symbolbatch.provider.ProviderResponse;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One provider's answer for one symbol after it went through the door.
 *
 * @param source the provider that answered
 * @param rank its place in the order of providers, from 1
 * @param rows what is a price, oldest first, one per session
 * @param rejected sessions of which it reported a close that is no price
 * @param closes what it has as close of each session, those whose stored price is final included
 * @param duplicates bars left out because their day came twice
 * @param changedBasis whether closes are on another basis than the stored ones
 */
record ValidatedResponse(
    String source,
    int rank,
    ProviderResponse answer,
    List<PriceRow> rows,
    Set<LocalDate> rejected,
    List<QuarantinedValue> quarantined,
    Map<LocalDate, BigDecimal> closes,
    int duplicates,
    boolean changedBasis) {

  /** Whether another provider is to be called for a second answer. */
  boolean disputed() {
    return changedBasis || !rejected.isEmpty() || !suspectDays().isEmpty();
  }

  /** The sessions with a suspect move. */
  Set<LocalDate> suspectDays() {
    return rows.stream()
        .filter(row -> row.flags().contains(PriceFlag.SUSPECT_JUMP))
        .map(row -> row.bar().date())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What it reports of a symbol's actions. */
  ActionReport actions(Symbol symbol) {
    return new ActionReport(symbol, source, rank, answer.actions(), answer.complete());
  }

  /** The same for what comes after the checks: what was answered is not kept in memory. */
  ValidatedResponse withoutBars() {
    return new ValidatedResponse(
        source,
        rank,
        answer.withoutBars(),
        rows,
        rejected,
        quarantined,
        Map.of(),
        duplicates,
        changedBasis);
  }

  static ValidatedResponse of(FetchResult answered, int rank, PriceValidator checks) {
    List<PriceRow> rows = checks.check(answered.answer().bars());
    return new ValidatedResponse(
        answered.source(),
        rank,
        answered.answer(),
        rows,
        checks.rejected(rows),
        checks.quarantined(),
        checks.answered(),
        checks.duplicates(),
        checks.changedBasis());
  }
}
