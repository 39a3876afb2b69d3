package io.afterclose.run.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.run.JobName;
import io.afterclose.run.RunParameters;
import io.afterclose.run.Source;
import io.afterclose.testkit.PostgresExtension;
import java.sql.SQLException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

final class RunLockStoreTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate DATE = LocalDate.parse("2022-06-30");

  private final RunLockStore locks = new RunLockStore(POSTGRES.dataSource());

  @Test
  void a_run_is_at_work_as_long_as_it_holds_its_lock() throws SQLException {
    assertThat(locks.held(JobName.SYMBOL_BATCH, DATE, "all")).isFalse();
    try (RunLock lock = acquire(DATE)) {
      lock.keep();
      assertThat(locks.held(JobName.SYMBOL_BATCH, DATE, "all")).isTrue();
      assertThat(locks.held(JobName.SYMBOL_BATCH, DATE, "symbols:AAPL")).isFalse();
      assertThat(locks.held(JobName.PORTFOLIO_REFRESH, DATE, "all")).isFalse();
    }
    assertThat(locks.held(JobName.SYMBOL_BATCH, DATE, "all")).isFalse();
  }

  @Test
  void keys_of_either_sign_are_found() throws SQLException {
    boolean negative = false;
    boolean positive = false;
    for (LocalDate date = DATE; !negative || !positive; date = date.plusDays(1)) {
      negative |= RunLock.key(JobName.SYMBOL_BATCH, date, "all") < 0;
      positive |= RunLock.key(JobName.SYMBOL_BATCH, date, "all") > 0;
      try (RunLock lock = acquire(date)) {
        lock.keep();
        assertThat(locks.held(JobName.SYMBOL_BATCH, date, "all")).as("%s", date).isTrue();
      }
    }
  }

  @Test
  void a_lock_whose_session_was_ended_is_taken_again() throws SQLException {
    try (RunLock lock = acquire(DATE)) {
      endOtherSessions();
      assertThat(locks.held(JobName.SYMBOL_BATCH, DATE, "all")).isFalse();
      lock.keep();
      assertThat(locks.held(JobName.SYMBOL_BATCH, DATE, "all")).isTrue();
    }
  }

  @Test
  void a_lock_that_another_took_meanwhile_is_lost() throws SQLException {
    try (RunLock lost = acquire(DATE)) {
      endOtherSessions();
      try (RunLock taken = acquire(DATE)) {
        assertThatThrownBy(lost::keep)
            .isInstanceOfSatisfying(
                CommandRefused.class,
                refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.ALREADY_RUNNING));
        taken.keep();
      }
    }
  }

  /** Waits for their end, which is what gives their locks back. */
  private static void endOtherSessions() {
    JdbcClient.create(POSTGRES.dataSource())
        .sql(
            """
            select pg_terminate_backend(pid, 10000) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()
              and backend_type = 'client backend'
            """)
        .query(Boolean.class)
        .list();
  }

  private static RunLock acquire(LocalDate date) throws SQLException {
    return RunLock.acquire(
        POSTGRES.database(), JobName.SYMBOL_BATCH, RunParameters.nightly(date, Source.CRON));
  }
}
