package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.cli.option.DurationConverter;
import io.afterclose.run.execution.TimeLimit;
import io.afterclose.run.outcome.InvalidInputException;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long a run may take, the wait for the symbol job included. */
public final class TimeLimitOption {

  @Option(
      names = "--time-limit",
      defaultValue = "3h",
      converter = DurationConverter.class,
      description = {
        "When a run is stopped, to be resumed by the next run; a warning goes out at four",
        "fifths of it. The waits count (default: ${DEFAULT-VALUE})."
      })
  private Duration timeLimit = Duration.ZERO;

  /** Refuses what is no limit. */
  public TimeLimit timeLimit() {
    return InvalidInputException.orThrow(() -> TimeLimit.of(timeLimit));
  }
}
