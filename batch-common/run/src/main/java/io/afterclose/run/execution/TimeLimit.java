package io.afterclose.run.execution;

import java.time.Duration;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;

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

  /** Watches a run until closed. */
  Watch watch(Runnable warning, Runnable end) {
    return new Watch(length, warning, end);
  }

  /** The clock that runs beside the run. */
  static final class Watch implements AutoCloseable {

    private final Timer timer = new Timer("time-limit", true);

    private Watch(Optional<Duration> length, Runnable warning, Runnable end) {
      length.ifPresent(
          limit -> {
            timer.schedule(task(warning), limit.toMillis() * 4 / 5);
            timer.schedule(task(end), limit.toMillis());
          });
    }

    private static TimerTask task(Runnable work) {
      return new TimerTask() {
        @Override
        public void run() {
          work.run();
        }
      };
    }

    @Override
    public void close() {
      timer.cancel();
    }
  }
}
