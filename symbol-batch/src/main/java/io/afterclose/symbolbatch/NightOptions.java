package io.afterclose.symbolbatch;

import io.afterclose.run.Source;
import io.afterclose.run.launch.DurationConverter;
import io.afterclose.run.launch.TimeLimit;
import io.afterclose.symbolbatch.night.ChunkSize;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How nights are run, the same for one and for many. */
final class NightOptions {

  @Option(
      names = "--chunk-size",
      defaultValue = "250",
      description = "Symbols per transaction (default: ${DEFAULT-VALUE}).")
  private int chunkSize;

  @Option(
      names = "--time-limit",
      defaultValue = "25m",
      converter = DurationConverter.class,
      description =
          "When a night is stopped, to be resumed by the next run; a warning goes out at four"
              + " fifths of it (default: ${DEFAULT-VALUE}).")
  private Duration timeLimit = Duration.ZERO;

  @Option(
      names = "--source",
      defaultValue = "OPERATOR",
      description = "Who asks: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Source source = Source.OPERATOR;

  /** Refuses wrong values before anything is opened. */
  void check() {
    chunkSize();
    timeLimit();
  }

  ChunkSize chunkSize() {
    return ProviderOptions.checked(() -> new ChunkSize(chunkSize));
  }

  TimeLimit timeLimit() {
    return ProviderOptions.checked(() -> TimeLimit.of(timeLimit));
  }

  Source source() {
    return source;
  }
}
