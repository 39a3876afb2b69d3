package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.portfoliorefresh.fixture.SymbolWorker;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Many files at the same moment, with more new symbols than the queue has room for, and two workers
 * beside them: the tables end as if the symbols had been known and the files had come one by one.
 * {@code -Duploads=200} is the full measure.
 */
@Timeout(600)
final class ManyUploadsTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final int UPLOADS = Integer.getInteger("uploads", 40);
  private static final int NEW_SYMBOLS = 2 * OnboardingQueueStore.MAX_PENDING;
  private static final List<LocalDate> JUNE = sessions("2022-06-13", "2022-06-30");

  /** Something is missing yet, which the next run makes. */
  private static final int NOT_READY = 4;

  /** To be tried again; nothing was made. */
  private static final int TEMPORARY = 75;

  private static final List<String> STORED =
      List.of(
          """
          select f.name || (to_jsonb(p) - 'position_id' - 'portfolio_id')::text from positions p
          join portfolios f on f.portfolio_id = p.portfolio_id
          """,
          """
          select f.name || ' ' || g.figure_date || ' ' || count(*) || ' ' || md5(string_agg(
            (to_jsonb(g) - 'portfolio_id' - 'revision' - 'job_execution_id' - 'written_at'
              - 'change')::text, ' ' order by g.code, g.basis, g.period, g.item))
          from portfolio_figures_latest g join portfolios f on f.portfolio_id = g.portfolio_id
          group by f.name, g.figure_date
          """);

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);
  private final ExecutorService processes = Executors.newCachedThreadPool();

  @TempDir Path folder;

  /** Each command is a process else, whose log nobody but itself sets up. */
  @BeforeAll
  static void leave_the_log_as_it_is() {
    System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
  }

  @AfterAll
  static void let_it_be_set_up() {
    System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
  }

  @BeforeEach
  void a_complete_night_of_a_known_symbol() {
    world.prices().closes("SPY", JUNE, "377");
    world.prices().closes("AAPL", JUNE, "100");
    new SymbolWorker(world.dataSource(), world.clock()).measured(D, "AAPL");
    world.symbolNights().completed(D);
  }

  @AfterEach
  void end() {
    processes.shutdownNow();
  }

  @Test
  void uploads_at_once_lose_nothing_do_nothing_twice_and_keep_to_the_room_of_the_queue()
      throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    List<Future<Integer>> workers = List.of(worker(over), worker(over));
    Future<Integer> mostPending = processes.submit(() -> watched(over));
    CountDownLatch start = new CountDownLatch(1);
    List<Future<List<Integer>>> uploads =
        IntStream.range(0, UPLOADS)
            .mapToObj(number -> processes.submit(() -> uploaded(number, start)))
            .toList();
    start.countDown();
    List<Integer> codes = new ArrayList<>();
    for (Future<List<Integer>> upload : uploads) {
      codes.addAll(upload.get(400, SECONDS));
    }
    assertThat(codes).isSubsetOf(0, NOT_READY, TEMPORARY);
    while (lacking() > 0) {
      Thread.sleep(50);
    }
    over.set(true);
    int priced = workers.get(0).get(60, SECONDS) + workers.get(1).get(60, SECONDS);
    assertThat(mostPending.get(60, SECONDS))
        .isPositive()
        .isLessThanOrEqualTo(OnboardingQueueStore.MAX_PENDING);
    assertThat(priced).as("each symbol by one worker").isEqualTo(NEW_SYMBOLS);
    assertThat(
            texts("select status || ' ' || count(*) from symbol_onboarding_queue group by status"))
        .containsExactly("COMPLETED " + NEW_SYMBOLS);
    world.clock().advance(Duration.ofMinutes(1));
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(world.planned("--since-inception")).isEmpty();
    List<String> found = stored();
    System.out.println(
        UPLOADS
            + " uploads at once, their exit codes: "
            + codes.stream()
                .collect(Collectors.groupingBy(code -> code, TreeMap::new, Collectors.counting())));

    POSTGRES.reset();
    a_complete_night_of_a_known_symbol();
    for (int number = 0; number < NEW_SYMBOLS; number++) {
      world.prices().closes(symbol(number), JUNE, "50");
      for (LocalDate session : JUNE) {
        new SymbolWorker(world.dataSource(), world.clock()).measured(session, symbol(number));
      }
    }
    for (int number = 0; number < UPLOADS; number++) {
      world
          .command("import", "--name", name(number), "--file", file(number).toString())
          .hasExitCode(0);
    }
    world
        .command("run", "--date", D.toString(), "--wait", "0s", "--since-inception")
        .hasExitCode(0);
    assertThat(found).hasSizeGreaterThan(UPLOADS * 8).isEqualTo(stored());
  }

  /** Each attempt's exit code; the last one's is not {@value #TEMPORARY}. */
  private List<Integer> uploaded(int number, CountDownLatch start) throws Exception {
    String file = file(number).toString();
    start.await();
    List<Integer> codes = new ArrayList<>();
    do {
      CommandRun run =
          world.command(
              "onboard", "--name", name(number), "--file", file, "--no-wait", "-o", "csv");
      codes.add(run.exitCode());
    } while (codes.get(codes.size() - 1) == TEMPORARY && codes.size() < 100);
    return codes;
  }

  /**
   * How many symbols it priced, as the symbol job's worker does it: whenever there is room more.
   */
  private Future<Integer> worker(AtomicBoolean over) {
    Callable<Integer> work =
        () -> {
          SymbolWorker worker = new SymbolWorker(world.dataSource(), world.clock());
          int priced = 0;
          while (!over.get()) {
            worker.refill();
            int now = worker.pricedNext(JUNE, "50");
            priced += now;
            if (now == 0) {
              Thread.sleep(20);
            }
          }
          return priced;
        };
    return processes.submit(work);
  }

  private int watched(AtomicBoolean over) throws InterruptedException {
    OnboardingQueueStore queue = new OnboardingQueueStore(world.dataSource(), world.clock());
    int most = 0;
    while (!over.get()) {
      most = Math.max(most, queue.counts().pending());
      Thread.sleep(2);
    }
    return most;
  }

  private long lacking() {
    return world
            .tables()
            .count(
                "(select distinct symbol from positions p where not exists (select from"
                    + " market_data_cache m where m.symbol = p.symbol)) lacking")
        + world.tables().count("symbol_onboarding_queue where status <> 'COMPLETED'");
  }

  private List<String> stored() {
    List<String> stored = new ArrayList<>(world.tables().latestSnapshots());
    STORED.forEach(query -> stored.addAll(texts(query).stream().sorted().toList()));
    return stored;
  }

  private List<String> texts(String query) {
    return world.sql().sql(query).query(String.class).list();
  }

  /** A known symbol and three new ones, each of which others have too, with another entry. */
  private Path file(int number) {
    StringBuilder lines = new StringBuilder("symbol,quantity,entry_date,entry_price\n");
    lines.append("AAPL,10,2022-06-21,90\n");
    for (int part = 0; part < 3; part++) {
      lines.append(
          "%s,%d,%s,40\n"
              .formatted(
                  symbol((number * 3 + part) % NEW_SYMBOLS),
                  1 + number % 7,
                  JUNE.get(4 + (number + part) % 5)));
    }
    try {
      return Files.writeString(folder.resolve("positions-" + number + ".csv"), lines);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static String name(int number) {
    return String.format(Locale.ROOT, "Portfolio %03d", number);
  }

  private static String symbol(int number) {
    return "N" + (char) ('A' + number / 26) + (char) ('A' + number % 26);
  }
}
