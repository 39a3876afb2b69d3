package io.afterclose.portfoliorefresh.refresh;

/**
 * How portfolios are worked on side by side. Never changes a result.
 *
 * @param threads at least 1; each uses one connection of the pool
 * @param partitions key ranges, at least 1
 */
public record Workers(int threads, int partitions) {

  private static final int MOST_THREADS = 8;

  public Workers {
    if (threads < 1 || partitions < 1) {
      throw new IllegalArgumentException(
          "at least one thread and one partition were expected, found "
              + threads
              + " and "
              + partitions);
    }
  }

  /** A thread per core and two key ranges per core. */
  public static Workers of(int cores) {
    return new Workers(Math.min(cores, MOST_THREADS), 2 * cores);
  }
}
