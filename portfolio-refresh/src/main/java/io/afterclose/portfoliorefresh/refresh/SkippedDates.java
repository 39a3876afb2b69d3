package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.portfoliorefresh.gap.DateCoverage;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells in one line which dates stay gaps, and what of the market they lack. */
public final class SkippedDates {

  private static final Logger LOG = LoggerFactory.getLogger(SkippedDates.class);
  private static final int MAX_NAMED = 5;

  private SkippedDates() {}

  /** Logs them, if there are any. */
  public static void warn(Collection<DateCoverage> dates) {
    if (!dates.isEmpty()) {
      LOG.warn(describe(dates));
    }
  }

  /** The number and the newest of them. */
  static String describe(Collection<DateCoverage> dates) {
    List<DateCoverage> ascending = List.copyOf(dates);
    int first = Math.max(0, ascending.size() - MAX_NAMED);
    String newest =
        ascending.subList(first, ascending.size()).stream()
            .map(DateCoverage::describe)
            .collect(Collectors.joining("; "));
    return "%d dates are skipped and stay gaps: %s%s"
        .formatted(ascending.size(), first > 0 ? first + " older ones; " : "", newest);
  }
}
