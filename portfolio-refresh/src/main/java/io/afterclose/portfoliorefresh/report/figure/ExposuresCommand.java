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

/** {@code exposures}: what a portfolio answers to factors with. */
@Command(
    name = "exposures",
    description =
        "Lists the exposures of a portfolio to the twelve factors. of_nav is the sum of signed"
            + " exposure times beta over net asset value, dollars the sum itself, normalised the"
            + " sum over the signed value that has a beta; covered is the share of gross value that"
            + " has one. The factors overlap and do not add up.",
    mixinStandardHelpOptions = true)
public final class ExposuresCommand extends ReadCommand {

  @Mixin private SessionOptions session = new SessionOptions();

  @Option(
      names = "--positions",
      description = "A line for each symbol: its exposure, its weight and its dollars by factor.")
  private boolean positions;

  public ExposuresCommand(ProcessContext process) {
    super(process, JobName.PORTFOLIO_REFRESH);
  }

  @Override
  protected ResultTable read(Database opened) {
    FigureSession of = session.session(opened, process());
    return positions ? ExposureTable.ofPositions(of) : ExposureTable.ofPortfolio(of);
  }
}
