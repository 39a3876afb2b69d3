package io.afterclose.console.nights;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.history.page.Outcome;
import io.afterclose.run.lock.RunRecord;
import io.afterclose.run.outcome.RunOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A start of a run by a process, with what came of it.
 *
 * @param id its number; a later start has a greater one
 * @param target what it was for
 * @param outcome how it ended, or that it is open
 * @param ended null while it is open
 * @param result the outcome as its process recorded it; null while it is open or where it died
 * @param execution the job execution it led to; null before there is one
 * @param written rows or items written by its steps; null without an execution
 * @param failed items that could not be done; null without an execution
 */
record RunRow(
    long id,
    Target target,
    String source,
    Owner owner,
    Outcome outcome,
    Instant started,
    @Nullable Instant ended,
    @Nullable RunOutcome result,
    String message,
    @Nullable Long execution,
    @Nullable Long written,
    @Nullable Long failed) {

  /** What identifies a run. */
  record Target(String job, LocalDate date, String scope, int revision) {

    /** Where its page is. */
    String path() {
      return RunLinks.run(job, date, scope, null);
    }
  }

  /** The process. */
  record Owner(String host, long pid, String version) {}

  /** Seconds from begin to end; null while it is open. */
  @Nullable Double seconds() {
    return ended == null ? null : Duration.between(started, ended).toMillis() / 1000.0;
  }

  /** The exit code of its process; null where it is not known. */
  @Nullable Integer exitCode() {
    RunRecord.End end =
        new RunRecord.End(
            Optional.ofNullable(ended),
            Optional.ofNullable(result),
            message,
            execution == null ? OptionalLong.empty() : OptionalLong.of(execution));
    return ExitCode.recorded(end).orElse(null);
  }

  /** Failed items as a part of all that its steps took on; null where they took on nothing. */
  @Nullable Double failedShare() {
    return written == null || failed == null || written + failed == 0
        ? null
        : failed / (double) (written + failed);
  }

  /** The same without what may name portfolios that somebody may not see. */
  RunRow withoutMessage() {
    return new RunRow(
        id, target, source, owner, outcome, started, ended, result, "", execution, written, failed);
  }
}
