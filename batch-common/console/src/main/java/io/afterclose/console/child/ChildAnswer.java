package io.afterclose.console.child;

import io.afterclose.console.problem.ProblemException;
import io.afterclose.console.problem.ProblemKind;
import java.util.Map;

/**
 * What a job's command answered.
 *
 * @param exitCode of the process
 * @param output its standard output
 * @param message the last lines of its standard error, for people
 */
public record ChildAnswer(int exitCode, String output, String message) {

  /**
   * Its output, where it succeeded.
   *
   * @throws ProblemException with the problem that its exit code stands for
   */
  public String orProblem() {
    if (exitCode == 0) {
      return output;
    }
    throw new ProblemException(kind(exitCode), message, Map.of("exit_code", exitCode));
  }

  /** The problem that an exit code of a job stands for. */
  public static ProblemKind kind(int exitCode) {
    return switch (exitCode) {
      case 2 -> ProblemKind.INVALID;
      case 4 -> ProblemKind.NOT_READY;
      case 5 -> ProblemKind.ALREADY_RUNNING;
      case 6 -> ProblemKind.DATE_REFUSED;
      case 7 -> ProblemKind.PLAN_CHANGED;
      case 75 -> ProblemKind.TEMPORARY;
      default -> ProblemKind.FAILED;
    };
  }
}
