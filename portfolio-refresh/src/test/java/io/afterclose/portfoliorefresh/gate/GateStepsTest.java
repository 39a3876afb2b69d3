package io.afterclose.portfoliorefresh.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfolio.position.PositionStore;
import io.afterclose.portfoliorefresh.fixture.SymbolNights;
import io.afterclose.run.execution.JobConfiguration;
import io.afterclose.run.execution.JobContext;
import io.afterclose.run.execution.Pause;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.execution.RunResult;
import io.afterclose.run.execution.TimeLimit;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.Source;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.run.progress.PhaseProgress;
import io.afterclose.run.progress.ProgressDisplay;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** The gate's step as Spring Batch runs it. */
final class GateStepsTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate NIGHT = LocalDate.parse("2022-06-30");

  private final SettableClock clock = SettableClock.at("2022-07-01T02:30:00Z");
  private final List<Integer> connectionsAsleep = new ArrayList<>();

  @BeforeEach
  void no_night_has_run() {
    POSTGRES.reset();
  }

  @Test
  void no_connection_of_the_pool_is_held_while_it_sleeps() {
    assertThat(run().outcome()).isEqualTo(RunOutcome.NOT_READY);
    assertThat(connectionsAsleep).hasSize(60 * 60).containsOnly(0);
  }

  @Test
  void a_wait_in_vain_can_be_resumed_and_waits_anew() {
    assertThat(run().outcome()).isEqualTo(RunOutcome.NOT_READY);
    connectionsAsleep.clear();
    assertThat(run().outcome()).isEqualTo(RunOutcome.NOT_READY);
    assertThat(connectionsAsleep).hasSize(60 * 60);
    new SymbolNights(POSTGRES.dataSource()).completed(NIGHT);
    connectionsAsleep.clear();
    assertThat(run().outcome()).isEqualTo(RunOutcome.COMPLETED);
    assertThat(connectionsAsleep).isEmpty();
  }

  private RunResult run() {
    try (JobContext context =
        JobContext.open(
            JobName.PORTFOLIO_REFRESH,
            GateAlone.class,
            new ProcessContext(POSTGRES.environment(), clock),
            POSTGRES.database(),
            this::add)) {
      return context.run(new RunRequest(NIGHT, "all", 1, Source.CRON), TimeLimit.NONE);
    }
  }

  private void add(GenericApplicationContext beans) {
    HikariDataSource pool = (HikariDataSource) POSTGRES.dataSource();
    Pause counting =
        length -> {
          connectionsAsleep.add(pool.getHikariPoolMXBean().getActiveConnections());
          clock.advance(length);
        };
    beans.registerBean(Pause.class, () -> counting);
    beans.registerBean(
        GateWait.class, () -> new GateWait(Duration.ofMinutes(60), Duration.ofMinutes(5), false));
    beans.registerBean(OnboardingWait.class, () -> OnboardingWait.atMost(Duration.ZERO));
    beans.registerBean(KeyRange.class, () -> KeyRange.ALL);
    beans.registerBean(
        ItemFailureStore.class,
        () -> new ItemFailureStore(POSTGRES.dataSource(), Clock.systemUTC()));
    beans.registerBean(PositionStore.class, () -> new PositionStore(POSTGRES.dataSource()));
    beans.registerBean(
        PhaseProgress.class,
        () ->
            new PhaseProgress(
                List.of("awaitSymbolBatch"), ProgressDisplay.forThisProcess(), clock));
  }

  @JobConfiguration
  @Import(GateSteps.class)
  static class GateAlone {
    @Bean
    Job gateAlone(JobRepository repository, Step awaitSymbolBatch) {
      return new JobBuilder(JobName.PORTFOLIO_REFRESH.text(), repository)
          .start(awaitSymbolBatch)
          .build();
    }
  }
}
