package io.afterclose.cli.history.page;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as the page tells it.
 *
 * @param job the job's name
 * @param scope what it covered, "all" for a night
 * @param status its status in the job repository's words
 * @param startedUtc null when it never began
 * @param seconds from begin to end; null while either is missing
 * @param items written by its phases
 * @param failed items that could not be done, also those not among the failures here
 * @param source who asked for it
 * @param message what it said at its end, empty when nothing
 * @param reason why a complete date was done again, empty where it was not
 * @param phases in their order
 * @param failures the first of those there were
 */
public record PastRun(
    String job,
    LocalDate date,
    String scope,
    int revision,
    long execution,
    String status,
    @Nullable LocalDateTime startedUtc,
    @Nullable Double seconds,
    long items,
    long failed,
    String source,
    String message,
    String reason,
    List<Phase> phases,
    List<Failure> failures) {

  public PastRun {
    phases = List.copyOf(phases);
    failures = List.copyOf(failures);
  }

  /** A phase of it. */
  public record Phase(
      String name,
      String status,
      @Nullable Double seconds,
      long read,
      long written,
      String message) {}

  /** Something that it could not do. */
  public record Failure(String phase, String item, String reason, String detail) {}

  Outcome outcome() {
    return Outcome.of(this);
  }

  /** Where the page tells of it. */
  String anchor() {
    return "run-" + execution;
  }

  /** Whether it was for everything, so that it stands for its date. */
  boolean nightly() {
    return scope.equals("all");
  }
}
