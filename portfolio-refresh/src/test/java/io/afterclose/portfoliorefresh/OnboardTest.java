package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From an upload to full numbers, with whatever the symbol job has done so far. */
@Timeout(90)
final class OnboardTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final List<LocalDate> JUNE = sessions("2022-06-13", "2022-06-30");
  private static final String HEADER = "symbol,quantity,entry_date,entry_price\n";
  private static final String KNOWN = HEADER + "AAPL,10,2022-06-21,90\n";
  private static final String ONE_UNKNOWN = KNOWN + "NEWCO,5,2022-06-23,40\n";

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);
  private final SymbolWorker worker = new SymbolWorker(world.dataSource(), world.clock());

  @TempDir Path folder;

  @BeforeEach
  void a_complete_night() {
    world.prices().closes("SPY", JUNE, "377");
    world.prices().closes("AAPL", JUNE, "100");
    worker.measured(D, "AAPL");
    world.symbolNights().completed(D);
  }

  @Test
  void known_symbols_are_complete_at_once_with_their_history() {
    CommandRun run = onboard(KNOWN).hasExitCode(0);
    assertThat(world.tables().snapshotDates("Growth"))
        .isEqualTo(sessions("2022-06-21", "2022-06-30"));
    assertThat(phases(run))
        .containsExactly(
            "prices 1 0 0",
            "prices_since_entry 1 0 0",
            "exposures 0 0 1",
            "metrics 1 0 0",
            "snapshots 8 0 0",
            "figures 8 0 0");
    assertThat(runs()).containsExactly("portfolio:Growth onboarding COMPLETED");
    assertThat(
            texts("select reason from portfolio_snapshots where snapshot_date = date '2022-06-30'"))
        .containsExactly("ONBOARDING");
    assertThat(lines("onboarding", "status")).containsExactly("Growth,0,0,0,0,0");
  }

  @Test
  void an_unknown_symbol_is_followed_and_the_portfolio_ends_as_if_it_had_been_known()
      throws Exception {
    CompletableFuture<CommandRun> followed =
        CompletableFuture.supplyAsync(() -> onboard(ONE_UNKNOWN, "--wait", "60s"));
    while (!worker.isWaitedFor() && !followed.isDone()) {
      Thread.sleep(20);
    }
    assertThat(worker.pricedNext(JUNE, "50")).isEqualTo(1);
    CommandRun run = followed.get(60, TimeUnit.SECONDS).hasExitCode(0);
    assertThat(phases(run)).contains("prices 2 0 0", "metrics 2 0 0", "snapshots 8 0 0");
    List<String> late = world.tables().latestSnapshots();
    POSTGRES.reset();
    a_complete_night();
    world.prices().closes("NEWCO", JUNE, "50");
    worker.measured(D, "NEWCO");
    onboard(ONE_UNKNOWN).hasExitCode(0);
    assertThat(late).hasSize(8).isEqualTo(world.tables().latestSnapshots());
  }

  @Test
  void without_a_wait_it_makes_what_it_can_and_a_later_night_the_rest() {
    CommandRun run = onboard(ONE_UNKNOWN, "--no-wait").hasExitCode(0);
    assertThat(phases(run))
        .containsExactly(
            "prices 1 1 0",
            "prices_since_entry 1 1 0",
            "exposures 0 1 1",
            "metrics 1 1 0",
            "snapshots 8 0 0",
            "figures 8 0 0");
    assertThat(run.out()).contains("NEWCO waits in the queue").contains("6 lack the price");
    assertThat(lines("onboarding", "queue", "--columns", "symbol,status,portfolios,source"))
        .containsExactly("NEWCO,PENDING,1,onboarding");
    world.prices().closes("NEWCO", JUNE, "50");
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(texts("select status from portfolio_snapshots_latest")).containsOnly("COMPLETE");
  }

  @Test
  void what_is_missing_after_the_wait_is_not_ready_and_what_failed_is_no_reason_to_wait() {
    CommandRun late = onboard(ONE_UNKNOWN, "--wait", "1s").hasExitCode(4);
    assertThat(phases(late)).contains("prices 1 1 0", "snapshots 8 0 0");
    worker.failedNext("no provider knows it");
    CommandRun status = world.command("onboarding", "status", "--portfolio", "Growth", "-o", "csv");
    assertThat(phases(status)).contains("prices 1 0 1", "metrics 1 0 1");
    assertThat(status.out()).contains("NEWCO failed: no provider knows it");
    assertThat(lines("onboarding", "status")).containsExactly("Growth,0,0,0,0,1");
  }

  @Test
  void without_a_complete_night_only_the_first_snapshot_is_made() {
    world.sql().sql("update batch_job_execution set status = 'FAILED'").update();
    onboard(KNOWN, "--wait", "1s").hasExitCode(4);
    assertThat(world.tables().snapshotDates("Growth")).containsExactly(D);
    assertThat(runs()).isEmpty();
  }

  @Test
  void its_session_is_that_of_the_newest_complete_night() {
    LocalDate before = D.minusDays(1);
    world.sql().sql("update batch_job_execution set status = 'STARTED'").update();
    world.symbolNights().completed(before);
    worker.measured(before, "AAPL");
    onboard(KNOWN).hasExitCode(0);
    assertThat(runs()).containsExactly("portfolio:Growth onboarding COMPLETED");
    assertThat(world.tables().snapshotDates("Growth"))
        .as("the first one of the newest prices, the others up to the complete night")
        .isEqualTo(sessions("2022-06-21", "2022-06-30"));
  }

  @Test
  void the_history_can_be_left_out() {
    onboard(KNOWN, "--no-since-inception").hasExitCode(0);
    assertThat(world.tables().snapshotDates("Growth")).containsExactly(D);
    recalculate().hasExitCode(0);
    assertThat(world.tables().snapshotDates("Growth")).hasSize(8);
  }

  @Test
  void to_recalculate_writes_nothing_where_nothing_changed_and_tells_who_asked() {
    onboard(KNOWN).hasExitCode(0);
    Map<String, List<String>> before = world.tables().rows();
    recalculate("--reason", "asked for").hasExitCode(0);
    assertThat(world.tables().rows()).isEqualTo(before);
    assertThat(runs()).hasSize(1);
    world.clock().advance(Duration.ofMinutes(1));
    world.prices().close("AAPL", LocalDate.parse("2022-06-24"), "101");
    recalculate("--reason", "a late price").hasExitCode(0);
    recalculate("--source", "admin").hasExitCode(0);
    assertThat(world.restated()).containsExactly("Growth,2022-06-24,PRICE");
    assertThat(runs())
        .containsExactly(
            "portfolio:Growth onboarding COMPLETED",
            "portfolio:Growth settings COMPLETED a late price");
  }

  @Test
  void to_recalculate_asks_again_for_what_failed_and_for_prices_before_the_entry() {
    world.prices().closes("KO", sessions("2022-06-27", "2022-06-30"), "60");
    world.portfolios().holding("Growth", "NEWCO", "5", LocalDate.parse("2022-06-23"));
    world.portfolios().position(1, Lot.shares("KO", "1", LocalDate.parse("2022-06-01"), "60"));
    world
        .sql()
        .sql("insert into symbol_onboarding_queue (symbol, status) values ('NEWCO', 'FAILED')")
        .update();
    recalculate("--no-wait").hasExitCode(0);
    assertThat(lines("onboarding", "queue", "--columns", "symbol,status,source"))
        .containsExactlyInAnyOrder("KO,PENDING,settings", "NEWCO,PENDING,settings");
  }

  @Test
  void an_option_that_is_over_is_not_waited_for() {
    CommandRun run =
        onboard(KNOWN + "AAPL220624C00090000,1,2022-06-21,4\n", "--wait", "60s").hasExitCode(0);
    assertThat(phases(run)).contains("prices 1 0 1", "snapshots 8 0 0");
    assertThat(run.out()).contains("AAPL220624C00090000 expired before it had a price");
    assertThat(lines("onboarding", "queue")).isEmpty();
  }

  @Test
  void what_finds_no_room_in_the_queue_is_missing_all_the_same() {
    String many =
        IntStream.range(0, 60)
            .mapToObj(number -> "NEW" + number + ",5,2022-06-23,40\n")
            .collect(Collectors.joining());
    CommandRun run = onboard(HEADER + many, "--no-wait").hasExitCode(0);
    assertThat(phases(run)).contains("prices 0 60 0");
    assertThat(lines("onboarding", "queue")).hasSize(50);
    recalculate("--no-wait").hasExitCode(0);
    assertThat(lines("onboarding", "queue")).hasSize(50);
  }

  @Test
  void history_that_finds_no_room_in_the_queue_is_asked_for_as_soon_as_there_is_some()
      throws Exception {
    world.prices().closes("KO", sessions("2022-06-27", "2022-06-30"), "60");
    worker.measured(D, "KO");
    for (int number = 0; number < 50; number++) {
      world
          .sql()
          .sql("insert into symbol_onboarding_queue (symbol) values ('OTHER" + number + "')")
          .update();
    }
    CompletableFuture<CommandRun> followed =
        CompletableFuture.supplyAsync(
            () -> onboard(KNOWN + "KO,1,2022-06-14,60\n", "--wait", "60s"));
    while (world.tables().count("positions") < 2 && !followed.isDone()) {
      Thread.sleep(20);
    }
    while (!followed.isDone()) {
      if (worker.pricedNext(JUNE, "60") == 0) {
        Thread.sleep(20);
      }
    }
    CommandRun run = followed.get(60, TimeUnit.SECONDS).hasExitCode(0);
    assertThat(phases(run)).contains("prices_since_entry 2 0 0", "snapshots 12 0 0");
    assertThat(texts("select status from symbol_onboarding_queue where symbol = 'KO'"))
        .containsExactly("COMPLETED");
  }

  @Test
  void what_cannot_be_is_refused_before_anything_is_made() {
    onboard(KNOWN, "--wait", "-1s").hasExitCode(2);
    assertThat(world.tables().count("portfolios")).isZero();
    onboard(KNOWN, "--no-wait").hasExitCode(0);
    assertThat(onboard(KNOWN).hasExitCode(2).err())
        .contains("there is a portfolio 'Growth' already");
    world.command("recalculate", "--portfolio", "Grwth").hasExitCode(2);
    world.command("onboarding", "status", "--portfolio", "Grwth").hasExitCode(2);
  }

  private CommandRun recalculate(String... options) {
    List<String> arguments = new ArrayList<>(List.of("recalculate", "--portfolio", "Growth"));
    arguments.addAll(List.of(options));
    return world.command(arguments.toArray(String[]::new));
  }

  private CommandRun onboard(String csv, String... options) {
    try {
      Path file = Files.writeString(folder.resolve("positions.csv"), csv);
      List<String> arguments =
          new ArrayList<>(
              List.of("onboard", "--name", "Growth", "--file", file.toString(), "-o", "csv"));
      arguments.addAll(List.of(options));
      return world.command(arguments.toArray(String[]::new));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** Phase, done, missing and failed of each row. */
  private static List<String> phases(CommandRun run) {
    return run.lines().stream()
        .skip(1)
        .map(line -> String.join(" ", List.of(line.split(",")).subList(2, 6)))
        .toList();
  }

  /** The rows of a result, without the session and the texts at the end of a status. */
  private List<String> lines(String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("-o", "csv"));
    if (words[1].equals("status")) {
      arguments.addAll(List.of("--columns", "portfolio,prices,exposures,metrics,snapshots,failed"));
    }
    return world.command(arguments.toArray(String[]::new)).hasExitCode(0).lines().stream()
        .skip(1)
        .toList();
  }

  private List<String> runs() {
    return texts(
        """
        select concat_ws(' ', scope.parameter_value, source.parameter_value, e.status,
          reason.parameter_value)
        from batch_job_execution e
        join batch_job_instance i on i.job_instance_id = e.job_instance_id
        join batch_job_execution_params scope
          on scope.job_execution_id = e.job_execution_id and scope.parameter_name = 'scope'
        join batch_job_execution_params source
          on source.job_execution_id = e.job_execution_id and source.parameter_name = 'source'
        left join batch_job_execution_params reason
          on reason.job_execution_id = e.job_execution_id and reason.parameter_name = 'reason'
        where i.job_name = 'portfolio-refresh' order by e.job_execution_id
        """);
  }

  private List<String> texts(String sql) {
    return world.sql().sql(sql).query(String.class).list();
  }
}
