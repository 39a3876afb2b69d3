package io.afterclose.portfoliorefresh.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.gap.GapPlan;
import io.afterclose.portfoliorefresh.gap.GapRequest;
import io.afterclose.run.name.RunRequest;
import io.afterclose.testkit.SettableClock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.test.MetaDataInstanceFactory;

final class RunPlanTest {

  private static final LocalDate D = LocalDate.parse("2022-06-30");

  private final SettableClock clock = SettableClock.at("2022-07-01T02:30:00Z");
  private final List<GapRequest> planned = new ArrayList<>();
  private final RunPlan plan = new RunPlan(this::planned, RefreshScope.NIGHT, clock);
  private final StepExecution step = step(D);

  private GapPlan planned(GapRequest request) {
    planned.add(request);
    return new GapPlan(List.of(), List.of(), List.of());
  }

  private static StepExecution step(LocalDate target) {
    return MetaDataInstanceFactory.createStepExecution(
        new JobParametersBuilder().addLocalDate(RunRequest.TARGET_DATE, target).toJobParameters());
  }

  @Test
  void the_phase_takes_the_plan_that_was_made_before_it() {
    GapPlan ahead = plan.ahead(step);
    clock.advance(Duration.ofSeconds(59));
    assertThat(plan.plan(RefreshScope.NIGHT.request(step))).isSameAs(ahead);
    assertThat(planned).hasSize(1);
  }

  @Test
  void it_is_taken_once() {
    plan.ahead(step);
    plan.plan(RefreshScope.NIGHT.request(step));
    plan.plan(RefreshScope.NIGHT.request(step));
    assertThat(planned).hasSize(2);
  }

  @Test
  void one_that_is_old_is_made_again() {
    GapPlan ahead = plan.ahead(step);
    clock.advance(Duration.ofMinutes(1));
    assertThat(plan.plan(RefreshScope.NIGHT.request(step))).isNotSameAs(ahead);
    assertThat(planned).hasSize(2);
  }

  @Test
  void that_of_another_date_is_not_taken() {
    GapPlan ahead = plan.ahead(step(D.minusDays(1)));
    assertThat(plan.plan(RefreshScope.NIGHT.request(step))).isNotSameAs(ahead);
    assertThat(planned).extracting(GapRequest::target).containsExactly(D.minusDays(1), D);
  }

  @Test
  void without_one_it_is_made() {
    plan.plan(RefreshScope.NIGHT.request(step));
    assertThat(planned).hasSize(1);
  }
}
