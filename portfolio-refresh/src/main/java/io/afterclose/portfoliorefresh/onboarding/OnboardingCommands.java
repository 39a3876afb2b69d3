package io.afterclose.portfoliorefresh.onboarding;

import io.afterclose.run.execution.ProcessContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code onboarding status|queue}: what is on its way. */
@Command(
    name = "onboarding",
    description = "Shows how far portfolios are from full numbers, and which symbols are queued.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class OnboardingCommands {

  private OnboardingCommands() {}

  /** The command with its subcommands. */
  public static CommandLine of(ProcessContext process) {
    return new CommandLine(new OnboardingCommands())
        .addSubcommand(new OnboardingStatus(process))
        .addSubcommand(new OnboardingQueue(process));
  }
}
