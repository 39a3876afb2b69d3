package io.afterclose.cli.history.page;

import io.afterclose.run.history.RunSummary;
import io.afterclose.run.history.StepRecord;
import io.afterclose.run.name.RunScope;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run with what the page shows of it.
 *
 * @param phases in their order
 * @param failures the first of those there were
 */
public record PastRun(RunSummary summary, List<StepRecord> phases, List<Failure> failures) {

  public PastRun {
    phases = List.copyOf(phases);
    failures = List.copyOf(failures);
  }

  /** An item that failed. */
  public record Failure(String phase, String item, String reason, String detail) {}

  LocalDate date() {
    return summary.target().date();
  }

  long execution() {
    return summary.execution().id();
  }

  Outcome outcome() {
    return Outcome.of(this);
  }

  /** The anchor of its details on the page. */
  String anchor() {
    return "run-" + execution();
  }

  /** What it said at its end, the first line. */
  String message() {
    return firstLine(summary.execution().exitMessage());
  }

  /** Which one it is where a date was done again, and why; empty for the first. */
  String revision() {
    int revision = summary.target().revision();
    String reason = summary.trigger().reason();
    return revision == 1 ? "" : " revision " + revision + (reason.isEmpty() ? "" : ": " + reason);
  }

  /** Its facts by name, those that are empty left out. */
  Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("execution", String.valueOf(execution()));
    facts.put("revision", String.valueOf(summary.target().revision()));
    facts.put("scope", summary.target().scope());
    facts.put("source", summary.trigger().source());
    LocalDateTime start = summary.execution().start();
    facts.put("started_utc", start == null ? "never" : start.toString());
    facts.put("status", summary.execution().status().name());
    facts.put("reason", summary.trigger().reason());
    facts.put("message", message());
    facts.values().removeIf(String::isEmpty);
    return facts;
  }

  /** Failures that are not among those here. */
  long moreFailures() {
    return summary.items().failed() - failures.size();
  }

  static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  /** One decimal; a dash for what is unknown. */
  static String seconds(@Nullable Double seconds) {
    return seconds == null ? "–" : String.format(Locale.ROOT, "%.1f", seconds);
  }

  /** Whether nothing narrowed it, so that it stands for its date. */
  boolean unscoped() {
    return summary.target().scope().equals(RunScope.EVERYTHING);
  }
}
