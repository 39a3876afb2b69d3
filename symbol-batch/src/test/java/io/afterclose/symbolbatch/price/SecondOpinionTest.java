package io.afterclose.symbolbatch.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.market.price.PriceFlag;
import io.afterclose.market.price.PriceRow;
import io.afterclose.market.price.QuarantinedValue;
import io.afterclose.quant.price.DailyBar;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.price.provider.AnsweredBar;
import io.afterclose.symbolbatch.price.provider.ProviderAnswer;
import io.afterclose.symbolbatch.price.provider.ProviderChain.Answered;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A move of more than 40 % without a corporate action, and what the next provider says of it. */
final class SecondOpinionTest {

  private static final LocalDate DAY = LocalDate.of(2026, 1, 8);

  private final AtomicInteger asked = new AtomicInteger();

  private static PriceRow row(String close, PriceFlag... flags) {
    DailyBar bar =
        new DailyBar(Symbol.of("ACME"), DAY, null, null, null, new BigDecimal(close), null);
    return new PriceRow(bar, "first", false, Set.of(flags));
  }

  private SecondOpinion opinion(PriceRow row, String... closes) {
    List<AnsweredBar> bars =
        java.util.stream.Stream.of(closes)
            .<AnsweredBar>map(
                close ->
                    new AnsweredBar.Legible(DAY, null, null, null, new BigDecimal(close), null))
            .toList();
    return SecondOpinion.on(
        List.of(row),
        () -> {
          asked.incrementAndGet();
          return new Answered("second", new ProviderAnswer(bars, List.of(), null, 0), List.of());
        });
  }

  @Test
  void nobody_is_asked_about_a_quiet_row() {
    assertThat(opinion(row("10", PriceFlag.REPEATED), "99").rows()).hasSize(1);
    assertThat(asked).hasValue(0);
  }

  @Test
  void a_close_within_one_per_cent_confirms_the_move_which_stays_flagged() {
    SecondOpinion opinion = opinion(row("101", PriceFlag.SUSPECT_JUMP), "100");
    assertThat(opinion.contradicted()).isEmpty();
    assertThat(opinion.rows()).first().returns(Set.of(PriceFlag.SUSPECT_JUMP), PriceRow::flags);
  }

  @Test
  void another_close_contradicts_it_and_it_is_no_price() {
    SecondOpinion opinion = opinion(row("101.01", PriceFlag.SUSPECT_JUMP), "100");
    assertThat(opinion.rows()).isEmpty();
    assertThat(opinion.contradicted())
        .containsExactly(
            new QuarantinedValue(
                "ACME", "2026-01-08", "CONTRADICTED", "close is 101.01, second has 100", "first"));
  }

  @Test
  void with_nobody_else_to_ask_it_stands() {
    assertThat(opinion(row("1", PriceFlag.SUSPECT_JUMP)).rows()).hasSize(1);
  }
}
