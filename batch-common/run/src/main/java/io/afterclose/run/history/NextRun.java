package io.afterclose.run.history;

import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.RunScope;
import io.afterclose.run.name.Source;
import io.afterclose.run.outcome.InvalidInputException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The run that would begin now for a job, date and scope: its first, the latest revision resumed,
 * or the next revision of a complete one.
 *
 * @param latest the last execution of the latest revision so far; empty when the date never ran
 */
public record NextRun(RunKey key, Optional<RunSummary> latest) {

  public static NextRun of(JobHistoryStore history, RunKey key) {
    return new NextRun(key, history.latest(key.job(), key.date(), key.scope()));
  }

  /** Whether the latest revision is complete. */
  public boolean complete() {
    return latest.filter(run -> run.execution().completed()).isPresent();
  }

  /** The job instance that it resumes; 0 for none. */
  public long instanceId() {
    return latest.map(run -> run.execution().instanceId()).orElse(0L);
  }

  /** The first run, the latest revision resumed, or the next revision without a reason. */
  public RunRequest request(Source source) {
    return complete()
        ? new RunRequest(key.date(), key.scope(), revision() + 1, source)
        : resumed(source);
  }

  /**
   * The same for an operator, who repeats a complete date only with a reason.
   *
   * @param reason null when a complete date is to be refused
   * @throws InvalidInputException for a complete date without a reason
   */
  public RunRequest rerun(Source source, @Nullable String reason) {
    if (!complete()) {
      return resumed(source);
    }
    if (reason == null) {
      throw isComplete();
    }
    return InvalidInputException.orThrow(() -> resumed(source).nextRevision().because(reason));
  }

  /** The latest revision once more, with the reason it was begun for. */
  private RunRequest resumed(Source source) {
    return new RunRequest(
        key.date(),
        key.scope(),
        revision(),
        source,
        latest.map(run -> run.trigger().reason()).orElse(""));
  }

  private int revision() {
    return latest.map(run -> run.target().revision()).orElse(1);
  }

  private InvalidInputException isComplete() {
    RunSummary run = latest.orElseThrow();
    JobName job = key.job();
    return new InvalidInputException(
        "%s is complete (revision %d, execution %d); to do it again: %s rerun --date %s%s --force --reason TEXT"
            .formatted(
                key.describe(),
                run.target().revision(),
                run.execution().id(),
                job.text(),
                key.date(),
                RunScope.of(key.scope()).options()));
  }
}
