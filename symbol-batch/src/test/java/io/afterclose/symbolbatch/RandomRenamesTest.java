package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A share that is renamed to a ticker that another company had, and whose own ticker is taken over
 * by a third one, on random days and told early or late: after the last night everything is as if
 * it had been told before the first. More seeds: {@code -Dfaults.seeds=100}.
 */
final class RandomRenamesTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final List<LocalDate> SESSIONS =
      NyseCalendar.standard()
          .sessions(LocalDate.parse("2022-06-13"), LocalDate.parse("2022-06-30"));
  private static final int FIRST_NIGHT = 3;
  private static final int LAST = SESSIONS.size() - 1;

  @TempDir private Path folder;

  private final StoredRows rows = StoredRows.in(POSTGRES.dataSource());
  private final SettableClock clock = SettableClock.at("2022-08-01T12:00:00Z");

  static Stream<Long> seeds() {
    return IntStream.rangeClosed(1, Integer.getInteger("faults.seeds", 3)).mapToObj(Long::valueOf);
  }

  /** What happens, as indices of sessions. */
  private record Story(int renamed, int renameTold, int takenOver, int listingTold, long seed) {

    static Story of(long seed) {
      Random random = new Random(seed);
      int renamed = FIRST_NIGHT + 2 + random.nextInt(3);
      int takenOver = renamed + 1 + random.nextInt(3);
      return new Story(
          renamed,
          renamed - 2 + random.nextInt(6),
          takenOver,
          takenOver - 1 + random.nextInt(4),
          seed);
    }

    Story toldEarly() {
      return new Story(renamed, FIRST_NIGHT, takenOver, FIRST_NIGHT, seed);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void what_is_told_late_leaves_nothing_behind(long seed) {
    Story story = Story.of(seed);
    List<String> early = nights(story.toldEarly());
    List<String> late = nights(story);
    assertThat(late).as("%s", story).isEqualTo(early);
    assertThat(early)
        .as("the return of the last session is that of the one share")
        .contains("return NEW " + number(close(story, LAST) / close(story, LAST - 1) - 1));
  }

  private List<String> nights(Story story) {
    POSTGRES.reset();
    types("universe", "add", "OLD");
    for (int night = FIRST_NIGHT; night <= LAST; night++) {
      if (night == story.renameTold()) {
        types("universe", "rename", "OLD", "NEW", "--date", day(story.renamed()), "--reason", "x");
      }
      if (night == story.listingTold()) {
        types(
            "actions", "add", "OLD", day(story.takenOver()), "--kind", "LISTING", "--reason", "x");
      }
      clock.advance(Duration.ofHours(1));
      String prices = market(story, night).in(folder, "prices.csv");
      types("run", "--date", day(night), "--provider", "csv", "--prices", prices);
    }
    return results();
  }

  private PriceFile market(Story story, int night) {
    PriceFile file = PriceFile.ofFactorEtfs(day(0), day(night));
    for (int at = 0; at <= night; at++) {
      boolean renamed = at >= story.renamed();
      file.close(renamed ? "NEW" : "OLD", day(at), number(close(story, at)));
      if (!renamed) {
        file.close("NEW", day(at), "3"); // the fund that had the ticker
      } else if (at >= story.takenOver()) {
        file.close("OLD", day(at), "900");
      }
    }
    return file;
  }

  /** Moves of at most 5 % a day. */
  private static double close(Story story, int at) {
    Random random = new Random(story.seed());
    double close = 100;
    for (int day = 0; day <= at; day++) {
      close *= 0.95 + 0.1 * random.nextDouble();
    }
    return Math.rint(close * 100) / 100;
  }

  /** As the database writes it, with ten decimals at most. */
  private static String number(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(10, RoundingMode.HALF_UP);
    return rounded.stripTrailingZeros().toPlainString();
  }

  private List<String> results() {
    List<String> results = new ArrayList<>();
    results.addAll(
        rows.texts(
            "select symbol || ' ' || price_date || ' ' || trim_scale(close) || flags"
                + " from market_data_cache where symbol in ('OLD', 'NEW') order by 1"));
    results.addAll(
        rows.texts(
            "select 'return ' || symbol || ' ' || coalesce("
                + "trim_scale(round(return_1d::numeric, 10))::text, 'none')"
                + " from symbol_daily_metrics where symbol in ('OLD', 'NEW')"
                + " and metrics_date = '%s' order by symbol".formatted(day(LAST))));
    results.addAll(
        rows.texts(
            "select (to_jsonb(m) - 'read_before')::text from symbol_daily_metrics m"
                + " where metrics_date = '%s' order by symbol".formatted(day(LAST))));
    results.addAll(
        rows.texts(
            "select to_jsonb(e)::text from symbol_factor_exposures e"
                + " where calculation_date = '%s' order by symbol, factor_code"
                    .formatted(day(LAST))));
    return results;
  }

  private static String day(int at) {
    return SESSIONS.get(at).toString();
  }

  private void types(String... words) {
    Operator.in(POSTGRES.environment(), clock).types(words).hasExitCode(0);
  }
}
