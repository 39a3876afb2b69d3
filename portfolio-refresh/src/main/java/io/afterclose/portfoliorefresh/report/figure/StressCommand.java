package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.cli.option.ReadCommand;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.report.figure.FigureSession;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stress}: what scenarios would do to a portfolio. */
@Command(
    name = "stress",
    description =
        "Lists what each scenario would do to a portfolio, USD, a loss below 0. propagated is what"
            + " the symbols held are expected to do given the shocks, direct the stored exposure"
            + " dollars times the shocks; covered is the share of gross value that answers. Nothing"
            + " is capped.",
    mixinStandardHelpOptions = true)
public final class StressCommand extends ReadCommand {

  @Mixin private SessionOptions session = new SessionOptions();

  @Option(names = "--positions", description = "A line for each scenario and symbol.")
  private boolean positions;

  public StressCommand(ProcessContext process) {
    super(process, JobName.PORTFOLIO_REFRESH);
  }

  @Override
  protected ResultTable read(Database opened) {
    FigureSession of = session.session(opened, process());
    return positions ? StressTable.ofPositions(of) : StressTable.ofPortfolio(of);
  }
}
