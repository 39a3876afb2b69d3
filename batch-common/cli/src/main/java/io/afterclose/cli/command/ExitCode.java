package io.afterclose.cli.command;

import io.afterclose.database.address.DatabaseSettingsException;
import io.afterclose.database.server.DatabaseUnavailableException;
import io.afterclose.database.server.SqlStates;
import io.afterclose.run.execution.TransientFailure;
import io.afterclose.run.lock.RunRecord;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.run.outcome.RunOutcomeException;
import java.util.Optional;

/** Every exit code of both jobs, and the one mapping from outcomes and exceptions to them. */
public enum ExitCode {
  /** Done, with or without warnings, or nothing to do. */
  DONE(0),
  /** Failed; the reason is in the log and in the job repository. */
  FAILED(1),
  /** The command, a setting or a credential is wrong; nothing was started. */
  USAGE(2),
  /** Finished, but more than 10 % of the portfolios failed. */
  PARTIAL(3),
  /** What the run needs is not there yet. */
  NOT_READY(4),
  /** Another run of the same date is active. */
  ALREADY_RUNNING(5),
  /** The date is in the future, no session, or outside the calendar. */
  DATE_REFUSED(6),
  /** The plan is not the expected one; nothing was started. */
  PLAN_CHANGED(7),
  /** The database or all providers are down, or the time limit was reached: try again. */
  TEMPORARY(75);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number the process ends with. */
  public int code() {
    return code;
  }

  /** The exit code of an outcome. */
  public static ExitCode of(RunOutcome outcome) {
    return switch (outcome) {
      case COMPLETED -> DONE;
      case PARTIAL -> PARTIAL;
      case STOPPED, FAILED_TRANSIENT -> TEMPORARY;
      case FAILED -> FAILED;
      case INVALID_INPUT -> USAGE;
      case NOT_READY -> NOT_READY;
      case ALREADY_RUNNING -> ALREADY_RUNNING;
      case DATE_REFUSED -> DATE_REFUSED;
      case PLAN_CHANGED -> PLAN_CHANGED;
    };
  }

  /**
   * The exit code of a process, as the end of its run tells it: empty while it runs, and where a
   * signal ended it with 130 or 143, whose message says so.
   */
  public static Optional<Integer> recorded(RunRecord.End end) {
    return end.outcome().filter(outcome -> !end.bySignal()).map(outcome -> of(outcome).code());
  }

  /** The exit code of an exception and its causes; FAILED where none has a known outcome. */
  public static ExitCode of(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof RunOutcomeException known) {
        return of(known.outcome());
      }
      if (cause instanceof DatabaseSettingsException) {
        return USAGE;
      }
      if (cause instanceof DatabaseUnavailableException) {
        return TEMPORARY;
      }
    }
    if (SqlStates.deniedRight(thrown).isPresent()) {
      return USAGE;
    }
    return TransientFailure.in(thrown) ? TEMPORARY : FAILED;
  }
}
