package io.afterclose.cli.option;

import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.outcome.DateRefusedException;
import java.time.LocalDate;
import picocli.CommandLine.Option;

/** The option {@code --date} of a command about one session. */
public final class SessionOption {

  @Option(names = "--date", required = true, paramLabel = "DATE", description = "The session.")
  private LocalDate date = LocalDate.MIN;

  /** The date as given. */
  public LocalDate date() {
    return date;
  }

  /**
   * The session.
   *
   * @throws DateRefusedException when the date is no completed session
   */
  public LocalDate checked(ProcessContext process) {
    return process.targetDate().require(date);
  }
}
