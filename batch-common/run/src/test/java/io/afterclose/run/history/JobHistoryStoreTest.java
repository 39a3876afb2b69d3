package io.afterclose.run.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.run.JobName;
import io.afterclose.run.RunParameters;
import io.afterclose.run.Source;
import io.afterclose.testkit.PostgresExtension;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.jdbc.support.JdbcTransactionManager;

final class JobHistoryStoreTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate JUNE_29 = LocalDate.of(2022, 6, 29);
  private static final LocalDate JUNE_30 = LocalDate.of(2022, 6, 30);

  private final JobHistoryStore history = new JobHistoryStore(POSTGRES.dataSource());

  @BeforeEach
  void nothing_has_run() {
    POSTGRES.reset();
  }

  @Test
  void executions_come_newest_first_and_only_those_of_the_job() throws Exception {
    ran(JobName.SYMBOL_BATCH, night(JUNE_30), BatchStatus.FAILED);
    ran(JobName.PORTFOLIO_REFRESH, night(JUNE_30), BatchStatus.COMPLETED);
    ran(JobName.SYMBOL_BATCH, night(JUNE_30), BatchStatus.COMPLETED);
    ran(JobName.SYMBOL_BATCH, night(JUNE_29), BatchStatus.COMPLETED);
    assertThat(history.newest(JobName.SYMBOL_BATCH, 10))
        .extracting(run -> run.targetDate() + " " + run.status())
        .containsExactly("2022-06-29 COMPLETED", "2022-06-30 COMPLETED", "2022-06-30 FAILED");
    assertThat(history.newest(JobName.SYMBOL_BATCH, 1)).hasSize(1);
  }

  @Test
  void a_summary_tells_what_the_job_repository_has() throws Exception {
    ran(JobName.SYMBOL_BATCH, night(JUNE_30), BatchStatus.FAILED);
    RunSummary run = history.newest(JobName.SYMBOL_BATCH, 1).get(0);
    assertThat(run.job()).isEqualTo("symbol-batch");
    assertThat(run.scope()).isEqualTo("all");
    assertThat(run.revision()).isEqualTo(1);
    assertThat(run.source()).isEqualTo("cron");
    assertThat(run.exitMessage()).isEqualTo("said at the end");
    assertThat(run.seconds()).isEqualTo(90.5);
    assertThat(run.completed()).isFalse();
  }

  @Test
  void steps_of_partitions_are_not_counted_beside_their_managers() throws Exception {
    ran(JobName.SYMBOL_BATCH, night(JUNE_30), BatchStatus.COMPLETED);
    assertThat(history.newest(JobName.SYMBOL_BATCH, 1).get(0).items()).isEqualTo(7);
  }

  @Test
  void the_latest_is_the_last_execution_of_the_highest_revision() throws Exception {
    ran(JobName.SYMBOL_BATCH, night(JUNE_30).nextRevision(), BatchStatus.FAILED);
    ran(JobName.SYMBOL_BATCH, night(JUNE_30).nextRevision(), BatchStatus.STOPPED);
    ran(JobName.SYMBOL_BATCH, night(JUNE_30), BatchStatus.COMPLETED);
    RunSummary latest = history.latest(JobName.SYMBOL_BATCH, JUNE_30, "all").orElseThrow();
    assertThat(latest.revision()).isEqualTo(2);
    assertThat(latest.status()).isEqualTo(BatchStatus.STOPPED);
    assertThat(history.latest(JobName.SYMBOL_BATCH, JUNE_29, "all")).isEmpty();
    assertThat(history.latest(JobName.SYMBOL_BATCH, JUNE_30, "portfolio 1")).isEmpty();
  }

  @Test
  void complete_dates_are_those_of_the_scope() throws Exception {
    ran(JobName.SYMBOL_BATCH, night(JUNE_30), BatchStatus.COMPLETED);
    ran(
        JobName.SYMBOL_BATCH,
        new RunParameters(JUNE_29, "symbols ALFA", 1, Source.OPERATOR),
        BatchStatus.COMPLETED);
    ran(JobName.SYMBOL_BATCH, night(LocalDate.of(2022, 6, 28)), BatchStatus.FAILED);
    assertThat(history.completedDates(JobName.SYMBOL_BATCH, "all")).containsExactly(JUNE_30);
  }

  @Test
  void an_execution_that_never_began_has_no_duration() throws Exception {
    JobParameters parameters = night(JUNE_30).toJobParameters();
    JobInstance instance = repository().createJobInstance("symbol-batch", parameters);
    repository().createJobExecution(instance, parameters, new ExecutionContext());
    assertThat(history.newest(JobName.SYMBOL_BATCH, 1).get(0).seconds()).isNull();
  }

  private static RunParameters night(LocalDate date) {
    return RunParameters.nightly(date, Source.CRON);
  }

  /** An execution with a step of 7 items, of which a partition did 4. */
  private static void ran(JobName job, RunParameters run, BatchStatus status) throws Exception {
    JobRepository repository = repository();
    JobParameters parameters = run.toJobParameters();
    JobInstance instance = repository.getJobInstance(job.text(), parameters);
    if (instance == null) {
      instance = repository.createJobInstance(job.text(), parameters);
    }
    JobExecution execution =
        repository.createJobExecution(instance, parameters, new ExecutionContext());
    step(repository, execution, "prices", 7);
    step(repository, execution, "prices:partition0", 4);
    execution.setStartTime(LocalDateTime.of(2022, 7, 1, 2, 0, 0));
    execution.setEndTime(LocalDateTime.of(2022, 7, 1, 2, 1, 30, 500_000_000));
    execution.setStatus(status);
    execution.setExitStatus(new ExitStatus(status.name(), "said at the end"));
    repository.update(execution);
  }

  private static void step(
      JobRepository repository, JobExecution execution, String name, int items) {
    StepExecution step = repository.createStepExecution(name, execution);
    step.setWriteCount(items);
    repository.update(step);
  }

  private static JobRepository repository() throws Exception {
    JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
    factory.setDataSource(POSTGRES.dataSource());
    factory.setTransactionManager(new JdbcTransactionManager(POSTGRES.dataSource()));
    factory.afterPropertiesSet();
    return factory.getObject();
  }
}
