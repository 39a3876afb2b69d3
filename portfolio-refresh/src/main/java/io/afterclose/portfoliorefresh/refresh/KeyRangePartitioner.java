package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfolio.position.PortfolioStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Cuts the portfolios into key ranges of equal count, the last one open-ended; a run for one
 * portfolio has one range. A partition's name says its range: {@code 1-5000}, and {@code 5001-} for
 * an open end. So a restart finds the partitions of an earlier attempt by what they hold, and
 * misses nothing where that attempt was killed before it had kept more than their names.
 */
public final class KeyRangePartitioner implements Partitioner {

  private static final Pattern NAME = Pattern.compile(".*:(\\d+)-(\\d*)");

  private final PortfolioStore portfolios;
  private final RefreshScope scope;

  public KeyRangePartitioner(PortfolioStore portfolios, RefreshScope scope) {
    this.portfolios = portfolios;
    this.scope = scope;
  }

  /** The range of a partition's step. */
  public static KeyRange range(StepExecution step) {
    return range(step.getStepName());
  }

  public static KeyRange range(String stepName) {
    Matcher name = NAME.matcher(stepName);
    if (!name.matches()) {
      throw new IllegalArgumentException(
          "a step named step:from-to was expected, found " + stepName);
    }
    return new KeyRange(
        Long.parseLong(name.group(1)),
        name.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(name.group(2)));
  }

  private static String name(KeyRange range) {
    return range.from() + "-" + (range.to() == Long.MAX_VALUE ? "" : range.to());
  }

  @Override
  public Map<String, ExecutionContext> partition(int gridSize) {
    List<KeyRange> ranges = scope.only().isPresent() ? List.of(scope.range()) : ranges(gridSize);
    return ranges.stream()
        .collect(
            Collectors.toMap(
                KeyRangePartitioner::name,
                range -> new ExecutionContext(),
                (first, same) -> first,
                LinkedHashMap::new));
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
