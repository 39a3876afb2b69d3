package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.cli.option.ReadCommand;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.figure.FigureGrid;
import io.afterclose.portfolio.figure.GridCode;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import java.util.OptionalDouble;
import java.util.OptionalInt;
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
    ResultTable table =
        ResultTable.of("first", "second", "correlation", "observations", "reason", "date");
    of.grid(factors ? GridCode.FACTOR_CORRELATION : GridCode.POSITION_CORRELATION)
        .ifPresent(stored -> add(table, stored.grid(), of));
    return table;
  }

  private static void add(ResultTable table, FigureGrid grid, FigureSession session) {
    for (int i = 0; i < grid.rows().size(); i++) {
      for (int j = i + 1; j < grid.columns().size(); j++) {
        OptionalDouble cell = grid.at(i, j);
        OptionalInt observations = grid.observations(i, j);
        table.add(
            grid.rows().get(i),
            grid.columns().get(j),
            Cells.number(cell),
            observations.isPresent() ? observations.getAsInt() : null,
            cell.isEmpty() ? Reason.INSUFFICIENT_DATA : null,
            session.date());
      }
    }
  }
}
