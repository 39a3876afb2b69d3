package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.cli.option.ReadCommand;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.figure.GridCode;
import io.afterclose.report.figure.CorrelationLine;
import io.afterclose.report.figure.FigureSession;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code correlation}: how the symbols held move together. */
@Command(
    name = "correlation",
    description =
        "Lists the correlations of the daily returns of the symbols held, each pair once, over"
            + " the last 126 sessions; observations says how many both have, of which 60 are"
            + " needed.",
    mixinStandardHelpOptions = true)
public final class CorrelationCommand extends ReadCommand {

  @Mixin private SessionOptions session = new SessionOptions();

  @Option(
      names = "--factors",
      description =
          "Of the factor funds instead: 252 sessions, the weight of each 0.94 of the next one's.")
  private boolean factors;

  public CorrelationCommand(ProcessContext process) {
    super(process, JobName.PORTFOLIO_REFRESH);
  }

  @Override
  protected ResultTable read(Database opened) {
    FigureSession of = session.session(opened, process());
    return ResultTable.of(
            CorrelationLine.of(
                of, factors ? GridCode.FACTOR_CORRELATION : GridCode.POSITION_CORRELATION))
        .column("first", CorrelationLine::first)
        .column("second", CorrelationLine::second)
        .column("correlation", CorrelationLine::correlation)
        .column("observations", CorrelationLine::observations)
        .column("reason", CorrelationLine::reason)
        .column("date", CorrelationLine::date)
        .table();
  }
}
