package io.afterclose.cli.output;

import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.run.progress.Terminal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option {@code -o}, shared by every command that prints a result. */
public final class OutputOption {

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description =
          "table, wide, record, csv, json; a table on a terminal, csv otherwise. A terminal's table"
              + " has the columns that fit, wide all of them, record a line for each.")
  private @Nullable OutputFormat format;

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME",
      description = "Only these columns, in this order, as --columns date,status.")
  private List<String> columns = List.of();

  @Option(
      names = "--raw",
      description =
          "csv: texts that begin with = + - or @ as they are; else an apostrophe before them keeps"
              + " a spreadsheet from computing them.")
  private boolean raw;

  /**
   * Refuses a workbook without a file and a file without a workbook.
   *
   * @param workbook empty where the command writes none
   * @throws InvalidInputException when it is one of them
   */
  public void check(Optional<WorkbookOption> workbook) {
    boolean wanted = format == OutputFormat.xlsx;
    if (wanted && workbook.isEmpty()) {
      throw new InvalidInputException(
          "-o xlsx: this command writes no workbook; -o csv opens in one too");
    }
    boolean named = workbook.flatMap(WorkbookOption::file).isPresent();
    if (wanted != named) {
      throw new InvalidInputException(
          wanted ? "-o xlsx needs --file FILE, the workbook" : "--file goes with -o xlsx");
    }
  }

  /** Prints a result where results go, standard output, or into the workbook that was named. */
  public void print(ResultTable result, Optional<WorkbookOption> workbook) {
    check(workbook);
    Optional<Path> file = workbook.flatMap(WorkbookOption::file);
    if (file.isEmpty() || command == null) {
      print(result);
      return;
    }
    ResultTable some = columns.isEmpty() ? result : result.select(columns);
    WorkbookPrinter.print(some, command.name(), file.get());
    command.commandLine().getErr().println(some.size() + " rows are in " + file.get());
  }

  /** Prints a result where results go: standard output. */
  public void print(ResultTable result) {
    if (command == null) {
      throw new IllegalStateException("the option belongs to a command");
    }
    check(Optional.empty());
    PrintWriter out = command.commandLine().getOut();
    ResultTable some = columns.isEmpty() ? result : result.select(columns);
    OutputFormat chosen = chosen();
    if (chosen != OutputFormat.json) {
      tellHead(command, result);
    }
    if (chosen == OutputFormat.table && columns.isEmpty() && Terminal.interactive()) {
      ResultTable fitting =
          some.fitting(TerminalWidth.of(Optional.ofNullable(System.getenv("COLUMNS"))));
      fitting.print(chosen, raw, colours(), out);
      tell(command, some.columns().size() - fitting.columns().size());
      return;
    }
    some.print(chosen, raw, colours(), out);
  }

  private static void tellHead(CommandSpec command, ResultTable result) {
    result
        .head()
        .ifPresent(
            head ->
                head.values()
                    .forEach(
                        (name, value) ->
                            command.commandLine().getErr().println(name + " " + value)));
  }

  private static boolean colours() {
    return CellColour.wanted(
        Terminal.interactive(),
        Optional.ofNullable(System.getenv("NO_COLOR")),
        Optional.ofNullable(System.getenv("TERM")));
  }

  private static void tell(CommandSpec command, int leftOut) {
    if (leftOut > 0) {
      command
          .commandLine()
          .getErr()
          .println(leftOut + " more columns do not fit: -o wide, -o record or --columns");
    }
  }

  private OutputFormat chosen() {
    if (format != null) {
      return format;
    }
    return Terminal.interactive() ? OutputFormat.table : OutputFormat.csv;
  }
}
