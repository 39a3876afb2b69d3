package io.afterclose.run.launch;

import io.afterclose.database.DatabaseSettingsException;
import io.afterclose.database.DatabaseUnavailableException;
import io.afterclose.run.JobName;
import io.afterclose.run.report.Alert;
import io.afterclose.run.report.AlertCode;
import io.afterclose.run.report.RunAlerts;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/**
 * Ends a command that runs nights. What ends it before a night could begin is told to people, since
 * nobody reads the streams of a timer; what a night itself ends with, the night has told.
 */
public final class CronOption {

  /** Ends that starting again at once makes no better. */
  private static final Set<ExitCode> FORGIVEN =
      EnumSet.of(ExitCode.PARTIAL, ExitCode.NOT_READY, ExitCode.ALREADY_RUNNING);

  @Option(
      names = "--cron",
      description = {
        "For a platform that starts again what ends with another code than 0: after their alert,",
        "3 (portfolios failed), 4 (not ready) and 5 (another run is active) end with 0."
      })
  private boolean cron;

  /**
   * Does the work and gives the exit code of its process.
   *
   * @param date in words, for alerts
   */
  public int ended(Surroundings surroundings, JobName job, String date, Supplier<ExitCode> work) {
    String what = job.text() + " " + date;
    try {
      return code(work.get());
    } catch (CommandRefused refused) {
      if (code(refused.exitCode()) == refused.exitCode().code()) {
        throw refused;
      }
      raise(
          surroundings,
          Alert.warning(
              AlertCode.ALREADY_RUNNING,
              what,
              refused.getMessage() + "; ends with 0 because of --cron"));
      return code(refused.exitCode());
    } catch (RuntimeException thrown) {
      raise(surroundings, alert(what, thrown));
      throw thrown;
    }
  }

  private int code(ExitCode ended) {
    return cron && FORGIVEN.contains(ended) ? ExitCode.DONE.code() : ended.code();
  }

  private static Alert alert(String what, RuntimeException thrown) {
    if (thrown instanceof DatabaseSettingsException wrong) {
      return Alert.critical(
          AlertCode.RUN_FAILED, what, "nothing was started: " + wrong.getMessage());
    }
    return thrown instanceof DatabaseUnavailableException || TransientFailure.in(thrown)
        ? Alert.critical(
            AlertCode.DATABASE_AWAY,
            what,
            thrown.getMessage() + "; the next run makes up for it once the database answers")
        : Alert.critical(
            AlertCode.RUN_FAILED, what, "the run failed: " + thrown + "; the next run resumes it");
  }

  private static void raise(Surroundings surroundings, Alert alert) {
    try (RunAlerts alerts =
        RunAlerts.open(
            surroundings.destinations().alertWebhook(),
            surroundings.environment(),
            surroundings.clock())) {
      alerts.raise(alert);
    }
  }
}
