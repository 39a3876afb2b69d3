package io.afterclose.portfoliorefresh.onboarding;

import io.afterclose.cli.option.ReadCommand;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfoliorefresh.refresh.PortfolioOption;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code onboarding status}. */
@Command(
    name = "status",
    description =
        "Of one portfolio phase by phase what is done, missing and failed: prices of its symbols,"
            + " prices since the entry, exposures, metrics, snapshots since the earliest entry, and"
            + " their figures. Without --portfolio a row for each portfolio that lacks something,"
            + " with how many of each.",
    mixinStandardHelpOptions = true)
final class OnboardingStatus extends ReadCommand {

  @Mixin private PortfolioOption portfolio = new PortfolioOption();

  OnboardingStatus(ProcessContext process) {
    super(process, JobName.PORTFOLIO_REFRESH);
  }

  @Override
  protected ResultTable read(Database opened) {
    Optional<Portfolio> only =
        portfolio.known(new PortfolioStore(opened.dataSource(), process().clock()));
    OnboardingStates states = new OnboardingStates(process(), opened);
    return only.map(one -> StatusTables.phases(states.of(one, true)))
        .orElseGet(
            () ->
                StatusTables.portfolios(
                    states.all().stream()
                        .filter(state -> !state.complete() || state.failed())
                        .toList()));
  }
}
