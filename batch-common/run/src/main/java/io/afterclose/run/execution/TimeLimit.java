package io.afterclose.run.execution;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.afterclose.run.thread.DaemonThreads;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;

/**
 * How long a run may take. At four fifths of it a warning goes out; at its end the run is stopped
 * at the next chunk, and the next run of the date resumes it.
 *
 * @param length empty for no limit
 */
public record TimeLimit(Optional<Duration> length) {

  /** As long as it takes. */
  public static final TimeLimit NONE = new TimeLimit(Optional.empty());

  public TimeLimit {
    length.filter(limit -> limit.isZero() || limit.isNegative()).ifPresent(TimeLimit::refuse);
  }

  private static void refuse(Duration limit) {
    throw new IllegalArgumentException("a time limit of more than 0s was expected, found " + limit);
  }

  /** A limit of this length. */
  public static TimeLimit of(Duration length) {
    return new TimeLimit(Optional.of(length));
  }

  /** Runs the warning and the end when they are due, until the watch is closed. */
  Watch watch(Runnable warning, Runnable end) {
    return new Watch(length, warning, end);
  }

  /** Measures the time of one run. */
  static final class Watch implements AutoCloseable {

    private final ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("time-limit"));

    private final List<? extends Future<?>> tasks;

    private Watch(Optional<Duration> length, Runnable warning, Runnable end) {
      this.tasks =
          length
              .map(
                  limit ->
                      List.of(
                          timer.schedule(warning, limit.toMillis() * 4 / 5, MILLISECONDS),
                          timer.schedule(end, limit.toMillis(), MILLISECONDS)))
              .orElse(List.of());
    }

    /** Cancels what has not begun. */
    @Override
    public void close() {
      tasks.forEach(task -> task.cancel(false));
      timer.shutdown();
    }
  }
}
