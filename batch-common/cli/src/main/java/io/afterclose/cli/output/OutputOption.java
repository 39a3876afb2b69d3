package io.afterclose.cli.output;

import io.afterclose.run.progress.Terminal;
import java.io.PrintWriter;
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
          "${COMPLETION-CANDIDATES}; a table on a terminal, csv otherwise. A terminal's table has"
              + " the columns that fit, wide all of them, record a line for each.")
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
          "csv: texts that begin with = + - or @ as they are; else an apostrophe before them keeps a"
              + " spreadsheet from computing them.")
  private boolean raw;

  /** Prints a result where results go: standard output. */
  public void print(ResultTable result) {
    if (command == null) {
      throw new IllegalStateException("the option belongs to a command");
    }
    PrintWriter out = command.commandLine().getOut();
    ResultTable some = columns.isEmpty() ? result : result.select(columns);
    OutputFormat chosen = chosen();
    if (chosen == OutputFormat.table && columns.isEmpty() && Terminal.interactive()) {
      ResultTable fitting =
          some.fitting(TerminalWidth.of(Optional.ofNullable(System.getenv("COLUMNS"))));
      fitting.print(chosen, raw, colours(), out);
      tell(command, some.columns().size() - fitting.columns().size());
      return;
    }
    some.print(chosen, raw, colours(), out);
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
