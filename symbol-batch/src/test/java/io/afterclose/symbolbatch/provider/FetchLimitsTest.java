package io.afterclose.symbolbatch.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.symbolbatch.provider.PriceProviders.FetchLimits;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class FetchLimitsTest {

  @Test
  void files_of_one_session_are_stored_in_as_few_transactions_as_the_run_allows() {
    assertThat(of(LongStream.generate(() -> 1).limit(5000)).commitSize()).isEqualTo(10_000);
    assertThat(of(LongStream.empty()).commitSize()).isEqualTo(10_000);
  }

  @Test
  void files_of_a_year_are_stored_as_a_first_load() {
    assertThat(of(LongStream.generate(() -> 283).limit(5000))).isEqualTo(FetchLimits.SEQUENTIAL);
  }

  /** Whichever symbols come together, they have at most 35,000 bars. */
  @Test
  void the_longest_lists_of_bars_decide() {
    LongStream some =
        LongStream.concat(
            LongStream.generate(() -> 250).limit(100), LongStream.generate(() -> 20).limit(5000));
    assertThat(of(some).commitSize()).isEqualTo(100 + (35_000 - 25_000) / 20);
  }

  @Test
  void no_more_answers_wait_than_are_stored_at_a_time() {
    FetchLimits limits = of(LongStream.of(3, 40_000, 2));
    assertThat(limits.waiting()).isEqualTo(limits.commitSize()).isEqualTo(125);
  }

  private static FetchLimits of(LongStream bars) {
    return FetchLimits.sequential(bars);
  }
}
