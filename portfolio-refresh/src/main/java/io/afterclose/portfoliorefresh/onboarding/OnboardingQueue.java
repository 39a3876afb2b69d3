package io.afterclose.portfoliorefresh.onboarding;

import io.afterclose.cli.option.ReadCommand;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.portfoliorefresh.onboarding.OnboardingStateStore.Queued;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code onboarding queue}. */
@Command(
    name = "queue",
    description =
        "Symbols that were asked for and are not there yet, the oldest request first: PENDING,"
            + " PROCESSING by a worker, or FAILED with the reason. 'symbol-batch onboard' fetches them;"
            + " without it the next night does.",
    mixinStandardHelpOptions = true)
final class OnboardingQueue extends ReadCommand {

  @Option(names = "--all", description = "Also what is COMPLETED.")
  private boolean all;

  OnboardingQueue(ProcessContext process) {
    super(process, JobName.PORTFOLIO_REFRESH);
  }

  @Override
  protected ResultTable read(Database opened) {
    return ResultTable.of(new OnboardingStateStore(opened.dataSource()).queue(all))
        .column("symbol", Queued::symbol)
        .column("status", Queued::status)
        .column("attempts", Queued::attempts)
        .column("portfolios", Queued::portfolios)
        .column("source", Queued::source)
        .column("requested_utc", Queued::requested)
        .column("updated_utc", Queued::updated)
        .column("reason", Queued::reason)
        .table();
  }
}
