package io.afterclose.portfoliorefresh.gate;

import io.afterclose.cli.option.DurationConverter;
import io.afterclose.run.outcome.InvalidInputException;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long a run waits before it begins. */
public final class WaitOptions {

  @Option(
      names = "--wait",
      defaultValue = "60m",
      converter = DurationConverter.class,
      description = "How long to wait for the symbol job; 0s looks once (default: 60m).")
  private Duration timeout = Duration.ZERO;

  @Option(
      names = "--poll",
      defaultValue = "5m",
      converter = DurationConverter.class,
      description = "Time between two looks (default: 5m).")
  private Duration poll = Duration.ZERO;

  @Option(
      names = "--wait-through-failure",
      description =
          "Go on waiting for a symbol job that failed or was stopped, since it is about"
              + " to be run again; without this the run ends at once where no run of it is"
              + " active.")
  private boolean retryOnFailed;

  @Option(
      names = "--onboarding-wait",
      defaultValue = "120s",
      converter = DurationConverter.class,
      description =
          "How long to wait for symbols that are still being onboarded, before going on"
              + " without them (default: 120s; with --wait 0s there is one look).")
  private Duration onboarding = Duration.ZERO;

  /**
   * The waits.
   *
   * @throws InvalidInputException for a negative wait or a poll of zero
   */
  public Waits waits() {
    return InvalidInputException.orThrow(
        () ->
            new Waits(
                new GateWait(timeout, poll, retryOnFailed),
                OnboardingWait.atMost(timeout.isZero() ? timeout : onboarding)));
  }
}
