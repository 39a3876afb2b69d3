package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.WorkbookOption;
import io.afterclose.database.connection.Database;
import io.afterclose.report.figure.FigureLine;
import io.afterclose.report.figure.FigureSession;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.run.outcome.InvalidInputException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code analytics}: the figures of a session. */
@Command(
    name = "analytics",
    description =
        "Lists the figures of a portfolio's session, each with its unit, basis, observations,"
            + " interval and coverage; where there is no value, reason and detail say why. A"
            + " FRACTION of 0.25 is a quarter. Figures whose origin is DERIVED are worked out of"
            + " stored ones now. 'explain --figure' shows what one was made of.",
    mixinStandardHelpOptions = true)
public final class AnalyticsCommand implements Callable<Integer> {

  private final ProcessContext process;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();

  @Mixin private WorkbookOption workbook = new WorkbookOption();

  @Option(names = "--portfolio", paramLabel = "NAME", description = "The portfolio.")
  private @Nullable String name;

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "The session (default: the newest with figures).")
  private @Nullable LocalDate date;

  @Option(
      names = "--figure",
      split = ",",
      paramLabel = "CODE",
      description = "Only these, as --figure TWR,BETA.")
  private List<String> figures = List.of();

  @Option(
      names = "--codes",
      description = "Lists all codes with unit, basis and definition instead.")
  private boolean codes;

  public AnalyticsCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public Integer call() {
    output.check(Optional.of(workbook));
    Set<String> wanted = figures.stream().map(CodeOption::any).collect(Collectors.toSet());
    if (codes) {
      output.print(CodeTable.of(wanted), Optional.of(workbook));
      return ExitCode.DONE.code();
    }
    if (name == null) {
      throw new InvalidInputException(
          "--portfolio NAME is needed, or --codes for what the codes mean");
    }
    try (Database opened = database.open(process, JobName.PORTFOLIO_REFRESH)) {
      FigureSession session = SessionOptions.session(opened, process, name, date);
      output.print(
          FigureTable.of(FigureLine.of(session, process.calendar(), wanted)),
          Optional.of(workbook));
    }
    return ExitCode.DONE.code();
  }
}
