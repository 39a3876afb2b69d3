package io.afterclose.symbolbatch.session;

import io.afterclose.cli.option.DurationConverter;
import io.afterclose.cli.option.TriggerOptions;
import io.afterclose.run.execution.TimeLimit;
import io.afterclose.run.outcome.InvalidInputException;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How runs are done, the same for one session and for many. */
public final class RunOptions {

  @Option(
      names = "--chunk-size",
      defaultValue = "1000",
      description = "Symbols per transaction (default: ${DEFAULT-VALUE}).")
  private int chunkSize;

  @Option(
      names = "--time-limit",
      defaultValue = "25m",
      converter = DurationConverter.class,
      description =
          "When a run is stopped, to be resumed by the next run; a warning goes out at four"
              + " fifths of it (default: ${DEFAULT-VALUE}).")
  private Duration timeLimit = Duration.ZERO;

  @Mixin private TriggerOptions trigger = new TriggerOptions();

  /** Refuses wrong values before anything is opened. */
  public void check() {
    RunSettings unused = settings();
  }

  /** What they say. */
  public RunSettings settings() {
    return new RunSettings(chunkSize(), timeLimit(), trigger.source());
  }

  private ChunkSize chunkSize() {
    return InvalidInputException.orThrow(() -> new ChunkSize(chunkSize));
  }

  private TimeLimit timeLimit() {
    return InvalidInputException.orThrow(() -> TimeLimit.of(timeLimit));
  }

  /** What starts the runs. */
  public TriggerOptions trigger() {
    return trigger;
  }
}
