package io.afterclose.portfoliorefresh.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfolio.position.PositionStore;
import io.afterclose.portfoliorefresh.fixture.StoredPortfolios;
import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.alert.Alert;
import io.afterclose.run.alert.AlertCode;
import io.afterclose.run.history.ItemFailure;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.name.RunRequest;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.test.MetaDataInstanceFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The wait for symbols being onboarded by the clock: time passes only while it sleeps. */
final class OnboardingTaskletTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate NIGHT = LocalDate.parse("2022-06-30");
  private static final Instant BEGIN = Instant.parse("2022-07-01T02:30:00Z");

  private final SettableClock clock = SettableClock.at(BEGIN);
  private final OnboardingQueueStore queue = new OnboardingQueueStore(POSTGRES.dataSource(), clock);
  private final StoredPortfolios portfolios = new StoredPortfolios(POSTGRES.dataSource());
  private final StepExecution step =
      MetaDataInstanceFactory.createStepExecution(
          new JobParametersBuilder().addLocalDate(RunRequest.TARGET_DATE, NIGHT).toJobParameters());

  private final ItemFailureStore failures = new ItemFailureStore(POSTGRES.dataSource(), clock);
  private final List<Alert> alerts = new ArrayList<>();
  private KeyRange scope = KeyRange.ALL;

  /** What happens while it sleeps. */
  private Runnable meanwhile = () -> {};

  @BeforeEach
  void an_import_brought_two_unknown_symbols() {
    POSTGRES.reset();
    queue.enqueueUnknown(List.of(Symbol.of("NEWCO"), Symbol.of("OTHER")));
    claimed(Duration.ZERO);
  }

  @Test
  void without_a_worker_nothing_is_waited_for() {
    portfolios.holding("Growth", "NEWCO", "1", NIGHT);
    status("PENDING");
    assertThat(waitedAtMost("120s")).isZero();
  }

  @Test
  void a_claim_that_a_dead_worker_left_is_not_waited_for() {
    portfolios.holding("Growth", "NEWCO", "1", NIGHT);
    claimed(OnboardingQueueStore.MAX_SILENCE.plusSeconds(1));
    assertThat(waitedAtMost("120s")).isZero();
  }

  @Test
  void a_run_for_one_portfolio_does_not_wait_for_the_symbols_of_another() {
    long own = portfolios.holding("Own", "AAPL", "1", NIGHT);
    long other = portfolios.holding("Other", "NEWCO", "1", NIGHT);
    scope = KeyRange.only(own);
    assertThat(waitedAtMost("15s")).isZero();
    scope = KeyRange.only(other);
    assertThat(waitedAtMost("15s")).isEqualTo(15);
  }

  @Test
  void an_option_that_has_expired_is_neither_queued_nor_waited_for() {
    String option = "AAPL220624C00150000";
    assertThat(queue.enqueueUnknown(List.of(Symbol.of(option)))).isZero();
    clock.set(Instant.parse("2022-06-20T12:00:00Z"));
    assertThat(queue.enqueueUnknown(List.of(Symbol.of(option)))).isEqualTo(1);
    claimed(Duration.ZERO);
    long owner = portfolios.empty("Options");
    portfolios.position(owner, Lot.shares(option, "1", NIGHT.minusDays(20), "5").of("OPTIONS"));
    assertThat(waitedAtMost("120s")).isZero();
  }

  @Test
  void what_is_pending_for_ten_sessions_has_failed_with_its_reason_and_is_told() {
    portfolios.holding("Growth", "NEWCO", "1", NIGHT);
    status("PENDING");
    requested("NEWCO", "2022-06-15T19:59:00Z");
    requested("OTHER", "2022-06-15T20:01:00Z");
    assertThat(waitedAtMost("120s")).isZero();
    assertThat(
            JdbcClient.create(POSTGRES.dataSource())
                .sql(
                    """
                    select concat_ws(' ', symbol, status, reason) from symbol_onboarding_queue
                    order by symbol
                    """)
                .query(String.class)
                .list())
        .containsExactly(
            "NEWCO FAILED no price on 10 sessions since it was requested", "OTHER PENDING");
    assertThat(failures.ofPhase(step.getJobExecutionId(), step.getStepName()))
        .containsExactly(
            new ItemFailure(
                "NEWCO", "ONBOARDING_FAILED", "no price on 10 sessions since it was requested"));
    assertThat(alerts)
        .containsExactly(
            Alert.warning(
                AlertCode.ONBOARDING_FAILED,
                "portfolio-refresh 2022-06-30",
                "portfolios hold [NEWCO], whose onboarding failed: no price on 10 sessions since it"
                    + " was requested"));
  }

  @Test
  void of_a_symbol_that_nobody_holds_no_alert_tells() {
    status("PENDING");
    requested("OTHER", "2022-06-15T19:59:00Z");
    assertThat(waitedAtMost("120s")).isZero();
    assertThat(failures.ofPhase(step.getJobExecutionId(), step.getStepName())).hasSize(1);
    assertThat(alerts).isEmpty();
  }

  @Test
  void a_symbol_that_nobody_holds_on_the_date_is_not_waited_for() {
    portfolios.holding("Tomorrow", "NEWCO", "1", NIGHT.plusDays(1));
    long sold = portfolios.empty("Sold");
    portfolios.position(sold, Lot.shares("NEWCO", "1", NIGHT.minusDays(9), "5").sold(NIGHT, "6"));
    portfolios.position(sold, Lot.shares("OTHER", "1", NIGHT, "5").of("PRIVATE"));
    assertThat(waitedAtMost("120s")).isZero();
    assertThat(step.getExecutionContext().getInt("onboarding.pending")).isZero();
  }

  @Test
  void a_symbol_that_is_priced_meanwhile_ends_the_wait() {
    portfolios.holding("Growth", "NEWCO", "1", NIGHT);
    meanwhile =
        () -> {
          if (waited() >= 17) {
            queue.complete(Map.of(Symbol.of("NEWCO"), NIGHT));
          }
        };
    assertThat(waitedAtMost("120s")).isEqualTo(20);
    assertThat(step.getExecutionContext().getInt("onboarding.pending")).isZero();
  }

  @Test
  void at_the_deadline_it_goes_on_and_says_so() {
    portfolios.holding("Growth", "NEWCO", "1", NIGHT);
    assertThat(waitedAtMost("120s")).isEqualTo(120);
    assertThat(step.getExecutionContext().getInt("onboarding.pending")).isEqualTo(1);
    assertThat(step.getExecutionContext().getLong("onboarding.waited.seconds")).isEqualTo(120);
    assertThat(step.getExitStatus().getExitDescription())
        .isEqualTo("waited 120 s and goes on while [NEWCO] is still being onboarded");
  }

  @Test
  void a_wait_of_zero_looks_once_and_goes_on() {
    portfolios.holding("Growth", "OTHER", "1", NIGHT);
    meanwhile =
        () -> {
          throw new AssertionError("it slept");
        };
    assertThat(waitedAtMost("0s")).isZero();
    assertThat(step.getExecutionContext().getInt("onboarding.pending")).isEqualTo(1);
  }

  @Test
  void a_symbol_that_is_being_worked_on_is_waited_for_and_one_that_failed_is_not() {
    portfolios.holding("Growth", "NEWCO", "1", NIGHT);
    status("PROCESSING");
    assertThat(waitedAtMost("15s")).isEqualTo(15);
    status("FAILED");
    assertThat(waitedAtMost("15s")).isZero();
  }

  /** By a worker that was heard of last so long ago. */
  private static void claimed(Duration ago) {
    JdbcClient.create(POSTGRES.dataSource())
        .sql(
            """
            update symbol_onboarding_queue set status = 'PROCESSING',
              heartbeat_at = clock_timestamp() - ? * interval '1 second'
            """)
        .param(ago.toSeconds())
        .update();
  }

  private static void requested(String symbol, String at) {
    JdbcClient.create(POSTGRES.dataSource())
        .sql("update symbol_onboarding_queue set requested_at = ? where symbol = ?")
        .params(Timestamp.from(Instant.parse(at)), symbol)
        .update();
  }

  private static void status(String status) {
    JdbcClient.create(POSTGRES.dataSource())
        .sql("update symbol_onboarding_queue set status = ?")
        .param(status)
        .update();
  }

  /** Seconds until it went on; ends like the step does. */
  private long waitedAtMost(String timeout) {
    clock.set(BEGIN);
    OnboardingWait wait = OnboardingWait.atMost(Duration.parse("PT" + timeout));
    OnboardingTasklet look =
        new OnboardingTasklet(
            NIGHT,
            new PendingSymbols(
                NyseCalendar.standard(), queue, new PositionStore(POSTGRES.dataSource()), scope),
            failures,
            new Wait(wait.timeout(), wait.poll(), this::pass, clock),
            alerts::add);
    while (look(look) == RepeatStatus.CONTINUABLE) {
      assertThat(waited()).isLessThan(1000);
    }
    step.setStatus(BatchStatus.COMPLETED);
    step.setExitStatus(look.afterStep(step));
    return waited();
  }

  private @Nullable RepeatStatus look(OnboardingTasklet look) {
    try {
      return look.execute(new StepContribution(step), new ChunkContext(new StepContext(step)));
    } catch (InterruptedException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private void pass(Duration length) {
    clock.advance(length);
    meanwhile.run();
  }

  private long waited() {
    return Duration.between(BEGIN, clock.instant()).toSeconds();
  }
}
