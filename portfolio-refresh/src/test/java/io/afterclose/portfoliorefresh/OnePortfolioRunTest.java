package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.days;
import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.database.connection.AdvisoryLock;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs and plans for one portfolio, and back to the earliest entry. */
final class OnePortfolioRunTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @BeforeEach
  void two_portfolios_without_a_snapshot() {
    world.prices().closes("SPY", sessions("2022-06-13", "2022-06-30"), "377.25");
    world.prices().closes("AAPL", sessions("2022-06-13", "2022-06-30"), "100");
    world.portfolios().holding("Growth", "AAPL", "10", day("2022-06-25"));
    world.portfolios().holding("Income", "AAPL", "20", day("2022-06-28"));
    world.symbolNights().completed(D);
  }

  @Test
  void it_goes_back_to_the_earliest_entry_and_touches_no_other() {
    assertThat(run("--portfolio", "Growth").exitCode()).isZero();
    assertThat(world.tables().snapshotDates("Growth"))
        .isEqualTo(sessions("2022-06-27", "2022-06-30"));
    assertThat(world.tables().snapshotDates("Income")).isEmpty();
  }

  @Test
  void a_night_goes_back_that_far_only_if_it_is_told_to() {
    assertThat(world.planned())
        .containsExactly("Growth,2022-06-30,MISSING", "Income,2022-06-30,MISSING");
    assertThat(run("--since-inception").exitCode()).isZero();
    assertThat(world.tables().snapshotDates("Growth"))
        .isEqualTo(sessions("2022-06-27", "2022-06-30"));
    assertThat(world.tables().snapshotDates("Income"))
        .isEqualTo(sessions("2022-06-28", "2022-06-30"));
  }

  @Test
  void history_that_it_made_before_the_first_snapshot_is_made_again_by_a_night_too() {
    world.snapshots("Growth", days("2022-06-30"));
    assertThat(run("--portfolio", "Growth").exitCode()).isZero();
    world.prices().close("AAPL", day("2022-06-28"), "101");
    assertThat(world.planned()).contains("Growth,2022-06-28,PRICE");
    assertThat(run().exitCode()).isZero();
    assertThat(world.restated()).containsExactly("Growth,2022-06-28,PRICE");
  }

  @Test
  void it_is_a_job_instance_of_its_own_beside_the_night() {
    assertThat(run().exitCode()).isZero();
    assertThat(run("--portfolio", "Growth").exitCode()).isZero();
    assertThat(run("--portfolio", "Growth").exitCode()).as("nothing to do").isZero();
    world.portfolios().cash(1, day("2022-06-29"), "DEPOSIT", "7");
    assertThat(run("--portfolio", "Growth").exitCode()).isZero();
    assertThat(history())
        .containsExactly(
            "2022-06-30,portfolio:Growth,2,COMPLETED",
            "2022-06-30,portfolio:Growth,1,COMPLETED",
            "2022-06-30,all,1,COMPLETED");
  }

  @Test
  void it_has_a_lock_of_its_own() throws SQLException {
    try (Connection other = POSTGRES.database().openDirect()) {
      assertThat(lock(other, "portfolio:Growth")).isTrue();
      CommandRun refused = run("--portfolio", "Growth");
      assertThat(refused.exitCode()).isEqualTo(5);
      assertThat(refused.err()).contains("(portfolio:Growth)");
      assertThat(run("--portfolio", "Income").exitCode()).isZero();
      assertThat(run().exitCode()).isZero();
    }
  }

  private static boolean lock(Connection connection, String scope) {
    long key = AdvisoryLock.key("portfolio-refresh/2022-06-30/" + scope);
    return AdvisoryLock.tryAcquire(connection, key).isPresent();
  }

  @Test
  void an_unknown_portfolio_is_refused_by_run_and_plan() {
    Map<String, List<String>> before = world.tables().rows();
    for (String command : List.of("run", "plan")) {
      CommandRun refused = world.command(command, "--portfolio", "growth");
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err()).contains("there is no portfolio 'growth'");
    }
    world.sql().sql("update portfolios set deleted_at = now() where name = 'Growth'").update();
    assertThat(run("--portfolio", "Growth").exitCode()).isEqualTo(2);
    assertThat(before.keySet()).contains("portfolio_snapshots");
    assertThat(world.tables().count("portfolio_snapshots")).isZero();
    assertThat(world.tables().count("batch_job_execution")).as("the symbol night").isEqualTo(1);
  }

  @Test
  void the_plan_is_what_the_run_does() {
    world.snapshots("Income", days("2022-06-28"));
    world.prices().close("AAPL", day("2022-06-28"), "101");
    List<String> planned = world.planned("--portfolio", "Income");
    assertThat(planned)
        .containsExactly(
            "Income,2022-06-30,MISSING", "Income,2022-06-29,MISSING", "Income,2022-06-28,PRICE");
    assertThat(run("--portfolio", "Income").exitCode()).isZero();
    assertThat(made()).containsExactlyInAnyOrderElementsOf(planned);
    assertThat(world.planned("--portfolio", "Income")).isEmpty();
  }

  @Test
  void a_plan_writes_nothing() {
    Map<String, List<String>> before = world.tables().rows();
    assertThat(world.planned("--since-inception")).hasSize(7);
    assertThat(world.tables().rows()).isEqualTo(before);
    assertThat(world.tables().count("batch_job_execution")).as("the symbol night").isEqualTo(1);
  }

  @Test
  void a_run_makes_all_dates_however_many_the_newest_first() {
    List<LocalDate> years = sessions("2021-01-04", "2022-06-30");
    world.prices().closes("SPY", years, "400");
    world.prices().closes("KO", years, "60");
    world.portfolios().holding("Old", "KO", "1", day("2021-01-04"));
    world.snapshots("Old", years);
    world.prices().split("KO", day("2021-03-01"), "2");
    List<LocalDate> outdated = sessions("2021-03-01", "2022-06-30");
    assertThat(outdated.size()).isGreaterThan(260);
    List<String> planned = world.planned("--portfolio", "Old");
    assertThat(planned)
        .hasSize(outdated.size())
        .startsWith("Old,2022-06-30,SPLIT", "Old,2022-06-29,SPLIT");
    assertThat(run("--portfolio", "Old").exitCode()).isZero();
    assertThat(world.restated()).hasSameElementsAs(planned).hasSize(outdated.size());
    assertThat(world.planned("--portfolio", "Old")).isEmpty();
  }

  @Test
  void an_outdated_date_that_is_not_usable_stays_outdated() {
    world.snapshots("Growth", sessions("2022-06-27", "2022-06-30"));
    world.portfolios().cash(1, day("2022-06-29"), "DEPOSIT", "7");
    world
        .sql()
        .sql("delete from market_data_cache where symbol = 'SPY' and price_date = ?")
        .param(D)
        .update();
    assertThat(world.planned("--portfolio", "Growth")).containsExactly("Growth,2022-06-29,CASH");
    world.prices().close("SPY", D, "400");
    assertThat(world.planned("--portfolio", "Growth"))
        .containsExactly("Growth,2022-06-30,CASH", "Growth,2022-06-29,CASH");
  }

  /** The latest revisions with their reasons, as the plan prints them. */
  private List<String> made() {
    return world
        .sql()
        .sql(
            """
            select concat_ws(',', f.name, s.snapshot_date, s.reason)
            from portfolio_snapshots_latest s
            join portfolios f on f.portfolio_id = s.portfolio_id
            """)
        .query(String.class)
        .list();
  }

  private List<String> history() {
    return world
        .command("history", "-o", "csv")
        .out()
        .lines()
        .skip(1)
        .map(line -> String.join(",", List.of(line.split(",")).subList(0, 4)))
        .toList();
  }

  private CommandRun run(String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "run";
    arguments[1] = "--wait";
    arguments[2] = "0s";
    System.arraycopy(options, 0, arguments, 3, options.length);
    return world.command(arguments);
  }
}
