package io.afterclose.portfoliorefresh.onboarding;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DurationConverter;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.database.text.Printable;
import io.afterclose.portfoliorefresh.onboarding.PortfolioOnboarding.End;
import io.afterclose.portfoliorefresh.onboarding.PortfolioOnboarding.Wish;
import io.afterclose.report.completeness.PhaseState;
import io.afterclose.report.completeness.Progress;
import io.afterclose.run.name.Source;
import io.afterclose.run.outcome.InvalidInputException;
import java.time.Duration;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long a command follows what a portfolio lacks, and how it tells the end. */
final class FollowOptions {

  @Mixin private OutputOption output = new OutputOption();

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "120s",
      converter = DurationConverter.class,
      description =
          "How long to follow symbols that are being fetched (default: ${DEFAULT-VALUE}). What is"
              + " not there by then makes it end with 4; the snapshots are made without it and again when"
              + " it comes.")
  private Duration wait = Duration.ZERO;

  @Option(names = "--no-wait", description = "Waits for no symbol, and ends with 0.")
  private boolean noWait;

  @Option(
      names = "--since-inception",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "Makes the history from the earliest entry on too, newest first; it does unless the"
              + " option is negated.")
  private boolean sinceInception = true;

  /**
   * What is wished for.
   *
   * @throws InvalidInputException for a negative wait
   */
  Wish wish(Source source, String reason) {
    if (wait.isNegative()) {
      throw new InvalidInputException("--wait is negative; --no-wait waits for nothing");
    }
    return new Wish(noWait ? Duration.ZERO : wait, sinceInception, source, reason);
  }

  /** Prints how far it is, logs what failed and what is missing, and gives the exit code. */
  int told(End end, OnboardingFigures figures) {
    Logger log = LoggerFactory.getLogger(FollowOptions.class);
    OnboardingState state = end.state();
    output.print(StatusTables.phases(state));
    state.symbols().stream()
        .filter(symbol -> symbol.prices() == Progress.FAILED)
        .forEach(symbol -> log.warn("'{}': {}", state.portfolio().name(), symbol.describe()));
    if (!state.complete()) {
      log.warn(
          "'{}' lacks {}; 'portfolio-refresh onboarding status --portfolio {}' shows it at any time",
          state.portfolio().name(),
          lacking(state),
          Printable.quoted(state.portfolio().name()));
    }
    log.info("'{}': {}", state.portfolio().name(), figures.describe(state.complete()));
    return ExitCode.of(end.outcome()).code();
  }

  private static String lacking(OnboardingState state) {
    return state.phases().stream()
        .filter(phase -> phase.missing() > 0)
        .map(PhaseState::describeMissing)
        .collect(Collectors.joining(", "));
  }
}
