package io.afterclose.run.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.run.fixture.StoredExecutions;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.Source;
import io.afterclose.testkit.PostgresExtension;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.batch.core.BatchStatus;

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
  void executions_come_newest_first_and_only_those_of_the_job() {
    ran(JobName.SYMBOL_BATCH, night(JUNE_30), BatchStatus.FAILED);
    ran(JobName.PORTFOLIO_REFRESH, night(JUNE_30), BatchStatus.COMPLETED);
    ran(JobName.SYMBOL_BATCH, night(JUNE_30), BatchStatus.COMPLETED);
    ran(JobName.SYMBOL_BATCH, night(JUNE_29), BatchStatus.COMPLETED);
    assertThat(
            history.newest(
                List.of(JobName.SYMBOL_BATCH), new HistoryFilter(null, null, null, null), 10))
        .extracting(run -> run.target().date() + " " + run.execution().status())
        .containsExactly("2022-06-29 COMPLETED", "2022-06-30 COMPLETED", "2022-06-30 FAILED");
    assertThat(
            history.newest(
                List.of(JobName.SYMBOL_BATCH), new HistoryFilter(null, null, null, null), 1))
        .hasSize(1);
  }

  @Test
  void a_summary_tells_what_the_job_repository_has() {
    ran(JobName.SYMBOL_BATCH, night(JUNE_30), BatchStatus.FAILED);
    RunSummary run =
        history
            .newest(List.of(JobName.SYMBOL_BATCH), new HistoryFilter(null, null, null, null), 1)
            .get(0);
    assertThat(run.target().job()).isEqualTo("symbol-batch");
    assertThat(run.target().scope()).isEqualTo("all");
    assertThat(run.target().revision()).isEqualTo(1);
    assertThat(run.trigger().source()).isEqualTo("cron");
    assertThat(run.execution().exitMessage()).isEqualTo("said at the end");
    assertThat(run.execution().seconds()).isEqualTo(90.5);
    assertThat(run.execution().completed()).isFalse();
  }

  @Test
  void steps_of_partitions_are_not_counted_beside_their_managers() {
    ran(JobName.SYMBOL_BATCH, night(JUNE_30), BatchStatus.COMPLETED);
    assertThat(
            history
                .newest(List.of(JobName.SYMBOL_BATCH), new HistoryFilter(null, null, null, null), 1)
                .get(0)
                .items()
                .written())
        .isEqualTo(7);
  }

  @Test
  void the_latest_is_the_last_execution_of_the_highest_revision() {
    ran(JobName.SYMBOL_BATCH, night(JUNE_30).nextRevision(), BatchStatus.FAILED);
    ran(JobName.SYMBOL_BATCH, night(JUNE_30).nextRevision(), BatchStatus.STOPPED);
    ran(JobName.SYMBOL_BATCH, night(JUNE_30), BatchStatus.COMPLETED);
    RunSummary latest = history.latest(JobName.SYMBOL_BATCH, JUNE_30, "all").orElseThrow();
    assertThat(latest.target().revision()).isEqualTo(2);
    assertThat(latest.execution().status()).isEqualTo(BatchStatus.STOPPED);
    assertThat(history.latest(JobName.SYMBOL_BATCH, JUNE_29, "all")).isEmpty();
    assertThat(history.latest(JobName.SYMBOL_BATCH, JUNE_30, "portfolio 1")).isEmpty();
  }

  @Test
  void complete_dates_are_those_of_the_scope() {
    ran(JobName.SYMBOL_BATCH, night(JUNE_30), BatchStatus.COMPLETED);
    ran(
        JobName.SYMBOL_BATCH,
        new RunRequest(JUNE_29, "symbols ALFA", 1, Source.OPERATOR),
        BatchStatus.COMPLETED);
    ran(JobName.SYMBOL_BATCH, night(LocalDate.of(2022, 6, 28)), BatchStatus.FAILED);
    assertThat(history.completedDates(JobName.SYMBOL_BATCH, "all")).containsExactly(JUNE_30);
  }

  @Test
  void an_execution_that_never_began_has_no_duration() {
    new StoredExecutions(POSTGRES.dataSource()).created(JobName.SYMBOL_BATCH, night(JUNE_30));
    assertThat(
            history
                .newest(List.of(JobName.SYMBOL_BATCH), new HistoryFilter(null, null, null, null), 1)
                .get(0)
                .execution()
                .seconds())
        .isNull();
  }

  private static RunRequest night(LocalDate date) {
    return new RunRequest(date, "all", 1, Source.CRON);
  }

  private static void ran(JobName job, RunRequest run, BatchStatus status) {
    new StoredExecutions(POSTGRES.dataSource()).ran(job, run, status);
  }
}
