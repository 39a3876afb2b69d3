package io.afterclose.console.request;

import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.name.RunScope;
import io.afterclose.run.outcome.InvalidInputException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be run, or done to a run.
 *
 * @param from the session; the first one of a backfill
 * @param to the same, but for a backfill
 * @param force whether a complete night is done again, as its next revision
 */
public record RunOrder(
    RequestAction action,
    JobName job,
    LocalDate from,
    LocalDate to,
    RunScope scope,
    boolean force) {

  /** Less than what the job's command may take in all. */
  private static final String STOP_WAIT = "45s";

  public RunOrder {
    if (from.isAfter(to)) {
      throw new InvalidInputException("from " + from + " is after to " + to);
    }
    if (action != RequestAction.BACKFILL && !from.equals(to)) {
      throw new InvalidInputException(action.text() + " is of one date, not of a range");
    }
    if (force && action != RequestAction.RERUN) {
      throw new InvalidInputException("only a rerun can be forced");
    }
    if (job == JobName.PORTFOLIO_REFRESH && scope.kind() == RunScope.Kind.SYMBOLS) {
      throw new InvalidInputException("the refresh is of portfolios, not of symbols");
    }
  }

  /** What only one run at a time may work on; of a backfill its first date. */
  public RunKey key() {
    return new RunKey(job, from, scope.text());
  }

  /** In words, for people. */
  public String describe() {
    return "%s %s%s%s"
        .formatted(
            job.text(),
            from,
            from.equals(to) ? "" : " to " + to,
            scope.isAll() ? "" : " (" + scope.text() + ")");
  }

  /** The words that ask the job what it would do. */
  List<String> planWords() {
    List<String> words = new ArrayList<>(List.of("plan", "--fingerprint", "-o", "json"));
    words.addAll(dates());
    if (force) {
      words.add("--force");
    }
    words.addAll(narrowed());
    return words;
  }

  /**
   * The words that do it.
   *
   * @param source who asks, as the job records it
   * @param plan the fingerprint without which nothing is started; empty for none
   * @param reason for what is repeated
   */
  List<String> words(String source, String plan, String reason) {
    List<String> words = new ArrayList<>(List.of(action.text()));
    if (source.equals(Requests.CRON)) {
      // without a date, so that it makes up for sessions that were missed
      words.add("--source=" + source);
      words.add("--cron");
      return words;
    }
    words.addAll(dates());
    if (!action.startsRun()) {
      if (!scope.isAll()) {
        words.add("--scope=" + scope.text());
      }
      if (action == RequestAction.STOP) {
        words.add("--wait=" + STOP_WAIT);
      }
      return words;
    }
    words.add("--source=" + source);
    if (!plan.isEmpty()) {
      words.add("--expect-plan=" + plan);
    }
    if (force) {
      words.add("--force");
      words.add("--reason=" + reason);
    }
    words.addAll(narrowed());
    return words;
  }

  private List<String> dates() {
    return action == RequestAction.BACKFILL
        ? List.of("--from=" + from, "--to=" + to)
        : List.of("--date=" + from);
  }

  private List<String> narrowed() {
    return switch (scope.kind()) {
      case ALL -> List.of();
      case PORTFOLIO -> List.of("--portfolio=" + scope.names().get(0));
      case SYMBOLS -> List.of("--symbols=" + String.join(",", scope.names()));
    };
  }
}
