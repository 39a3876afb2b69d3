package io.afterclose.symbolbatch.session;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.run.alert.Alerts;
import io.afterclose.run.execution.GracefulStop;
import io.afterclose.run.execution.StepPerExecution;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.lock.Fence;
import io.afterclose.run.lock.FencedTransaction;
import io.afterclose.run.progress.PhaseProgress;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.listener.StepListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.ChunkOrientedStepBuilder;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.transaction.PlatformTransactionManager;

/** Builds the steps of the job, all of one shape: chunks, progress, thresholds, graceful stop. */
public final class StepFactory {

  private final JobRepository repository;
  private final PlatformTransactionManager transactions;
  private final TradingCalendar calendar;
  private final ItemFailureStore failures;
  private final Alerts alerts;
  private final PhaseProgress progress;
  private final GracefulStop stop;
  private final Fence fence;
  private final ChunkSize chunkSize;

  public StepFactory(
      JobRepository repository,
      PlatformTransactionManager transactions,
      TradingCalendar calendar,
      ItemFailureStore failures,
      Alerts alerts,
      PhaseProgress progress,
      GracefulStop stop,
      Fence fence,
      ChunkSize chunkSize) {
    this.repository = repository;
    this.transactions = transactions;
    this.calendar = calendar;
    this.failures = failures;
    this.alerts = alerts;
    this.progress = progress;
    this.stop = stop;
    this.fence = fence;
    this.chunkSize = chunkSize;
  }

  /** The same, with chunks of at most so many items. */
  public StepFactory inChunksOf(int max) {
    return new StepFactory(
        repository,
        transactions,
        calendar,
        failures,
        alerts,
        progress,
        stop,
        fence,
        new ChunkSize(Math.min(max, chunkSize.items())));
  }

  /** For what a phase writes beside its chunks. */
  public FencedTransaction fenced() {
    return new FencedTransaction(fence, transactions);
  }

  /** Where the steps raise alerts. */
  public Alerts alerts() {
    return alerts;
  }

  /** The progress display of the steps. */
  public PhaseProgress progress() {
    return progress;
  }

  /**
   * The parts of one execution of a step.
   *
   * @param listeners what else is called at its begin, and at its end after the verdict; the last
   *     one first
   */
  public record Parts<I, O>(
      ItemReader<I> reader,
      ItemProcessor<I, O> processor,
      ItemWriter<O> writer,
      List<StepExecutionListener> listeners) {

    public Parts(ItemReader<I> reader, ItemProcessor<I, O> processor, ItemWriter<O> writer) {
      this(reader, processor, writer, List.of());
    }
  }

  /**
   * A chunked step.
   *
   * @param parts makes the parts of an execution; constructors only
   * @param check finds what the phase made of its symbols when it has ended
   */
  public <I, O> Step chunked(
      String name,
      BiFunction<SessionRun, StepExecution, Parts<I, O>> parts,
      Function<SessionRun, PhaseResult> check) {
    return StepPerExecution.of(
        name,
        execution -> {
          SessionRun run = SessionRun.of(execution.getJobExecution(), calendar);
          return step(name, parts.apply(run, execution), run, check);
        });
  }

  private <I, O> Step step(
      String name, Parts<I, O> parts, SessionRun run, Function<SessionRun, PhaseResult> check) {
    ChunkOrientedStepBuilder<I, O> step =
        new StepBuilder(name, repository)
            .<I, O>chunk(chunkSize.items())
            .transactionManager(transactions)
            .reader(parts.reader())
            .processor(parts.processor())
            .writer(
                chunk -> {
                  fence.check();
                  parts.writer().write(chunk);
                })
            .listener((StepListener) progress)
            .listener((StepListener) stop);
    parts.listeners().forEach(listener -> step.listener((StepListener) listener));
    return step.listener(
            (StepListener) new StepThresholdListener(run, check, failures, alerts, fenced()))
        .build();
  }
}
