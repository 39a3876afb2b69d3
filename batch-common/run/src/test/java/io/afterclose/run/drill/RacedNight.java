package io.afterclose.run.drill;

import io.afterclose.run.execution.GracefulStop;
import io.afterclose.run.execution.JobConfiguration;
import io.afterclose.run.lock.Fence;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.listener.StepListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.support.ListItemReader;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** A small night: three rows for its date, each in a chunk of its own. */
@JobConfiguration
class RacedNight {

  /** How many nights are at work in this process now, and the most that ever were. */
  private static final AtomicInteger AT_WORK = new AtomicInteger();

  private static final AtomicInteger MOST = new AtomicInteger();

  /** What becomes of the nights that begin now. */
  enum Fate {
    DONE,
    FAILED,
    STOPPED
  }

  private static volatile Fate fate = Fate.DONE;

  static void fated(Fate next) {
    fate = next;
  }

  static int mostAtOnce() {
    return MOST.get();
  }

  @Bean
  Job night(
      JobRepository repository,
      PlatformTransactionManager transactions,
      DataSource dataSource,
      Fence fence,
      GracefulStop stop) {
    return new JobBuilder(JobName.SYMBOL_BATCH.text(), repository)
        .start(rows(repository, transactions, JdbcClient.create(dataSource), fence, stop))
        .build();
  }

  private static Step rows(
      JobRepository repository,
      PlatformTransactionManager transactions,
      JdbcClient jdbc,
      Fence fence,
      GracefulStop stop) {
    Worker worker = new Worker(jdbc, fence);
    return new StepBuilder("rows", repository)
        .<Integer, Integer>chunk(1)
        .transactionManager(transactions)
        .reader(worker::next)
        .writer(chunk -> chunk.forEach(worker::write))
        .listener((StepListener) worker)
        .listener((StepListener) stop)
        .build();
  }

  /** One step at work on one date. */
  private static final class Worker implements StepExecutionListener {

    private final JdbcClient jdbc;
    private final Fence fence;
    private ListItemReader<Integer> missing = new ListItemReader<>(List.of());
    private LocalDate date = LocalDate.MIN;
    private Optional<StepExecution> step = Optional.empty();

    Worker(JdbcClient jdbc, Fence fence) {
      this.jdbc = jdbc;
      this.fence = fence;
    }

    @Override
    public void beforeStep(StepExecution begun) {
      int now = AT_WORK.incrementAndGet();
      MOST.accumulateAndGet(now, Math::max);
      step = Optional.of(begun);
      date = Objects.requireNonNull(begun.getJobParameters().getLocalDate(RunRequest.TARGET_DATE));
      missing =
          new ListItemReader<>(
              jdbc.sql(
                      "select n from generate_series(1, 3) n except"
                          + " select n from raced where night = ? order by 1")
                  .param(date)
                  .query(Integer.class)
                  .list());
    }

    @Override
    public ExitStatus afterStep(StepExecution ended) {
      AT_WORK.decrementAndGet();
      return ended.getExitStatus();
    }

    @Nullable Integer next() {
      return missing.read();
    }

    void write(int n) {
      fence.check();
      jdbc.sql("insert into raced (night, n) values (?, ?)").params(date, n).update();
      if (n == 2 && fate == Fate.FAILED) {
        throw new IllegalStateException("fated to fail");
      }
      if (fate == Fate.STOPPED) {
        step.orElseThrow().setTerminateOnly();
      }
    }
  }
}
