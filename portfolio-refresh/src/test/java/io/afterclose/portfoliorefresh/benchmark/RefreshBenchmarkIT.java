package io.afterclose.portfoliorefresh.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.database.connection.Database;
import io.afterclose.portfoliorefresh.fixture.JarRun;
import io.afterclose.testkit.CommandRun;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A night of the jar on the embedded database, and beside it the plainest SQL that leaves the same
 * rows. In a plain build it is small and only the rows and the statements count; the profile {@code
 * benchmarks} makes it large and looks at the clock as well.
 */
final class RefreshBenchmarkIT {
  private static final Path JAR = Path.of("target", "portfolio-refresh.jar").toAbsolutePath();
  private static final int PORTFOLIOS = Integer.getInteger("benchmark.portfolios", 200);
  private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 1);
  private static final boolean TIMED = Boolean.getBoolean("benchmark.timed");

  /** How often as long as the plain SQL a night may take. */
  private static final double LONGEST_RATIO = 3;

  private static final Duration LONGEST = Duration.ofMinutes(20);

  private static @Nullable BenchmarkServer started;

  @BeforeAll
  static void an_embedded_server_of_its_own() {
    started =
        BenchmarkServer.start(
            Path.of("target", "benchmark-home-" + ProcessHandle.current().pid()).toAbsolutePath());
  }

  @AfterAll
  static void nothing_is_left() throws Exception {
    server().close();
  }

  private static BenchmarkServer server() {
    return Objects.requireNonNull(started, "server");
  }

  @Test
  void a_night_leaves_the_rows_of_the_plainest_sql_and_takes_at_most_three_times_as_long()
      throws Exception {
    server().seed(new SeededNight(PORTFOLIOS, 20));
    List<Double> ratios = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      ratios.add(ratioOfRound());
    }
    if (TIMED) {
      assertThat(ratios.stream().sorted().toList().get(ROUNDS / 2))
          .as("the median of %s", ratios)
          .isLessThanOrEqualTo(LONGEST_RATIO);
    }
  }

  /** The plain SQL before the night and after it, so that other work on the machine hits both. */
  private static double ratioOfRound() throws Exception {
    double before = plainSeconds(true);
    double bareBefore = plainSeconds(false);
    server().beforeTheNight();
    Night night = night();
    double bareAfter = plainSeconds(false);
    try (Database plain = server().plain();
        Database operators = server().operators()) {
      double after = seconds(PlainSql.run(plain, true));
      assertSame(new NightRows(operators), new NightRows(plain));
      double same = (before + after) / 2;
      double bare = (bareBefore + bareAfter) / 2;
      tell(
          "%s; plain SQL with the same rows %.1f and %.1f s, ratio %.2f; without fingerprints"
              + " %.1f and %.1f s, ratio %.2f",
          night, before, after, night.seconds / same, bareBefore, bareAfter, night.seconds / bare);
      return night.seconds / same;
    }
  }

  private static double plainSeconds(boolean fingerprinted) throws SQLException {
    try (Database plain = server().plain()) {
      return seconds(PlainSql.run(plain, fingerprinted));
    }
  }

  /** So many positions that temporary tables are analyzed with few of them as with many. */
  @Test
  void a_portfolio_costs_as_many_statements_whatever_it_holds() throws Exception {
    Night few = nightOf(new SeededNight(PORTFOLIOS, 30));
    Night many = nightOf(new SeededNight(PORTFOLIOS, 60));
    tell("30 positions each: %s%n60 positions each: %s", few, many);
    assertThat(many.statements).isEqualTo(few.statements);
  }

  private static Night nightOf(SeededNight seeded) throws Exception {
    server().seed(seeded);
    server().beforeTheNight();
    return night();
  }

  /** The jar's run; signs of life, which come by the clock, are put off. */
  private static Night night() throws Exception {
    long begin = System.nanoTime();
    JarRun run =
        JarRun.start(
            JAR,
            server().home(),
            // The plain SQL makes snapshots and no figures.
            Map.of("AFTERCLOSE_HEARTBEAT", "1h", "AFTERCLOSE_ANALYTICS", "off"),
            "run",
            "--date",
            SeededNight.D.toString(),
            "--wait",
            "0s");
    CommandRun ended = run.endedWithin(LONGEST);
    double seconds = seconds(Duration.ofNanos(System.nanoTime() - begin));
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    if (TIMED) {
      tell("%s%s", ended.err(), String.join("\n", server().longest()));
    }
    return new Night(seconds, run.peakMegabytes(), server().statements());
  }

  private static void assertSame(NightRows made, NightRows plain) {
    assertThat(made.snapshots()).isEqualTo(6L * PORTFOLIOS);
    Map<Long, String> digests = plain.digests();
    made.digests().entrySet().stream()
        .filter(one -> !one.getValue().equals(digests.get(one.getKey())))
        .map(Map.Entry::getKey)
        .findFirst()
        .ifPresent(other -> assertThat(made.of(other)).isEqualTo(plain.of(other)));
    assertThat(digests).hasSize(PORTFOLIOS);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static void tell(String words, Object... values) {
    System.out.printf(Locale.ROOT, words + "%n", values);
  }

  /**
   * What the jar's run cost.
   *
   * @param seconds from the start of the process to its end
   * @param peakMegabytes of the process
   * @param statements that its database was asked
   */
  private record Night(double seconds, long peakMegabytes, long statements) {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d portfolios: %.1f s, at most %d MB, %d statements, %.2f a portfolio",
          PORTFOLIOS,
          seconds,
          peakMegabytes,
          statements,
          (double) statements / PORTFOLIOS);
    }
  }
}
