package io.afterclose.console.nights;

import io.afterclose.run.name.JobName;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A session and a job.
 *
 * @param run the last start of the last revision; null where there is none
 * @param leftTo the later session whose run made this one's snapshots too; null for none
 */
record Night(
    JobName job, LocalDate session, State state, @Nullable RunRow run, @Nullable LocalDate leftTo) {

  /** What there is of it. */
  enum State {
    /** A run. */
    RAN("", ""),
    /** No run of its own; a later run of the portfolios made it up. */
    LEFT_TO_LATER("no run of its own, left to the run of ", "↷"),
    /** No run, though it is past. */
    MISSING("no run", "○"),
    /** The session is over, its day in New York is not. */
    DUE("no run yet, the evening is not over", "–"),
    /** The session is not over. */
    TO_COME("to come", ""),
    /** Before the first night of the job. */
    BEFORE("before the first run", "");

    private final String words;
    private final String sign;

    State(String words, String sign) {
      this.words = words;
      this.sign = sign;
    }
  }

  /** In answers: of a run its outcome, else missing, due, future or before. */
  String outcome() {
    return switch (state) {
      case RAN -> Objects.requireNonNull(run).outcome().style();
      case LEFT_TO_LATER, MISSING -> "missing";
      case TO_COME -> "future";
      default -> state.name().toLowerCase(Locale.ROOT);
    };
  }

  /** Its sign in the grid; empty for nothing to say. */
  String sign() {
    return run == null ? state.sign : run.outcome().sign();
  }

  /** Its class in the style sheet. */
  String style() {
    return switch (state) {
      case RAN -> Objects.requireNonNull(run).outcome().style();
      case LEFT_TO_LATER, MISSING -> "none";
      default -> "blank";
    };
  }

  /** Whether there is something to say. */
  boolean told() {
    return state != State.TO_COME && state != State.BEFORE;
  }

  /** It in words, without job and date. */
  String words() {
    if (run == null) {
      return state.words + (leftTo == null ? "" : leftTo);
    }
    Long failed = run.failed();
    return run.outcome().word()
        + (failed != null && failed > 0 ? ", " + failed + " failed items" : "")
        + (run.target().revision() > 1 ? ", revision " + run.target().revision() : "");
  }
}
