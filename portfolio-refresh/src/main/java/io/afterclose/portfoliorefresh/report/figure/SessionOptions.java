package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.outcome.InvalidInputException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a command about the figures of one session of one portfolio. */
final class SessionOptions {

  @Option(
      names = "--portfolio",
      required = true,
      paramLabel = "NAME",
      description = "The portfolio.")
  private String name = "";

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "The session (default: the newest with figures).")
  private @Nullable LocalDate date;

  /**
   * The session.
   *
   * @throws InvalidInputException for an unknown portfolio or a date without figures
   */
  FigureSession session(Database opened, ProcessContext process) {
    return FigureSession.of(opened, process, name, date);
  }
}
