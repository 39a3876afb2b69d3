package io.afterclose.run.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.run.fixture.RecordedRuns;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.Source;
import io.afterclose.testkit.PostgresExtension;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Which records of a run are written, and which are refused after another process took over. */
final class FencedJobRepositoryTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final RunKey KEY =
      new RunKey(JobName.SYMBOL_BATCH, LocalDate.parse("2022-06-30"), "all");
  private static final RunRequest NIGHT = new RunRequest(KEY.date(), "all", 1, Source.CRON);

  private final RunFence fence = new RunFence(POSTGRES.dataSource());
  private final RunStore others = new RunStore(POSTGRES.dataSource());
  private final RecordedRuns records = new RecordedRuns(POSTGRES.dataSource());

  @BeforeEach
  void its_repository_is_fenced() {
    POSTGRES.reset();
    Object same =
        new FencedJobRepository(() -> fence)
            .postProcessAfterInitialization(records.repository(), "jobRepository");
    assertThat(same).isSameAs(records.repository());
  }

  @Test
  void a_process_without_a_run_may_write_for_one_that_is_gone() {
    failed(records.begun(KEY.job(), NIGHT));
    assertThat(status()).isEqualTo(BatchStatus.FAILED);
  }

  @Test
  void a_run_whose_lock_was_lost_may_still_record_it() throws SQLException {
    try (RunLock lock = acquired()) {
      JobExecution execution = records.begun(KEY.job(), NIGHT);
      fence.shut();
      failed(execution);
      assertThat(lock.lost()).isTrue();
      assertThat(status()).isEqualTo(BatchStatus.FAILED);
    }
  }

  @Test
  void a_run_that_was_taken_over_records_nothing_more_but_may_read() throws SQLException {
    try (RunLock lock = acquired()) {
      JobExecution execution = records.begun(KEY.job(), NIGHT);
      assertThat(others.evict(KEY, "taken over by a test")).isTrue();
      assertThatThrownBy(() -> failed(execution))
          .isInstanceOf(LockLostException.class)
          .hasMessageContaining("run " + lock.run());
      assertThatThrownBy(() -> records.begun(KEY.job(), NIGHT))
          .isInstanceOf(LockLostException.class);
      assertThat(status()).isEqualTo(BatchStatus.STARTING);
    }
  }

  @Test
  void a_run_that_is_paused_while_it_records_something_is_terminated() throws Exception {
    CountDownLatch recorded = new CountDownLatch(1);
    CountDownLatch woken = new CountDownLatch(1);
    try (RunLock lock = acquired()) {
      JobExecution execution = records.begun(KEY.job(), NIGHT);
      CompletableFuture<Void> paused =
          CompletableFuture.runAsync(
              () ->
                  new TransactionTemplate(new JdbcTransactionManager(POSTGRES.dataSource()))
                      .executeWithoutResult(
                          status -> {
                            failed(execution);
                            recorded.countDown();
                            await(woken);
                          }));
      await(recorded);
      assertThat(others.evict(KEY, "taken over by a test")).isTrue();
      woken.countDown();
      assertThatThrownBy(() -> paused.get(1, TimeUnit.MINUTES))
          .isInstanceOf(ExecutionException.class);
      assertThat(lock.checkLost()).isTrue();
      assertThat(status()).isEqualTo(BatchStatus.STARTING);
    } finally {
      woken.countDown();
    }
  }

  @Test
  void every_method_of_the_repository_is_named_as_a_read_or_a_write() {
    Set<String> methods =
        Arrays.stream(JobRepository.class.getMethods())
            .map(Method::getName)
            .collect(Collectors.toSet());
    assertThat(FencedJobRepository.READS).doesNotContainAnyElementsOf(FencedJobRepository.WRITES);
    assertThat(Stream.of(FencedJobRepository.READS, FencedJobRepository.WRITES))
        .flatMap(names -> names)
        .containsExactlyInAnyOrderElementsOf(methods);
  }

  private RunLock acquired() throws SQLException {
    return RunLock.acquire(
        KEY.job(),
        NIGHT,
        new RunGuard(
            POSTGRES.database(),
            new RunOwner("here", ProcessHandle.current().pid(), "0.1.0 (test)"),
            fence,
            Duration.ofHours(1)),
        why -> {});
  }

  private void failed(JobExecution execution) {
    execution.setStatus(BatchStatus.FAILED);
    records.repository().update(execution);
  }

  private BatchStatus status() {
    JobExecution last =
        records.repository().getLastJobExecution(KEY.job().text(), NIGHT.toJobParameters());
    return Objects.requireNonNull(last).getStatus();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
