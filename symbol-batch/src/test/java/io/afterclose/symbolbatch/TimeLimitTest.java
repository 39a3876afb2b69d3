package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A night that takes too long, and one whose database stumbles. */
final class TimeLimitTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String[] NIGHT = {
    "run", "--date", "2026-01-08", "--provider", "sample", "--chunk-size", "1"
  };

  private Operator operator;
  private StoredRows stored;

  @BeforeEach
  void a_small_universe() {
    POSTGRES.reset();
    operator =
        Operator.in(
            POSTGRES.environment(), SettableClock.at(Instant.parse("2026-01-09T12:00:00Z")));
    stored = StoredRows.in(POSTGRES.dataSource());
  }

  private CommandRun night(String... more) {
    String[] words = java.util.Arrays.copyOf(NIGHT, NIGHT.length + more.length);
    System.arraycopy(more, 0, words, NIGHT.length, more.length);
    return operator.types(words);
  }

  @Test
  void at_its_limit_a_night_stops_and_the_next_run_resumes_it() {
    CommandRun stopped = night("--time-limit", "1ms").hasExitCode(75);
    assertThat(stopped.logged("ALERT")).anyMatch(line -> line.contains("time limit"));
    assertThat(stopped.logged("the time limit is reached")).isNotEmpty();
    assertThat(stored.texts("select status from batch_job_execution")).containsExactly("STOPPED");
    night().hasExitCode(0);
    assertThat(stored.count("batch_job_instance")).isEqualTo(1);
    assertThat(stored.count("symbol_daily_metrics")).isEqualTo(8);
  }

  @Test
  void a_limit_of_nothing_is_refused() {
    night("--time-limit", "0s").hasExitCode(2);
    night("--time-limit", "soon").hasExitCode(2);
  }

  @Test
  void a_passing_failure_of_the_database_is_waited_out_where_it_happened() {
    stored.execute("create sequence stumble");
    stored.execute(
        """
        create function stumble() returns trigger language plpgsql as $$
        begin
          if nextval('stumble') = 3 then
            raise exception 'too many clients already' using errcode = '53300';
          end if;
          return new;
        end $$
        """);
    stored.execute(
        "create trigger stumble before insert on symbol_daily_metrics"
            + " for each row execute function stumble()");
    try {
      night().hasExitCode(0);
    } finally {
      stored.execute("drop trigger stumble on symbol_daily_metrics");
      stored.execute("drop function stumble");
      stored.execute("drop sequence stumble");
    }
    assertThat(stored.texts("select status from batch_job_execution order by 1"))
        .containsExactly("COMPLETED", "FAILED");
    assertThat(stored.count("symbol_daily_metrics")).isEqualTo(8);
  }
}
