package io.afterclose.quant.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.quant.price.CorporateAction.Kind;
import io.afterclose.quant.price.SymbolLineage.Segment;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which symbol's bars count on which dates after renames, mergers and reuse of tickers. */
final class SymbolLineageTest {

  private static final Symbol FB = Symbol.of("FB");
  private static final Symbol META = Symbol.of("META");
  private static final Symbol NEXT = Symbol.of("NEXT");
  private static final LocalDate LONG_AGO = LocalDate.parse("2012-05-18");
  private static final LocalDate RENAMED = LocalDate.parse("2022-06-09");
  private static final LocalDate AGAIN = LocalDate.parse("2023-06-09");
  private static final LocalDate TODAY = LocalDate.parse("2024-01-31");
  private static final CorporateAction RENAME =
      action(FB, RENAMED, Kind.RENAME, ActionTerms.renamedTo(META));

  @Test
  void a_history_goes_on_through_renames() {
    CorporateAction second = action(META, AGAIN, Kind.RENAME, ActionTerms.renamedTo(NEXT));
    SymbolLineage lineage = SymbolLineage.on(TODAY, List.of(second, RENAME));
    assertThat(lineage.segments(NEXT))
        .containsExactly(
            new Segment(NEXT, AGAIN, TODAY),
            new Segment(META, RENAMED, AGAIN.minusDays(1)),
            new Segment(FB, LocalDate.MIN, RENAMED.minusDays(1)));
    assertThat(lineage.hasEnded(FB)).isTrue();
    assertThat(lineage.hasEnded(NEXT)).isFalse();
    assertThat(lineage.renamed(FB)).containsExactly(NEXT);
  }

  @Test
  void nothing_after_the_day_is_used() {
    SymbolLineage lineage = SymbolLineage.on(RENAMED.minusDays(1), List.of(RENAME));
    assertThat(lineage.hasEnded(FB)).isFalse();
    assertThat(lineage.renamed(FB)).containsExactly(FB);
    assertThat(lineage.segments(META))
        .containsExactly(new Segment(META, LocalDate.MIN, RENAMED.minusDays(1)));
  }

  @Test
  void a_ticker_that_another_company_takes_over_starts_anew() {
    CorporateAction listing = action(FB, AGAIN, Kind.LISTING, ActionTerms.NONE);
    SymbolLineage lineage = SymbolLineage.on(TODAY, List.of(RENAME, listing));
    assertThat(lineage.segments(FB)).containsExactly(new Segment(FB, AGAIN, TODAY));
    assertThat(lineage.hasEnded(FB)).isFalse();
    assertThat(lineage.segments(META))
        .containsExactly(
            new Segment(META, RENAMED, TODAY),
            new Segment(FB, LocalDate.MIN, RENAMED.minusDays(1)));
    assertThat(lineage.heldInstead(FB, LONG_AGO)).as("the old company").containsExactly(META);
    assertThat(lineage.heldInstead(FB, AGAIN)).as("the new company").containsExactly(FB);
  }

  @Test
  void a_history_that_goes_on_stops_at_the_listing_of_the_old_ticker() {
    CorporateAction listing = action(FB, LONG_AGO, Kind.LISTING, ActionTerms.NONE);
    assertThat(SymbolLineage.on(TODAY, List.of(RENAME, listing)).segments(META))
        .containsExactly(
            new Segment(META, RENAMED, TODAY), new Segment(FB, LONG_AGO, RENAMED.minusDays(1)));
  }

  @Test
  void bars_after_the_end_of_a_share_are_not_its_own() {
    CorporateAction delisted = action(FB, RENAMED, Kind.DELISTED, ActionTerms.NONE);
    SymbolLineage lineage = SymbolLineage.on(TODAY, List.of(delisted));
    assertThat(lineage.segments(FB))
        .containsExactly(new Segment(FB, LocalDate.MIN, RENAMED.minusDays(1)));
    assertThat(lineage.heldInstead(FB, LONG_AGO)).isEmpty();
    assertThat(lineage.changed()).containsExactly(FB);
  }

  @Test
  void a_holder_has_the_shares_of_a_merger_and_of_a_spin_off_and_a_member_has_not() {
    CorporateAction merger =
        action(FB, AGAIN, Kind.STOCK_MERGER, ActionTerms.mergedInto(META, BigDecimal.ZERO));
    CorporateAction spinOff = action(FB, RENAMED, Kind.SPINOFF, ActionTerms.child(NEXT, null));
    SymbolLineage lineage = SymbolLineage.on(TODAY, List.of(merger, spinOff));
    assertThat(lineage.heldInstead(FB, LONG_AGO)).containsExactly(META, NEXT);
    assertThat(lineage.changed()).containsExactly(FB);
    assertThat(lineage.heldInstead(FB, RENAMED)).as("bought ex").containsExactly(META);
    assertThat(lineage.renamed(FB)).isEmpty();
  }

  private static CorporateAction action(
      Symbol symbol, LocalDate day, Kind kind, ActionTerms terms) {
    return new CorporateAction(symbol, day, kind, BigDecimal.ONE, terms, false);
  }
}
