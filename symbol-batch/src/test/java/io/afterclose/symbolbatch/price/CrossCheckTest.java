package io.afterclose.symbolbatch.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.market.price.PriceFlag;
import io.afterclose.market.price.PriceRow;
import io.afterclose.market.price.QuarantinedValue;
import io.afterclose.quant.price.DailyBar;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.provider.ProviderResponse;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A move of more than 40 % without a corporate action, and what the next provider says of it. */
final class CrossCheckTest {

  private static final LocalDate DAY = LocalDate.of(2026, 1, 8);

  private final AtomicInteger asked = new AtomicInteger();

  private static PriceRow row(String close, PriceFlag... flags) {
    return row("first", close, flags);
  }

  private static PriceRow row(String source, String close, PriceFlag... flags) {
    DailyBar bar =
        new DailyBar(Symbol.of("ACME"), DAY, null, null, null, new BigDecimal(close), null);
    return new PriceRow(bar, source, false, Set.of(flags));
  }

  private static ValidatedResponse answer(
      String source, List<PriceRow> rows, LocalDate... rejected) {
    return new ValidatedResponse(
        source, ProviderResponse.NOTHING, rows, Set.of(rejected), List.of(), 0, false);
  }

  private CrossCheck opinion(ValidatedResponse first, String... closes) {
    return CrossCheck.on(
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
  void a_close_within_one_per_cent_confirms_the_move_which_stays_flagged() {
    CrossCheck opinion = opinion(row("101", PriceFlag.SUSPECT_JUMP), "100");
    assertThat(opinion.quarantined()).isEmpty();
    assertThat(opinion.rows()).first().returns(Set.of(PriceFlag.SUSPECT_JUMP), PriceRow::flags);
  }

  @Test
  void another_close_contradicts_it_and_it_is_no_price() {
    CrossCheck opinion = opinion(row("101.01", PriceFlag.SUSPECT_JUMP), "100");
    assertThat(opinion.rows()).first().returns("second", PriceRow::source);
    assertThat(opinion.quarantined())
        .containsExactly(
            new QuarantinedValue(
                "ACME", "2026-01-08", "CONTRADICTED", "close is 101.01, second has 100", "first"));
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
    assertThat(CrossCheck.on(first, () -> second).rows()).isEmpty();
  }
}
