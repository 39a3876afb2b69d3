package io.afterclose.portfoliorefresh;

import io.afterclose.portfoliorefresh.portfolio.KeyRange;
import io.afterclose.portfoliorefresh.portfolio.PortfolioStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Cuts the portfolios into key ranges of equal count, the last one open-ended; a run for one
 * portfolio has one range.
 */
final class KeyRangePartitioner implements Partitioner {

  private static final String FROM = "from.key";
  private static final String TO = "to.key";

  private final PortfolioStore portfolios;
  private final RefreshScope scope;

  KeyRangePartitioner(PortfolioStore portfolios, RefreshScope scope) {
    this.portfolios = portfolios;
    this.scope = scope;
  }

  /** The range of a partition's step. */
  static KeyRange range(StepExecution step) {
    ExecutionContext context = step.getExecutionContext();
    return new KeyRange(context.getLong(FROM), context.getLong(TO));
  }

  @Override
  public Map<String, ExecutionContext> partition(int gridSize) {
    List<KeyRange> ranges = scope.only().isPresent() ? List.of(scope.range()) : ranges(gridSize);
    Map<String, ExecutionContext> partitions = new TreeMap<>();
    for (KeyRange range : ranges) {
      ExecutionContext context = new ExecutionContext();
      context.putLong(FROM, range.from());
      context.putLong(TO, range.to());
      partitions.put("range%03d".formatted(partitions.size()), context);
    }
    return partitions;
  }

  private List<KeyRange> ranges(int gridSize) {
    List<Long> keys = portfolios.keys();
    int count = Math.max(1, Math.min(gridSize, keys.size()));
    return IntStream.range(0, count)
        .mapToObj(
            range ->
                new KeyRange(
                    range == 0 ? 0 : keys.get(start(range, count, keys.size())),
                    range == count - 1
                        ? Long.MAX_VALUE
                        : keys.get(start(range + 1, count, keys.size())) - 1))
        .toList();
  }

  private static int start(int range, int ranges, int keys) {
    return (int) ((long) range * keys / ranges);
  }
}
