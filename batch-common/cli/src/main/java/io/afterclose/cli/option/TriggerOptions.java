package io.afterclose.cli.option;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.command.Failure;
import io.afterclose.database.address.DatabaseSettingsException;
import io.afterclose.run.alert.Alert;
import io.afterclose.run.alert.AlertCode;
import io.afterclose.run.alert.RunAlerts;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.logging.RunFields;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.Source;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.run.outcome.RunOutcomeException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/**
 * What starts a run. What ends the command before a run could begin raises an alert, since nothing
 * else reads the streams of a scheduler; how a run itself ended, the run has alerted.
 */
public final class TriggerOptions {

  /** Ends that starting again at once makes no better. */
  private static final Set<ExitCode> NON_FATAL =
      EnumSet.of(ExitCode.PARTIAL, ExitCode.NOT_READY, ExitCode.ALREADY_RUNNING);

  @Option(
      names = "--cron",
      description =
          "For a platform that starts again what ends with another code than 0: after"
              + " their alert, 3 (portfolios failed), 4 (not ready) and 5 (another run is"
              + " active) end with 0.")
  private boolean cron;

  @Option(
      names = "--source",
      defaultValue = "OPERATOR",
      description = "Who asks: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Source source = Source.OPERATOR;

  /** The trigger of the run. */
  public Source source() {
    return source;
  }

  /**
   * Does the work and gives the exit code of its process. Wrong settings are refused before the
   * work is asked whether there is any, so that a complete night does not hide them.
   *
   * @param date in words, for alerts
   */
  public int run(ProcessContext process, JobName job, String date, Supplier<RunOutcome> work) {
    RunFields.ofRequest(job.text(), date);
    process.requireSettings(List.of());
    String what = job.text() + " " + date;
    try {
      return code(ExitCode.of(work.get()));
    } catch (RunOutcomeException refused) {
      ExitCode exitCode = ExitCode.of(refused);
      if (code(exitCode) == exitCode.code()) {
        throw refused;
      }
      raise(
          process,
          Alert.warning(
              AlertCode.ALREADY_RUNNING,
              what,
              refused.getMessage() + "; ends with 0 because of --cron"));
      return code(exitCode);
    } catch (RuntimeException thrown) {
      raise(process, alert(what, thrown));
      throw thrown;
    }
  }

  private int code(ExitCode ended) {
    return cron && NON_FATAL.contains(ended) ? ExitCode.DONE.code() : ended.code();
  }

  private static Alert alert(String what, RuntimeException thrown) {
    if (thrown instanceof DatabaseSettingsException wrong) {
      return Alert.critical(
          AlertCode.RUN_FAILED, what, "nothing was started: " + wrong.getMessage());
    }
    Failure failure = Failure.of(thrown);
    return failure.code() == ExitCode.TEMPORARY
        ? Alert.critical(
            AlertCode.DATABASE_AWAY,
            what,
            failure.sentence().orElse("it does not answer")
                + "; the next run makes up for it once the database answers")
        : Alert.critical(
            AlertCode.RUN_FAILED,
            what,
            failure
                .sentence()
                .map(why -> "nothing was started: " + why)
                .orElseGet(() -> "the run failed: " + thrown + "; the next run resumes it"));
  }

  private static void raise(ProcessContext process, Alert alert) {
    try (RunAlerts alerts =
        RunAlerts.open(
            process.destinations().alertWebhook(), process.environment(), process.clock())) {
      alerts.raise(alert);
    }
  }
}
