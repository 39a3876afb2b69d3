package io.afterclose.portfoliorefresh;

import io.afterclose.portfoliorefresh.portfolio.KeyRange;
import io.afterclose.portfoliorefresh.portfolio.PortfolioStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** Cuts the portfolios into key ranges of equal count, the last one open-ended. */
final class KeyRangePartitioner implements Partitioner {

  private static final String FROM = "from.key";
  private static final String TO = "to.key";

  private final PortfolioStore portfolios;

  KeyRangePartitioner(PortfolioStore portfolios) {
    this.portfolios = portfolios;
  }

  /** The range of a partition's step. */
  static KeyRange range(StepExecution step) {
    ExecutionContext context = step.getExecutionContext();
    return new KeyRange(context.getLong(FROM), context.getLong(TO));
  }

  @Override
  public Map<String, ExecutionContext> partition(int gridSize) {
    List<Long> keys = portfolios.keys();
    int ranges = Math.max(1, Math.min(gridSize, keys.size()));
    Map<String, ExecutionContext> partitions = new TreeMap<>();
    for (int range = 0; range < ranges; range++) {
      ExecutionContext context = new ExecutionContext();
      context.putLong(FROM, range == 0 ? 0 : keys.get(start(range, ranges, keys.size())));
      context.putLong(
          TO,
          range == ranges - 1
              ? Long.MAX_VALUE
              : keys.get(start(range + 1, ranges, keys.size())) - 1);
      partitions.put("range%03d".formatted(range), context);
    }
    return partitions;
  }

  private static int start(int range, int ranges, int keys) {
    return (int) ((long) range * keys / ranges);
  }
}
