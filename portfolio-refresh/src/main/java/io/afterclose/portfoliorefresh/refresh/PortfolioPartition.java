package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.run.execution.GracefulStop;
import io.afterclose.run.execution.StepPerExecution;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.progress.PhaseProgress;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.batch.core.listener.ItemWriteListener;
import org.springframework.batch.core.listener.StepListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.util.function.SingletonSupplier;

/**
 * One key range of a phase. The attempts make the transactions, so the chunk has none of its own:
 * it is cut into as many as its sessions ask for, and a stop is looked for between them. It takes
 * its part of the plan when it begins.
 */
final class PortfolioPartition {

  private static final int PORTFOLIOS_PER_CHUNK = 2_500;

  private final String phase;
  private final PhasePlan plan;
  private final PortfolioWork work;
  private final PhaseCounts counts;
  private final int datesPerTransaction;
  private final Parts parts;

  /** What the partitions of all phases share. */
  record Parts(
      JobRepository repository,
      RefreshScope scope,
      PortfolioAttempts attempts,
      PhaseProgress progress,
      GracefulStop stop) {}

  /**
   * @param datesPerTransaction sessions of portfolios: so many that a commit does not count, so few
   *     that what is made of them fits into memory
   */
  PortfolioPartition(
      String phase,
      PhasePlan plan,
      PortfolioWork work,
      PhaseCounts counts,
      int datesPerTransaction,
      Parts parts) {
    this.datesPerTransaction = datesPerTransaction;
    this.phase = phase;
    this.plan = plan;
    this.work = work;
    this.counts = counts;
    this.parts = parts;
  }

  /** The step of a key range; under the name of its phase, so that they count as one. */
  Step step() {
    return StepPerExecution.of(phase, this::step);
  }

  private Step step(StepExecution execution) {
    return new StepBuilder(phase, parts.repository())
        .<PortfolioDates, PortfolioDates>chunk(PORTFOLIOS_PER_CHUNK)
        .reader(reader(execution))
        .processor(planned -> planned)
        .writer(writer(execution))
        .listener((StepListener) new Progress(parts.progress()))
        .listener((StepListener) parts.stop())
        .build();
  }

  private ItemReader<PortfolioDates> reader(StepExecution execution) {
    Supplier<Deque<PortfolioDates>> planned = SingletonSupplier.of(() -> planned(execution));
    return () -> planned.get().poll();
  }

  private Deque<PortfolioDates> planned(StepExecution execution) {
    List<PortfolioDates> dates =
        plan.of(parts.scope().request(execution), KeyRangePartitioner.range(execution));
    parts.progress().expect(dates.size());
    return new ArrayDeque<>(dates);
  }

  private ItemWriter<PortfolioDates> writer(StepExecution execution) {
    LocalDate target = RunRequest.targetDate(execution);
    return chunk -> {
      Deque<PortfolioDates> waiting = new ArrayDeque<>(chunk.getItems());
      do {
        List<PortfolioDates> dates = next(waiting, datesPerTransaction);
        WorkResult result =
            parts
                .attempts()
                .make(
                    work, dates, phase, execution.getJobExecutionId(), execution::isTerminateOnly);
        counts.add(
            dates.stream().filter(one -> !result.left().contains(one)).toList(), target, result);
      } while (!waiting.isEmpty() && !execution.isTerminateOnly());
    };
  }

  /** Takes the work of one transaction, that of one portfolio at least. */
  static List<PortfolioDates> next(Deque<PortfolioDates> waiting, int most) {
    List<PortfolioDates> taken = new ArrayList<>();
    int sessions = 0;
    do {
      PortfolioDates dates = waiting.remove();
      taken.add(dates);
      sessions += dates.due().size();
    } while (!waiting.isEmpty() && sessions + waiting.element().due().size() <= most);
    return taken;
  }

  /** Shows the progress of the phase from its partitions, which are no phases of their own. */
  private record Progress(PhaseProgress progress) implements ItemWriteListener<Object> {

    @Override
    public void afterWrite(Chunk<? extends Object> items) {
      progress.afterWrite(items);
    }
  }
}
