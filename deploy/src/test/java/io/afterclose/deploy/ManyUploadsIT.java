package io.afterclose.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.calendar.TradingCalendar;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.ResidentPeak;
import io.afterclose.testkit.drill.JarProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Uploads one after the other as fast as this machine starts their processes, a fifth of their
 * symbols unknown, beside one worker: what each user waits for, and how much memory that takes.
 * {@code -Duploads.portfolios=100 -Duploads.symbols=30} is the full measure; the figures are left
 * in {@code target/many-uploads.txt}.
 */
class ManyUploadsIT {

  @RegisterExtension static final PostgresExtension DATABASE = new PostgresExtension();

  private static final int PORTFOLIOS = Integer.getInteger("uploads.portfolios", 4);
  private static final int SYMBOLS = Integer.getInteger("uploads.symbols", 10);
  private static final int UNKNOWN = SYMBOLS / 5;
  private static final int KNOWN_IN_ALL = 10 * SYMBOLS;

  /** More than the queue has room for, at the full measure. */
  private static final int UNKNOWN_IN_ALL = Math.max(UNKNOWN, PORTFOLIOS);

  private static final TradingCalendar CALENDAR = NyseCalendar.standard();
  private static final Path FIGURES = Path.of("target", "many-uploads.txt");
  private static final String FIRST = "first snapshot after ";

  private final LocalDate session = CALENDAR.latestCompletedSession(Clock.systemUTC().instant());
  private final LocalDate entry = CALENDAR.lastSessions(20, session).get(0);
  private final LocalYahoo provider = new LocalYahoo(Duration.ofMillis(50));
  private final ExecutorService users =
      Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

  @TempDir private Path folder;

  /**
   * An upload.
   *
   * @param firstSnapshot seconds from the start of its command
   * @param process seconds from the start of its process to its end
   * @param peak resident, in bytes
   */
  private record Uploaded(double firstSnapshot, double process, long peak) {}

  @AfterEach
  void stop() {
    users.shutdownNow();
    provider.close();
  }

  @Test
  void uploads_in_a_row_have_their_first_numbers_at_once_and_all_of_them_after_the_worker()
      throws Exception {
    symbolBatch(Stream.concat(Stream.of("universe", "add"), known().stream())).with(0);
    symbolBatch(Stream.of("run", "--date", session.toString())).with(0);
    provider.askedFor();
    List<Uploaded> uploads = new ArrayList<>();
    double uploaded;
    double priced;
    double complete;
    long workerPeak;
    try (JarProcess worker =
        JarProcess.startIn(
            Path.of("..", "symbol-batch"), "symbol-batch", environment(), "onboard", "--watch")) {
      assertThat(worker.awaitLog("watching the queue")).isTrue();
      long begun = System.nanoTime();
      List<Future<Uploaded>> started =
          IntStream.range(0, PORTFOLIOS)
              .mapToObj(number -> users.submit(() -> uploaded(number)))
              .toList();
      for (Future<Uploaded> upload : started) {
        uploads.add(upload.get(60, TimeUnit.MINUTES));
      }
      uploaded = since(begun);
      while (!texts(UNPRICED).isEmpty()) {
        assertThat(worker.alive()).isTrue();
        assertThat(since(begun)).isLessThan(3600);
        Thread.sleep(200);
      }
      priced = since(begun);
      Jobs.portfolioRefresh(environment(), "run", "--date", session.toString(), "--wait", "0s")
          .with(0);
      complete = since(begun);
      workerPeak = ResidentPeak.of(worker.pid());
      worker.terminate();
      worker.ended().with(143);
    }
    assertThat(provider.askedFor()).containsOnlyKeys(unknown());
    assertThat(
            texts("select status || ' ' || count(*) from symbol_onboarding_queue group by status"))
        .containsExactly("COMPLETED " + UNKNOWN_IN_ALL);
    assertThat(
            texts(
                "select status || ' ' || count(*) from portfolio_snapshots_latest group by status"))
        .containsExactly("COMPLETE " + 20 * PORTFOLIOS);
    assertThat(
            Jobs.portfolioRefresh(environment(), "onboarding", "status", "-o", "csv")
                .with(0)
                .out()
                .lines())
        .as("what lacks something")
        .hasSize(1);
    tell(uploads, uploaded, priced, complete, workerPeak);
  }

  private static final String UNPRICED =
      """
      select distinct symbol from positions p
      where not exists (select from symbol_onboarding_queue q
        where q.symbol = p.symbol and q.status <> 'COMPLETED')
        and not exists (select from market_data_cache m where m.symbol = p.symbol)
      union
      select symbol from symbol_onboarding_queue where status <> 'COMPLETED'
      """;

  private Uploaded uploaded(int number) throws Exception {
    long begun = System.nanoTime();
    long peak = 0;
    try (JarProcess process =
        JarProcess.startIn(
            Path.of("..", "portfolio-refresh"),
            "portfolio-refresh",
            environment(),
            "onboard",
            "--name",
            "Portfolio " + number,
            "--file",
            file(number).toString(),
            "--no-wait")) {
      while (process.alive()) {
        peak = Math.max(peak, ResidentPeak.of(process.pid()));
        Thread.sleep(20);
      }
      JarProcess.Ended ended = process.ended().with(0);
      double seconds = since(begun);
      String line = ended.logged(FIRST).get(0);
      String text = line.substring(line.indexOf(FIRST) + FIRST.length());
      return new Uploaded(Double.parseDouble(text.substring(0, text.indexOf(' '))), seconds, peak);
    }
  }

  private static double since(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  /** Kept beside the reports, since the numbers are of the machine. */
  private static void tell(
      List<Uploaded> uploads, double uploaded, double priced, double complete, long worker)
      throws IOException {
    Files.writeString(
        FIGURES,
        String.format(
            Locale.ROOT,
            """
            %d portfolios x %d symbols, %d unknown ones in all; load average %.1f on %d processors
            first snapshot, from the start of the command: median %.2f s, p95 %.2f s
            whole upload with the history, from the start of its process: median %.2f s, p95 %.2f s
            all uploaded after %.1f s, all symbols priced after %.1f s, all complete after %.1f s
            most memory resident: worker %d MB, an upload %d MB
            """,
            PORTFOLIOS,
            SYMBOLS,
            UNKNOWN_IN_ALL,
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
            Runtime.getRuntime().availableProcessors(),
            quantile(uploads.stream().map(Uploaded::firstSnapshot), 0.5),
            quantile(uploads.stream().map(Uploaded::firstSnapshot), 0.95),
            quantile(uploads.stream().map(Uploaded::process), 0.5),
            quantile(uploads.stream().map(Uploaded::process), 0.95),
            uploaded,
            priced,
            complete,
            worker >> 20,
            uploads.stream().mapToLong(Uploaded::peak).max().orElse(0) >> 20));
  }

  private static double quantile(Stream<Double> values, double part) {
    List<Double> sorted = values.sorted().toList();
    return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
  }

  /** Known symbols and unknown ones, each of which several portfolios hold. */
  private Path file(int number) throws IOException {
    List<String> held = new ArrayList<>();
    for (int at = 0; at < SYMBOLS - UNKNOWN; at++) {
      held.add(known().get((number * 7 + at) % KNOWN_IN_ALL));
    }
    for (int at = 0; at < UNKNOWN; at++) {
      held.add(unknown()[(number * UNKNOWN + at) % UNKNOWN_IN_ALL]);
    }
    return Files.writeString(
        folder.resolve("positions-" + number + ".csv"),
        held.stream()
            .map(symbol -> symbol + ",10," + entry + ",50\n")
            .collect(Collectors.joining("", "symbol,quantity,entry_date,entry_price\n", "")));
  }

  private static List<String> known() {
    return List.of(names("K", KNOWN_IN_ALL));
  }

  private static String[] unknown() {
    return names("U", UNKNOWN_IN_ALL);
  }

  private static String[] names(String letter, int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> letter + "X" + (char) ('A' + number / 26) + (char) ('A' + number % 26))
        .toArray(String[]::new);
  }

  private JarProcess.Ended symbolBatch(Stream<String> words) throws InterruptedException {
    return Jobs.symbolBatch(environment(), words.toArray(String[]::new));
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(DATABASE.environment());
    environment.putAll(provider.environment());
    return environment;
  }

  private static List<String> texts(String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = DATABASE.database().openDirect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
