package io.afterclose.symbolbatch.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.afterclose.market.price.ActionReport;
import io.afterclose.market.price.PriceFlag;
import io.afterclose.market.price.PriceRow;
import io.afterclose.market.price.QuarantinedValue;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.DailyBar;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.provider.ProviderResponse;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A move of more than 40 % without a corporate action, and what the next provider says of it. */
final class CrossCheckTest {

  private static final Symbol ACME = Symbol.of("ACME");
  private static final LocalDate DAY = LocalDate.of(2026, 1, 8);

  private final AtomicInteger asked = new AtomicInteger();

  private static PriceRow row(String close, PriceFlag... flags) {
    return row("first", close, flags);
  }

  private static PriceRow row(String source, String close, PriceFlag... flags) {
    DailyBar bar = new DailyBar(ACME, DAY, null, null, null, new BigDecimal(close), null);
    return new PriceRow(bar, source, 1, false, Set.of(flags));
  }

  private static ValidatedResponse answer(
      String source, List<PriceRow> rows, LocalDate... rejected) {
    return new ValidatedResponse(
        source, 1, ProviderResponse.NOTHING, rows, Set.of(rejected), List.of(), Map.of(), 0, false);
  }

  private CrossCheck opinion(ValidatedResponse first, String... closes) {
    return CrossCheck.on(
        ACME,
        first,
        () -> {
          asked.incrementAndGet();
          return answer("second", Stream.of(closes).map(close -> row("second", close)).toList());
        });
  }

  private CrossCheck opinion(PriceRow row, String... closes) {
    return opinion(answer("first", List.of(row)), closes);
  }

  @Test
  void nobody_is_asked_about_a_quiet_row() {
    assertThat(opinion(row("10", PriceFlag.REPEATED), "99").rows()).hasSize(1);
    assertThat(asked).hasValue(0);
  }

  @Test
  void a_move_that_both_have_stays_flagged() {
    ValidatedResponse second =
        answer("second", List.of(row("second", "100", PriceFlag.SUSPECT_JUMP)));
    CrossCheck opinion =
        CrossCheck.on(
            ACME, answer("first", List.of(row("101", PriceFlag.SUSPECT_JUMP))), () -> second);
    assertThat(opinion.quarantined()).isEmpty();
    assertThat(opinion.rows()).first().returns("first", PriceRow::source);
    assertThat(opinion.rows()).first().returns(Set.of(PriceFlag.SUSPECT_JUMP), PriceRow::flags);
  }

  @Test
  void another_close_contradicts_it_and_it_is_no_price() {
    CrossCheck opinion = opinion(row("101.01", PriceFlag.SUSPECT_JUMP), "100");
    assertThat(opinion.rows()).first().returns("second", PriceRow::source);
    assertThat(opinion.quarantined())
        .containsExactly(
            new QuarantinedValue(
                "ACME",
                "2026-01-08",
                "CONTRADICTED",
                "close is 101.01, second has 100",
                "first",
                new BigDecimal("101.01")));
  }

  private static PriceRow on(int day, String source, String close, PriceFlag... flags) {
    DailyBar bar =
        new DailyBar(
            ACME, LocalDate.of(2026, 1, day), null, null, null, new BigDecimal(close), null);
    return new PriceRow(bar, source, 1, false, Set.of(flags));
  }

  private static CorporateAction split(int day, String ratio) {
    return new CorporateAction(
        ACME, LocalDate.of(2026, 1, day), CorporateAction.Kind.SPLIT, new BigDecimal(ratio));
  }

  @Test
  void a_second_answer_that_makes_sense_is_taken_as_a_whole_with_its_split() {
    ValidatedResponse first =
        answer(
            "first",
            List.of(
                on(6, "first", "400"),
                on(7, "first", "100", PriceFlag.SUSPECT_JUMP),
                on(8, "first", "101", PriceFlag.SUSPECT_JUMP)));
    ValidatedResponse second =
        new ValidatedResponse(
            "second",
            2,
            new ProviderResponse(List.of(), List.of(split(7, "4")), null, 0),
            List.of(on(6, "second", "400"), on(7, "second", "100"), on(8, "second", "101")),
            Set.of(),
            List.of(),
            Map.of(),
            0,
            false);
    CrossCheck whole = CrossCheck.on(ACME, first, () -> second);
    assertThat(whole.rows()).extracting(PriceRow::source).containsOnly("second");
    assertThat(whole.rows()).allMatch(row -> row.flags().isEmpty());
    assertThat(whole.actions())
        .extracting(ActionReport::source, ActionReport::actions)
        .containsExactly(tuple("first", List.of()), tuple("second", List.of(split(7, "4"))));
    assertThat(whole.quarantined()).as("both have the same closes").isEmpty();
  }

  @Test
  void a_rejected_day_is_filled_with_the_dividend_of_that_day() {
    LocalDate d = LocalDate.of(2026, 1, 9);
    CorporateAction dividend =
        new CorporateAction(ACME, d, CorporateAction.Kind.DIVIDEND, new BigDecimal("5"));
    ValidatedResponse first =
        answer(
            "first",
            List.of(on(6, "first", "400"), on(7, "first", "401"), on(8, "first", "402")),
            d);
    ValidatedResponse second =
        new ValidatedResponse(
            "second",
            2,
            new ProviderResponse(List.of(), List.of(dividend), null, 0),
            List.of(
                on(6, "second", "400"),
                on(7, "second", "401"),
                on(8, "second", "402"),
                on(9, "second", "397")),
            Set.of(),
            List.of(),
            Map.of(),
            0,
            false);
    CrossCheck filled = CrossCheck.on(ACME, first, () -> second);
    assertThat(filled.rows()).hasSize(4);
    assertThat(filled.actions())
        .extracting(ActionReport::source, ActionReport::actions)
        .containsExactly(tuple("first", List.of()), tuple("second", List.of(dividend)));
  }

  @Test
  void a_day_is_not_filled_from_a_series_on_another_basis() {
    LocalDate d = LocalDate.of(2026, 1, 9);
    ValidatedResponse first =
        answer(
            "first",
            List.of(
                on(6, "first", "400"),
                on(7, "first", "401", PriceFlag.SUSPECT_JUMP),
                on(8, "first", "402")),
            d);
    ValidatedResponse second =
        answer(
            "second",
            List.of(
                on(6, "second", "100"),
                on(7, "second", "401"),
                on(8, "second", "100"),
                on(9, "second", "99", PriceFlag.SUSPECT_JUMP)));
    assertThat(CrossCheck.on(ACME, first, () -> second).rows()).hasSize(3);
  }

  @Test
  void with_nobody_else_to_ask_it_stands() {
    assertThat(opinion(row("1", PriceFlag.SUSPECT_JUMP)).rows()).hasSize(1);
  }

  @Test
  void a_rejected_close_is_taken_from_the_others() {
    CrossCheck opinion = opinion(answer("first", List.of(), DAY), "100");
    assertThat(asked).hasValue(1);
    assertThat(opinion.rows()).hasSize(1).first().returns("second", PriceRow::source);
  }

  @Test
  void what_the_others_find_suspect_themselves_is_not_taken_from_them() {
    ValidatedResponse first = answer("first", List.of(), DAY);
    ValidatedResponse second =
        answer("second", List.of(row("second", "1", PriceFlag.SUSPECT_JUMP)));
    assertThat(CrossCheck.on(ACME, first, () -> second).rows()).isEmpty();
  }
}
