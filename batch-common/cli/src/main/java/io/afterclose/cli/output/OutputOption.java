package io.afterclose.cli.output;

import io.afterclose.run.progress.Terminal;
import java.io.PrintWriter;
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
      description = "${COMPLETION-CANDIDATES}; a table on a terminal, csv otherwise.")
  private @Nullable OutputFormat format;

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
    result.print(chosen(), raw, out);
  }

  private OutputFormat chosen() {
    if (format != null) {
      return format;
    }
    return Terminal.interactive() ? OutputFormat.table : OutputFormat.csv;
  }
}
