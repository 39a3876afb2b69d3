package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.snapshot.SnapshotReason;
import io.afterclose.portfoliorefresh.gap.GapPlan;
import io.afterclose.portfoliorefresh.gap.GapPlanner;
import io.afterclose.portfoliorefresh.gap.GapRequest;
import io.afterclose.portfoliorefresh.gap.GapRequest.Restatement;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.portfoliorefresh.gate.GateWait;
import io.afterclose.portfoliorefresh.gate.OnboardingWait;
import io.afterclose.portfoliorefresh.refresh.PortfolioPhases;
import io.afterclose.portfoliorefresh.refresh.PortfolioWork;
import io.afterclose.portfoliorefresh.refresh.RefreshScope;
import io.afterclose.portfoliorefresh.refresh.Retries;
import io.afterclose.portfoliorefresh.refresh.WorkResult;
import io.afterclose.portfoliorefresh.refresh.Workers;
import io.afterclose.portfoliorefresh.snapshot.RefreshPortfolios;
import io.afterclose.run.execution.JobConfiguration;
import io.afterclose.run.execution.JobContext;
import io.afterclose.run.execution.JobOutcomeListener;
import io.afterclose.run.execution.RunResult;
import io.afterclose.run.execution.TimeLimit;
import io.afterclose.run.history.ItemFailure;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.RunScope;
import io.afterclose.run.name.Source;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.testkit.PostgresExtension;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;

/** A further phase over portfolios takes one class and its registration. */
final class SecondPhaseTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final AtomicBoolean BROKEN = new AtomicBoolean();

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  /** The one class: odd portfolios cannot be greeted. */
  @Configuration(proxyBeanMethods = false)
  static class GreetPortfolios implements PortfolioWork {

    @Bean
    Step greetPortfolios(PortfolioPhases phases, GapPlanner planner) {
      return phases.step(
          "greetPortfolios", "greetings", request -> all(planner, request), this, 1_000);
    }

    /** All portfolios of the range, whatever they lack. */
    private static GapPlan all(GapPlanner planner, GapRequest request) {
      Restatement all =
          new Restatement(SnapshotReason.restated("greeting"), false, OptionalLong.empty());
      return planner.plan(
          new GapRequest(request.target(), request.range(), false, Optional.of(all)));
    }

    @Override
    public WorkResult make(List<PortfolioDates> work, @Nullable Long jobExecutionId) {
      Map<Portfolio, ItemFailure> odd =
          work.stream()
              .map(PortfolioDates::portfolio)
              .filter(portfolio -> portfolio.id() % 2 == 1)
              .collect(
                  Collectors.toMap(
                      portfolio -> portfolio,
                      portfolio -> new ItemFailure(portfolio.name(), "ODD", "an odd key")));
      return new WorkResult(work.size() - odd.size(), odd);
    }
  }

  /** Its registration, and a plain step behind it. */
  @JobConfiguration
  @Import({PortfolioRefreshBeans.class, RefreshPortfolios.class, GreetPortfolios.class})
  static class GreetingJob {

    @Bean
    Job portfolioRefresh(
        JobRepository repository,
        PlatformTransactionManager transactions,
        Step refreshPortfolios,
        Step greetPortfolios) {
      return new JobBuilder(JobName.PORTFOLIO_REFRESH.text(), repository)
          .listener(new JobOutcomeListener(repository))
          .start(refreshPortfolios)
          .next(greetPortfolios)
          .next(
              new StepBuilder("last", repository)
                  .tasklet(
                      (contribution, context) -> {
                        if (BROKEN.get()) {
                          throw new IllegalStateException("broken for once");
                        }
                        return RepeatStatus.FINISHED;
                      },
                      transactions)
                  .build())
          .build();
    }
  }

  @BeforeEach
  void four_portfolios() {
    BROKEN.set(false);
    world.prices().close("SPY", D, "377.25");
    world.prices().close("AAPL", D, "100");
    for (int number = 1; number <= 4; number++) {
      world.portfolios().holding("P" + number, "AAPL", "10", LocalDate.parse("2022-06-01"));
    }
  }

  @Test
  void it_runs_in_partitions_records_its_failures_and_makes_the_job_partial() {
    RunResult result = run();
    assertThat(result.outcome()).isEqualTo(RunOutcome.PARTIAL);
    assertThat(result.description())
        .contains("greetPortfolios 2 of 4 portfolios failed")
        .doesNotContain("refreshPortfolios");
    assertThat(texts("select phase || ' ' || item || ' ' || reason from run_item_failures"))
        .containsExactlyInAnyOrder("greetPortfolios P1 ODD", "greetPortfolios P3 ODD");
    assertThat(
            texts(
                "select count(*)::text from batch_step_execution"
                    + " where step_name like 'greetPortfolios:%'"))
        .containsExactly("2");
    assertThat(texts("select count(*)::text from portfolio_snapshots")).containsExactly("4");
  }

  @Test
  void a_restart_behind_the_partial_step_is_partial_too() {
    BROKEN.set(true);
    assertThat(run().outcome()).isEqualTo(RunOutcome.FAILED);
    BROKEN.set(false);
    assertThat(run().outcome()).isEqualTo(RunOutcome.PARTIAL);
    assertThat(
            texts(
                "select count(*)::text from batch_step_execution"
                    + " where step_name = 'greetPortfolios'"))
        .as("it was complete and is not run again")
        .containsExactly("1");
  }

  private RunResult run() {
    try (JobContext context =
        JobContext.open(
            JobName.PORTFOLIO_REFRESH,
            GreetingJob.class,
            world.process(),
            POSTGRES.database(),
            beans -> {
              beans.registerBean(
                  GateWait.class, () -> new GateWait(Duration.ZERO, Duration.ofMinutes(5), false));
              beans.registerBean(OnboardingWait.class, () -> OnboardingWait.atMost(Duration.ZERO));
              beans.registerBean(Workers.class, () -> new Workers(2, 2));
              beans.registerBean(RefreshScope.class, () -> RefreshScope.NIGHT);
              beans.registerBean(Retries.class, () -> Retries.STANDARD);
            })) {
      return context.run(
          new RunRequest(D, RunScope.EVERYTHING, 1, Source.OPERATOR), TimeLimit.NONE);
    }
  }

  private List<String> texts(String sql) {
    return world.sql().sql(sql).query(String.class).list();
  }
}
