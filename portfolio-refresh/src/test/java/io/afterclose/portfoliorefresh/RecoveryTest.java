package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.database.connection.AdvisoryLock;
import io.afterclose.portfoliorefresh.fixture.LogLines;
import io.afterclose.portfoliorefresh.fixture.ManyPortfolios;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs after one that died, one that failed, and beside one that is at work. */
final class RecoveryTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String DIE =
      """
      with died as (
        update batch_job_execution set status = 'STARTED', exit_code = 'UNKNOWN', end_time = null
        where job_execution_id = (select max(job_execution_id) from batch_job_execution)
        returning job_execution_id)
      update batch_step_execution set status = 'STARTED', exit_code = 'EXECUTING', end_time = null
      where job_execution_id in (select job_execution_id from died)
      """;

  private static final String REFUSE =
      """
      create or replace function refuse_portfolio() returns trigger language plpgsql as
      $$ begin
        if to_jsonb(new) ->> 'portfolio_id' = '30'
            or to_jsonb(new) ->> 'phase' = 'refreshPortfolios' then
          raise exception 'disk on fire';
        end if;
        return new;
      end $$
      """;

  /** Neither can portfolio 30 be made nor can that be recorded. */
  private static final List<String> REFUSED = List.of("portfolio_snapshots", "run_item_failures");

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @BeforeEach
  void forty_portfolios_of_which_each_lacks_the_night() {
    world.prices().save(ManyPortfolios.closes(sessions("2022-06-29", "2022-06-30")));
    ManyPortfolios.store(world.dataSource(), 40);
  }

  @Test
  void a_run_that_was_killed_is_resumed_as_the_same_instance() {
    assertThat(world.runFor(D).exitCode()).as("its symbol night is missing").isEqualTo(4);
    world.sql().sql(DIE).update();
    world.symbolNights().completed(D);
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(world.tables().count("portfolio_snapshots")).isEqualTo(40);
    assertThat(executions()).containsExactly("1 FAILED", "1 COMPLETED");
  }

  @Test
  void a_run_that_was_killed_in_the_middle_of_its_ranges_doubles_nothing() {
    world.symbolNights().completed(D);
    assertThat(world.runFor(D).exitCode()).isZero();
    world.sql().sql(DIE).update();
    world.sql().sql("delete from portfolio_snapshots where portfolio_id > 15").update();
    List<String> kept = snapshots();
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(world.tables().count("portfolio_snapshots")).isEqualTo(40);
    assertThat(snapshots()).containsAll(kept);
    assertThat(executions()).containsExactly("1 FAILED", "1 COMPLETED");
  }

  @Test
  void a_range_that_failed_is_made_by_the_next_run_and_the_others_are_left_alone() {
    world.symbolNights().completed(D);
    refuse();
    try (LogLines log = new LogLines()) {
      assertThat(world.runFor(D).exitCode()).isEqualTo(1);
      assertThat(log.containing(" ALERT portfolio-refresh 2022-06-30: the run failed: 1 of "))
          .singleElement()
          .asString()
          .contains(" partitions failed, the first with ", "ERROR: disk on fire");
    } finally {
      accept();
    }
    assertThat(world.command("show", "--date", "2022-06-30", "-o", "csv").out())
        .as("of the run, of its phase and of its start")
        .containsSubsequence("disk on fire", "partitions failed, the first with", "disk on fire")
        .doesNotContain("unsuccessful step");
    List<String> kept = snapshots();
    assertThat(kept).as("the ranges without portfolio 30").hasSizeBetween(20, 39);
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(snapshots()).hasSize(40).containsAll(kept);
    assertThat(executions()).containsExactly("1 FAILED", "1 COMPLETED");
    assertThat(revisions()).containsExactly(1);
  }

  @Test
  void a_portfolio_that_came_after_the_failed_run_is_made_at_the_latest_by_the_run_after_it() {
    world.symbolNights().completed(D);
    refuse();
    try {
      assertThat(world.runFor(D).exitCode()).isEqualTo(1);
    } finally {
      accept();
    }
    world.portfolios().holding("Newcomer", "S1", "1", day("2022-06-01"));
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(world.tables().snapshotDates("Newcomer")).containsExactly(D);
    assertThat(world.tables().count("portfolio_snapshots")).isEqualTo(41);
  }

  @Test
  void a_run_of_the_same_date_elsewhere_is_told_in_one_line() throws SQLException {
    world.symbolNights().completed(D);
    Map<String, List<String>> before = world.tables().rows();
    try (Connection other = POSTGRES.database().openDirect()) {
      long key = AdvisoryLock.key("portfolio-refresh/2022-06-30/all");
      assertThat(AdvisoryLock.tryAcquire(other, key)).isPresent();
      CommandRun refused = world.runFor(D);
      assertThat(refused.exitCode()).isEqualTo(5);
      assertThat(refused.err().lines())
          .singleElement()
          .asString()
          .startsWith("portfolio-refresh: another run of portfolio-refresh 2022-06-30 is active");
      assertThat(world.tables().rows()).isEqualTo(before);
      assertThat(executions()).isEmpty();
    }
    assertThat(world.runFor(D).exitCode()).isZero();
  }

  private void refuse() {
    world.sql().sql(REFUSE).update();
    REFUSED.forEach(
        table ->
            world
                .sql()
                .sql(
                    "create trigger refuse before insert on "
                        + table
                        + " for each row execute function refuse_portfolio()")
                .update());
  }

  private void accept() {
    REFUSED.forEach(table -> world.sql().sql("drop trigger refuse on " + table).update());
  }

  private List<String> snapshots() {
    return Objects.requireNonNull(world.tables().rows().get("portfolio_snapshots"));
  }

  private List<Integer> revisions() {
    return world
        .sql()
        .sql("select distinct revision from portfolio_snapshots")
        .query(Integer.class)
        .list();
  }

  /** Instance, counted from 1, and status of each execution of this job. */
  private List<String> executions() {
    return world
        .sql()
        .sql(
            """
            select dense_rank() over (order by i.job_instance_id) || ' ' || e.status
            from batch_job_execution e
            join batch_job_instance i on i.job_instance_id = e.job_instance_id
            where i.job_name = 'portfolio-refresh' order by e.job_execution_id
            """)
        .query(String.class)
        .list();
  }
}
