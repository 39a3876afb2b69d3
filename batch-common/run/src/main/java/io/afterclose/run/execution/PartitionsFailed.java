package io.afterclose.run.execution;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.partition.StepExecutionAggregator;
import org.springframework.batch.core.partition.support.DefaultStepExecutionAggregator;
import org.springframework.batch.core.step.StepExecution;

/**
 * Partitions of a phase failed: says how many of how many, and why the first to end did; that one's
 * failure is the cause. Spring Batch itself only says that a partition failed.
 */
public final class PartitionsFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final Comparator<StepExecution> FIRST_ENDED =
      Comparator.comparing(
              StepExecution::getEndTime, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(StepExecution::getId);

  private PartitionsFailed(String message, Throwable first) {
    super(message, first);
  }

  /** Adds up the partitions of a phase, as without it, and throws where some of them failed. */
  public static StepExecutionAggregator aggregator() {
    StepExecutionAggregator sums = new DefaultStepExecutionAggregator();
    return (phase, partitions) -> {
      sums.aggregate(phase, partitions);
      throwIfFailed(partitions);
    };
  }

  private static void throwIfFailed(Collection<StepExecution> partitions) {
    List<StepExecution> failed =
        partitions.stream()
            .filter(partition -> partition.getStatus() == BatchStatus.FAILED)
            .sorted(FIRST_ENDED)
            .toList();
    failed.stream()
        .flatMap(partition -> partition.getFailureExceptions().stream())
        .findFirst()
        .ifPresent(
            first -> {
              throw new PartitionsFailed(
                  "%d of %d partitions failed, the first with %s"
                      .formatted(failed.size(), partitions.size(), describe(root(first))),
                  first);
            });
  }

  /** The failure that explains a run: of partitions together, else the first's root. */
  public static Stream<Throwable> telling(Collection<Throwable> failures) {
    return Stream.concat(
            failures.stream().filter(PartitionsFailed.class::isInstance),
            failures.stream().map(PartitionsFailed::root))
        .limit(1);
  }

  /** The failure in one line: its message; its kind only where it has none. */
  static String describe(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank()
        ? failure.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElse("");
  }

  private static Throwable root(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .reduce(failure, (outer, inner) -> inner);
  }
}
