package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.days;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.fixture.LogLines;
import io.afterclose.portfoliorefresh.fixture.ManyPortfolios;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A refresh that takes too long. */
final class RefreshTimeLimitTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @BeforeEach
  void many_portfolios() {
    world.prices().save(ManyPortfolios.closes(days("2022-06-30")));
    ManyPortfolios.store(world.dataSource(), 30);
    world.symbolNights().completed(D);
  }

  private CommandRun night(String limit) {
    return world.command("run", "--date", D.toString(), "--wait", "0s", "--time-limit", limit);
  }

  @Test
  void at_its_limit_it_stops_says_what_is_left_and_the_next_run_resumes_it() {
    try (LogLines log = new LogLines()) {
      night("1ms").hasExitCode(75);
      assertThat(log.containing("the time limit is reached")).isNotEmpty();
      assertThat(log.containing("stopped; 30 snapshots of 30 portfolios are left")).hasSize(1);
    }
    night("1m").hasExitCode(0);
    assertThat(world.tables().count("portfolio_snapshots")).isEqualTo(30);
    assertThat(world.tables().count("batch_job_instance")).isEqualTo(2);
  }

  @Test
  void a_limit_of_nothing_is_refused() {
    night("0s").hasExitCode(2);
    night("soon").hasExitCode(2);
  }
}
