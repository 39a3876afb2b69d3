package io.afterclose.portfoliorefresh.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.database.connection.AdvisoryLock;
import io.afterclose.portfoliorefresh.fixture.SymbolNights;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.lock.RunStore;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.outcome.PrerequisiteNotReadyException;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.test.MetaDataInstanceFactory;

/** The gate by the clock: time passes only while it sleeps. */
final class GateTaskletTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate NIGHT = LocalDate.parse("2022-06-30");
  private static final Instant BEGIN = Instant.parse("2022-07-01T02:30:00Z");

  private final SymbolNights nights = new SymbolNights(POSTGRES.dataSource());
  private final SettableClock clock = SettableClock.at(BEGIN);
  private final List<String> alerts = new ArrayList<>();
  private final StepExecution step =
      MetaDataInstanceFactory.createStepExecution(
          new JobParametersBuilder().addLocalDate(RunRequest.TARGET_DATE, NIGHT).toJobParameters());

  private boolean throughFailure;

  /** What happens while the gate sleeps, at its times. */
  private Runnable meanwhile = () -> {};

  /**
   * How a wait went.
   *
   * @param looks minutes from the begin at which the gate was looked at
   * @param refused why it did not open
   */
  private record Waited(List<Long> looks, Optional<PrerequisiteNotReadyException> refused) {
    boolean opened() {
      return refused.isEmpty();
    }
  }

  @BeforeEach
  void no_night_has_run() {
    POSTGRES.reset();
  }

  @Test
  void a_complete_night_opens_it_at_the_first_look() {
    nights.completed(NIGHT);
    assertThat(waitAtMost("60m", "5m")).isEqualTo(new Waited(List.of(0L), Optional.empty()));
    assertThat(alerts).isEmpty();
  }

  @Test
  void without_a_night_it_looks_every_poll_and_gives_up_at_the_deadline_with_one_alert() {
    Waited wait = waitAtMost("60m", "5m");
    assertThat(wait.looks())
        .containsExactly(0L, 5L, 10L, 15L, 20L, 25L, 30L, 35L, 40L, 45L, 50L, 55L, 60L);
    assertThat(wait.refused())
        .hasValueSatisfying(
            refused -> {
              assertThat(refused.outcome()).isEqualTo(RunOutcome.NOT_READY);
              assertThat(refused)
                  .hasMessageContaining("2022-06-30")
                  .hasMessageContaining("has not been started")
                  .hasMessageContaining("nothing was written");
            });
    assertThat(alerts).hasSize(1);
  }

  @Test
  void the_last_look_is_at_the_deadline_also_when_the_poll_does_not_divide_the_wait() {
    assertThat(waitAtMost("7m", "5m").looks()).containsExactly(0L, 5L, 7L);
    assertThat(waitAtMost("7m", "10m").looks()).containsExactly(0L, 7L);
  }

  @Test
  void a_night_that_completes_in_the_last_minute_is_still_seen() {
    meanwhile = () -> once(minutes() >= 59, () -> nights.completed(NIGHT));
    Waited wait = waitAtMost("60m", "7m");
    assertThat(wait.opened()).isTrue();
    assertThat(wait.looks()).endsWith(56L, 60L);
    assertThat(alerts).isEmpty();
  }

  @Test
  void a_wait_of_zero_looks_exactly_once() {
    meanwhile =
        () -> {
          throw new AssertionError("it slept");
        };
    Waited wait = waitAtMost("0s", "5m");
    assertThat(wait.looks()).containsExactly(0L);
    assertThat(wait.opened()).isFalse();
    assertThat(alerts).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = BatchStatus.class,
      names = {"STARTING", "STARTED", "STOPPING"})
  void a_night_at_work_is_waited_for_and_opens_it_when_it_completes(BatchStatus atWork) {
    long execution = nights.run(NIGHT, "all", 1, atWork);
    meanwhile = () -> once(minutes() >= 12, () -> nights.end(execution, BatchStatus.COMPLETED));
    assertThat(waitAtMost("60m", "5m"))
        .isEqualTo(new Waited(List.of(0L, 5L, 10L, 15L), Optional.empty()));
  }

  @Test
  void a_night_that_fails_meanwhile_is_given_up_at_the_next_look() {
    long execution = nights.run(NIGHT, "all", 1, BatchStatus.STARTED);
    meanwhile = () -> once(minutes() >= 3, () -> nights.end(execution, BatchStatus.FAILED));
    Waited wait = waitAtMost("60m", "5m");
    assertThat(wait.looks()).containsExactly(0L, 5L);
    assertThat(wait.refused())
        .hasValueSatisfying(
            refused -> assertThat(refused).hasMessageContaining("FAILED (execution 1)"));
  }

  @ParameterizedTest
  @EnumSource(
      value = BatchStatus.class,
      mode = Mode.EXCLUDE,
      names = {"COMPLETED", "STARTING", "STARTED", "STOPPING"})
  void a_night_that_ended_otherwise_is_not_waited_for(BatchStatus ended) {
    nights.run(NIGHT, "all", 1, ended);
    Waited wait = waitAtMost("60m", "5m");
    assertThat(wait.looks()).containsExactly(0L);
    assertThat(wait.refused())
        .hasValueSatisfying(
            refused -> assertThat(refused.outcome()).isEqualTo(RunOutcome.NOT_READY));
    assertThat(alerts).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = BatchStatus.class,
      names = {"FAILED", "STOPPED"})
  void a_night_that_ended_otherwise_is_waited_for_while_somebody_is_running_it(BatchStatus ended)
      throws SQLException {
    nights.run(NIGHT, "all", 1, ended);
    try (Connection rerun = POSTGRES.database().openDirect()) {
      long key = AdvisoryLock.key("symbol-batch/2022-06-30/all");
      assertThat(AdvisoryLock.tryAcquire(rerun, key)).isPresent();
      meanwhile = () -> once(minutes() >= 12, () -> nights.completed(NIGHT));
      assertThat(waitAtMost("60m", "5m"))
          .isEqualTo(new Waited(List.of(0L, 5L, 10L, 15L), Optional.empty()));
    }
  }

  @Test
  void a_rerun_that_ends_without_success_is_given_up_at_the_next_look() throws SQLException {
    nights.run(NIGHT, "all", 1, BatchStatus.FAILED);
    try (Connection rerun = POSTGRES.database().openDirect()) {
      AdvisoryLock lock =
          AdvisoryLock.tryAcquire(rerun, AdvisoryLock.key("symbol-batch/2022-06-30/all"))
              .orElseThrow();
      meanwhile = () -> once(minutes() >= 7, lock::close);
      assertThat(waitAtMost("60m", "5m").looks()).containsExactly(0L, 5L, 10L);
    }
  }

  @Test
  void the_lock_of_another_night_scope_or_job_says_nothing() throws SQLException {
    nights.run(NIGHT, "all", 1, BatchStatus.FAILED);
    for (String other :
        List.of(
            "symbol-batch/2022-06-29/all",
            "symbol-batch/2022-06-30/symbols:AAPL",
            "portfolio-refresh/2022-06-30/all")) {
      try (Connection elsewhere = POSTGRES.database().openDirect()) {
        assertThat(AdvisoryLock.tryAcquire(elsewhere, AdvisoryLock.key(other))).isPresent();
        assertThat(waitAtMost("60m", "5m").looks()).as(other).containsExactly(0L);
      }
    }
  }

  @Test
  void a_night_that_failed_is_waited_for_when_an_operator_is_about_to_run_it_again() {
    throughFailure = true;
    nights.run(NIGHT, "all", 1, BatchStatus.FAILED);
    meanwhile = () -> once(minutes() >= 12, () -> nights.completed(NIGHT));
    assertThat(waitAtMost("60m", "5m").looks()).containsExactly(0L, 5L, 10L, 15L);
    nights.run(NIGHT, "all", 2, BatchStatus.FAILED);
    Waited inVain = waitAtMost("10m", "5m");
    assertThat(inVain.looks()).containsExactly(0L, 5L, 10L);
    assertThat(inVain.refused())
        .hasValueSatisfying(
            refused ->
                assertThat(refused)
                    .hasMessageContaining(
                        "waited 600 s, the symbol job has status FAILED (execution 3) and no run"
                            + " of it is active"));
  }

  @Test
  void what_it_saw_and_how_long_it_waited_is_kept_with_the_step() {
    long execution = nights.run(NIGHT, "all", 1, BatchStatus.STARTED);
    meanwhile = () -> once(minutes() >= 7, () -> nights.end(execution, BatchStatus.COMPLETED));
    clock.set(BEGIN);
    GateTasklet gate = gate("60m", "5m");
    while (look(gate) == RepeatStatus.CONTINUABLE) {
      assertThat(minutes()).isLessThan(60);
    }
    step.setStatus(BatchStatus.COMPLETED);
    assertThat(gate.afterStep(step).getExitDescription())
        .isEqualTo("waited 600 s, the symbol job has status COMPLETED (execution 1)");
    assertThat(step.getExecutionContext().getString("gate.outcome")).isEqualTo("OPEN");
    assertThat(step.getExecutionContext().getLong("gate.waited.seconds")).isEqualTo(600);
  }

  @Test
  void the_latest_revision_counts_and_not_an_earlier_one() {
    nights.completed(NIGHT);
    nights.run(NIGHT, "all", 2, BatchStatus.FAILED);
    assertThat(waitAtMost("60m", "5m").opened()).isFalse();
    nights.run(NIGHT, "all", 3, BatchStatus.COMPLETED);
    assertThat(waitAtMost("60m", "5m").opened()).isTrue();
  }

  @Test
  void revisions_are_compared_as_numbers() {
    nights.run(NIGHT, "all", 10, BatchStatus.FAILED);
    nights.run(NIGHT, "all", 9, BatchStatus.COMPLETED);
    assertThat(waitAtMost("0s", "5m").opened()).isFalse();
  }

  @Test
  void the_last_execution_of_a_night_counts_and_not_the_one_it_resumed() {
    nights.run(NIGHT, "all", 1, BatchStatus.FAILED);
    nights.run(NIGHT, "all", 1, BatchStatus.COMPLETED);
    assertThat(waitAtMost("0s", "5m").opened()).isTrue();
    nights.run(NIGHT, "all", 1, BatchStatus.STARTED);
    assertThat(waitAtMost("0s", "5m").opened()).isFalse();
  }

  @Test
  void a_scoped_run_neither_opens_nor_closes_it() {
    nights.run(NIGHT, "symbols:AAPL", 1, BatchStatus.COMPLETED);
    assertThat(waitAtMost("0s", "5m").opened()).isFalse();
    nights.completed(NIGHT);
    nights.run(NIGHT, "symbols:AAPL", 2, BatchStatus.FAILED);
    assertThat(waitAtMost("0s", "5m").opened()).isTrue();
  }

  @Test
  void the_night_of_another_date_does_not_open_it() {
    nights.completed(NIGHT.minusDays(1));
    nights.completed(NIGHT.plusDays(1));
    assertThat(waitAtMost("0s", "5m").opened()).isFalse();
  }

  @Test
  void a_request_to_stop_ends_the_sleep_within_a_second() {
    meanwhile = () -> once(clock.instant().isAfter(BEGIN.plusSeconds(90)), step::setTerminateOnly);
    GateTasklet gate = gate("60m", "5m");
    assertThat(look(gate)).isEqualTo(RepeatStatus.CONTINUABLE);
    assertThat(look(gate)).isEqualTo(RepeatStatus.CONTINUABLE);
    assertThat(Duration.between(BEGIN, clock.instant()))
        .isBetween(Duration.ofSeconds(90), Duration.ofSeconds(92));
  }

  @Test
  void a_clock_that_goes_on_between_two_readings_never_leads_to_a_negative_sleep() {
    Clock restless = restlessClock();
    List<Duration> slept = new ArrayList<>();
    GateTasklet gate =
        new GateTasklet(
            NIGHT,
            new JobHistoryStore(POSTGRES.dataSource()),
            new RunStore(POSTGRES.dataSource()),
            new Wait(duration("5s"), duration("2s"), slept::add, restless),
            false,
            alert -> {});
    look(gate);
    look(gate);
    assertThat(slept).isNotEmpty().allMatch(length -> !length.isNegative());
  }

  private Waited waitAtMost(String longest, String poll) {
    clock.set(BEGIN);
    GateTasklet gate = gate(longest, poll);
    List<Long> looks = new ArrayList<>();
    try {
      RepeatStatus status = RepeatStatus.CONTINUABLE;
      while (status == RepeatStatus.CONTINUABLE) {
        status = look(gate);
        looks.add(minutes());
      }
      return new Waited(looks, Optional.empty());
    } catch (PrerequisiteNotReadyException refused) {
      looks.add(minutes());
      return new Waited(looks, Optional.of(refused));
    }
  }

  private GateTasklet gate(String longest, String poll) {
    GateTasklet gate =
        new GateTasklet(
            NIGHT,
            new JobHistoryStore(POSTGRES.dataSource()),
            new RunStore(POSTGRES.dataSource()),
            new Wait(duration(longest), duration(poll), this::pass, clock),
            throughFailure,
            alert -> alerts.add(alert.about() + " " + alert.message()));
    return gate;
  }

  private @org.jspecify.annotations.Nullable RepeatStatus look(GateTasklet gate) {
    try {
      return gate.execute(new StepContribution(step), new ChunkContext(new StepContext(step)));
    } catch (InterruptedException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private void pass(Duration length) {
    clock.advance(length);
    meanwhile.run();
  }

  private void once(boolean due, Runnable event) {
    if (due) {
      meanwhile = () -> {};
      event.run();
    }
  }

  private long minutes() {
    return Duration.between(BEGIN, clock.instant()).toMinutes();
  }

  /** Moves by 0.7 s at each reading. */
  private Clock restlessClock() {
    return new Clock() {
      @Override
      public Instant instant() {
        clock.advance(Duration.ofMillis(700));
        return clock.instant();
      }

      @Override
      public ZoneId getZone() {
        return clock.getZone();
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  private static Duration duration(String text) {
    return Duration.parse("PT" + text);
  }
}
