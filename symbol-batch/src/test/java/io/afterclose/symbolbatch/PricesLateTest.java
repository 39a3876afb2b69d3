package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Instant;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** When a run says that prices are late: by the clock and the stored prices, once, at its end. */
final class PricesLateTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @TempDir private Path folder;

  private final SettableClock clock = SettableClock.at("2022-06-29T02:00:00Z");
  private final PriceFile file = PriceFile.ofFactorEtfs("2022-06-20", "2022-06-28");

  @BeforeEach
  void the_night_of_the_28th_was_in_time() {
    POSTGRES.reset();
    alerts(night("run").hasExitCode(0)).isEmpty();
  }

  @Test
  void a_night_without_prices_is_a_warning_and_the_next_one_critical() {
    clock.set(Instant.parse("2022-06-30T02:00:00Z"));
    alerts(night("run").hasExitCode(1))
        .singleElement()
        .asString()
        .contains(" WARN ", "prices are 1 session late", "2022-06-28", "[WARNING PRICES_LATE]");
    clock.set(Instant.parse("2022-07-01T02:00:00Z"));
    alerts(night("run").hasExitCode(1))
        .singleElement()
        .asString()
        .contains(" ERROR ", "prices are 2 sessions late", "[CRITICAL PRICES_LATE]");
  }

  @Test
  void a_backfill_of_old_dates_says_nothing_while_last_night_is_stored() {
    alerts(night("backfill", "--from", "2022-06-21", "--to", "2022-06-23").hasExitCode(0))
        .isEmpty();
    alerts(night("run", "--date", "2022-06-24").hasExitCode(0)).isEmpty();
  }

  @Test
  void who_runs_an_old_date_is_not_told_how_far_behind_the_market_it_is() {
    clock.set(Instant.parse("2022-07-01T02:00:00Z"));
    alerts(night("backfill", "--from", "2022-06-21", "--to", "2022-06-23").hasExitCode(0))
        .isEmpty();
    alerts(night("run", "--date", "2022-06-24").hasExitCode(0)).isEmpty();
  }

  @Test
  void a_catch_up_is_judged_at_its_end_and_not_after_each_night() {
    clock.set(Instant.parse("2022-07-01T02:00:00Z"));
    file.sample("SPY", "2022-06-29", "2022-06-30");
    for (String etf : new String[] {"TLT", "VTV", "VUG", "MTUM", "QUAL", "IWM", "USMV"}) {
      file.sample(etf, "2022-06-29", "2022-06-30");
    }
    CommandRun caughtUp = night("run").hasExitCode(0);
    assertThat(caughtUp.logged("phase 6/6")).hasSize(2);
    alerts(caughtUp).isEmpty();
  }

  @Test
  void a_narrower_run_says_nothing() {
    clock.set(Instant.parse("2022-07-01T02:00:00Z"));
    alerts(night("run", "--date", "2022-06-28", "--symbols", "SPY").hasExitCode(0)).isEmpty();
  }

  private CommandRun night(String... words) {
    String[] more = {"--provider", "csv", "--prices", file.in(folder, "prices.csv")};
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return Operator.in(POSTGRES.environment(), clock).types(all);
  }

  private static ListAssert<String> alerts(CommandRun answer) {
    return assertThat(answer.logged("PRICES_LATE"));
  }
}
