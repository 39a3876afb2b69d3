package io.afterclose.run.history;

import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.Source;
import io.afterclose.run.outcome.InvalidInputException;
import java.util.Optional;

/**
 * What {@code rerun} begins: a run that did not end well goes on where it stopped, a complete one
 * is done again, as its next revision, for a reason.
 *
 * @param latest the last execution of the latest revision so far; empty when the date never ran
 */
public record NextRun(RunKey key, Optional<RunSummary> latest) {

  public static NextRun of(JobHistoryStore history, RunKey key) {
    return new NextRun(key, history.latest(key.job(), key.date(), key.scope()));
  }

  /**
   * The run to begin.
   *
   * @param reason why a complete date is to be done again; empty when it is not to be
   * @throws InvalidInputException for a complete date without a reason
   */
  public RunRequest parameters(Source source, Optional<String> reason) {
    if (latest.filter(RunSummary::completed).isEmpty()) {
      return resumed(source);
    }
    String why = reason.orElseThrow(() -> complete(latest.get()));
    try {
      return resumed(source).nextRevision().because(why);
    } catch (IllegalArgumentException wrong) {
      throw new InvalidInputException(String.valueOf(wrong.getMessage()));
    }
  }

  /** The latest revision once more, with the reason it was begun for. */
  private RunRequest resumed(Source source) {
    return new RunRequest(
        key.date(),
        key.scope(),
        latest.map(RunSummary::revision).orElse(1),
        source,
        latest.map(RunSummary::reason).orElse(""));
  }

  private InvalidInputException complete(RunSummary run) {
    JobName job = key.job();
    return new InvalidInputException(
        "%s is complete (revision %d, execution %d); '%s rerun --date %s --force --reason TEXT' does it again"
            .formatted(key.words(), run.revision(), run.executionId(), job.text(), key.date()));
  }
}
