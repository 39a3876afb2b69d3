package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.fixture.SymbolWorker;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.BatchStatus;

/**
 * A file with a new symbol comes in before the night, between the night and the refresh, or during
 * the refresh: whatever the order, the tables end as if everything had been known from the start.
 */
@Timeout(90)
final class UploadRaceTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final List<LocalDate> SO_FAR = sessions("2022-06-13", "2022-06-29");
  private static final List<LocalDate> ALL = sessions("2022-06-13", "2022-06-30");
  private static final String FILE =
      """
      symbol,quantity,entry_date,entry_price
      AAPL,10,2022-06-21,90
      NEWCO,5,2022-06-23,40
      """;

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);
  private final SymbolWorker worker = new SymbolWorker(world.dataSource(), world.clock());
  private List<String> undisturbed = List.of();

  @TempDir Path folder;

  @BeforeEach
  void what_an_undisturbed_order_makes() {
    marketOf(ALL);
    world.prices().closes("NEWCO", ALL, "50");
    worker.measured(D, "NEWCO");
    onboard("--no-wait").hasExitCode(0);
    assertThat(world.runFor(D).exitCode()).isZero();
    undisturbed = world.tables().latestSnapshots();
    assertThat(undisturbed).hasSize(8);
    POSTGRES.reset();
  }

  @Test
  void before_the_night_and_priced_by_the_night() {
    marketOf(SO_FAR);
    onboard("--no-wait").hasExitCode(0);
    night();
    world.prices().closes("NEWCO", ALL, "50");
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(world.tables().latestSnapshots()).isEqualTo(undisturbed);
  }

  @Test
  void between_the_night_and_the_refresh_and_priced_by_a_worker_after_it() {
    marketOf(ALL);
    onboard("--no-wait").hasExitCode(0);
    assertThat(world.runFor(D).exitCode()).isZero();
    later();
    assertThat(worker.pricedNext(ALL, "50")).isEqualTo(1);
    recalculate().hasExitCode(0);
    assertThat(world.tables().latestSnapshots()).isEqualTo(undisturbed);
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(world.planned("--since-inception")).isEmpty();
  }

  @Test
  void during_the_night_the_complete_session_before_counts_and_the_refresh_makes_the_new_one() {
    marketOf(SO_FAR);
    long night = world.symbolNights().run(D, "all", 1, BatchStatus.STARTED);
    world.prices().close("SPY", D, "377");
    onboard("--no-wait").hasExitCode(0);
    assertThat(worker.pricedNext(ALL, "50")).isEqualTo(1);
    recalculate().hasExitCode(0);
    world.prices().close("AAPL", D, "100");
    world.symbolNights().end(night, BatchStatus.COMPLETED);
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(world.tables().latestSnapshots()).isEqualTo(undisturbed);
  }

  @Test
  void during_the_refresh_with_a_worker_beside_both() throws Exception {
    marketOf(ALL);
    CompletableFuture<CommandRun> upload =
        CompletableFuture.supplyAsync(() -> onboard("--wait", "60s"));
    CompletableFuture<CommandRun> refresh = CompletableFuture.supplyAsync(() -> world.runFor(D));
    while (worker.pricedNext(ALL, "50") == 0 && !upload.isDone()) {
      Thread.sleep(20);
    }
    upload.get(60, TimeUnit.SECONDS).hasExitCode(0);
    assertThat(refresh.get(60, TimeUnit.SECONDS).exitCode()).isZero();
    later();
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(world.tables().latestSnapshots()).isEqualTo(undisturbed);
  }

  @Test
  void a_symbol_that_nobody_knows_hinders_neither_the_other_nor_the_night() {
    marketOf(ALL);
    onboard("--no-wait").hasExitCode(0);
    worker.failedNext("no provider knows it");
    recalculate().hasExitCode(0);
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(
            world
                .sql()
                .sql(
                    "select distinct priced_count || ' ' || unpriced_count from"
                        + " portfolio_snapshots_latest where snapshot_date >= date '2022-06-23'")
                .query(String.class)
                .list())
        .containsExactly("1 1");
    later();
    world.prices().closes("NEWCO", ALL, "50");
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(world.tables().latestSnapshots()).isEqualTo(undisturbed);
  }

  /** Prices up to the last of the sessions, whose night is complete. */
  private void marketOf(List<LocalDate> sessions) {
    world.prices().closes("SPY", sessions, "377");
    world.prices().closes("AAPL", sessions, "100");
    LocalDate last = sessions.get(sessions.size() - 1);
    worker.measured(last, "AAPL");
    world.symbolNights().completed(last);
  }

  private void night() {
    later();
    world.prices().close("SPY", D, "377");
    world.prices().close("AAPL", D, "100");
    world.symbolNights().completed(D);
  }

  private void later() {
    world.clock().advance(Duration.ofMinutes(1));
  }

  private CommandRun recalculate() {
    return world.command("recalculate", "--portfolio", "Growth", "--no-wait");
  }

  private CommandRun onboard(String... options) {
    try {
      Path file = Files.writeString(folder.resolve("positions.csv"), FILE);
      String[] arguments = new String[options.length + 5];
      System.arraycopy(
          new String[] {"onboard", "--name", "Growth", "--file", file.toString()},
          0,
          arguments,
          0,
          5);
      System.arraycopy(options, 0, arguments, 5, options.length);
      return world.command(arguments);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
