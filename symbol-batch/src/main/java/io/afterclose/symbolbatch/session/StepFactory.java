package io.afterclose.symbolbatch.session;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.run.alert.Alerts;
import io.afterclose.run.execution.GracefulStop;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.lock.Fence;
import io.afterclose.run.lock.FencedTransaction;
import io.afterclose.run.progress.PhaseProgress;
import java.util.function.Function;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.listener.StepListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.ChunkOrientedStepBuilder;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.transaction.PlatformTransactionManager;

/** Builds the steps of the job, all of one shape: chunks, progress, verdict, graceful stop. */
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
  public StepFactory inChunksOf(int most) {
    return new StepFactory(
        repository,
        transactions,
        calendar,
        failures,
        alerts,
        progress,
        stop,
        fence,
        new ChunkSize(Math.min(most, chunkSize.items())));
  }

  /** For what a phase writes beside its chunks. */
  public FencedTransaction fenced() {
    return new FencedTransaction(fence, transactions);
  }

  /** Where the steps tell how far they are. */
  public PhaseProgress progress() {
    return progress;
  }

  /**
   * A chunked step. Reader, processor and writer are told of the step's begin and end where they
   * listen to it.
   *
   * @param check finds what the phase made of its symbols when it has ended
   * @param afterwards what is done after the verdict
   */
  public <I, O> Step chunked(
      String name,
      ItemReader<I> reader,
      ItemProcessor<I, O> processor,
      ItemWriter<O> writer,
      Function<SessionRun, PhaseResult> check,
      StepExecutionListener... afterwards) {
    ChunkOrientedStepBuilder<I, O> step =
        new StepBuilder(name, repository)
            .<I, O>chunk(chunkSize.items())
            .transactionManager(transactions)
            .reader(reader)
            .processor(processor)
            .writer(
                chunk -> {
                  fence.check();
                  writer.write(chunk);
                })
            .listener((StepListener) progress)
            .listener((StepListener) stop);
    for (Object part : new Object[] {reader, processor, writer}) {
      if (part instanceof StepExecutionListener listener) {
        step.listener((StepListener) listener);
      }
    }
    for (StepExecutionListener listener : afterwards) {
      step.listener((StepListener) listener);
    }
    return step.listener(
            (StepListener) new StepThresholdListener(calendar, check, failures, alerts, fenced()))
        .build();
  }
}
