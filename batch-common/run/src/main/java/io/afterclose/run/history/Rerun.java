package io.afterclose.run.history;

import io.afterclose.run.JobName;
import io.afterclose.run.RunParameters;
import io.afterclose.run.Source;
import io.afterclose.run.launch.CommandRefused;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.lock.RunKey;
import java.util.Optional;

/**
 * What {@code rerun} begins: a run that did not end well goes on where it stopped, a complete one
 * is done again, as its next revision, for a reason.
 *
 * @param latest the last execution of the latest revision so far; empty when the date never ran
 */
public record Rerun(RunKey key, Optional<RunSummary> latest) {

  public static Rerun of(JobHistoryStore history, RunKey key) {
    return new Rerun(key, history.latest(key.job(), key.date(), key.scope()));
  }

  /**
   * The run to begin.
   *
   * @param reason why a complete date is to be done again; empty when it is not to be
   * @throws CommandRefused (usage) for a complete date without a reason
   */
  public RunParameters parameters(Source source, Optional<String> reason) {
    if (latest.filter(RunSummary::completed).isEmpty()) {
      return resumed(source);
    }
    String why = reason.orElseThrow(() -> complete(latest.get()));
    try {
      return resumed(source).nextRevision().because(why);
    } catch (IllegalArgumentException wrong) {
      throw new CommandRefused(ExitCode.USAGE, String.valueOf(wrong.getMessage()));
    }
  }

  /** The latest revision once more, with the reason it was begun for. */
  private RunParameters resumed(Source source) {
    return new RunParameters(
        key.date(),
        key.scope(),
        latest.map(RunSummary::revision).orElse(1),
        source,
        latest.map(RunSummary::reason).orElse(""));
  }

  private CommandRefused complete(RunSummary run) {
    JobName job = key.job();
    return new CommandRefused(
        ExitCode.USAGE,
        "%s is complete (revision %d, execution %d); '%s rerun --date %s --force --reason TEXT' does it again"
            .formatted(key.words(), run.revision(), run.executionId(), job.text(), key.date()));
  }
}
