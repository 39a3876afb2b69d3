package io.afterclose.cli.history.page;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What could not be done, by reason, the commonest first; and which runs failed, with why. */
final class FailureReasons {

  /** What items have in common. */
  record Reason(String job, String phase, String reason) {}

  /** How often it was, when last, and an example. */
  private static final class Occurrences {
    private int items;
    private final Map<Long, PastRun> runs = new TreeMap<>();
    private String example = "";
  }

  private final List<PastRun> runs;

  FailureReasons(List<PastRun> runs) {
    this.runs = runs;
  }

  /** Those that failed or were stopped. */
  List<PastRun> failedRuns() {
    return runs.stream()
        .filter(run -> run.outcome() == Outcome.FAILED || run.outcome() == Outcome.STOPPED)
        .toList();
  }

  /** Whether some runs have more failures than are counted. */
  boolean notAll() {
    return runs.stream().anyMatch(run -> run.summary().items().failed() > run.failures().size());
  }

  /** What items failed of, in which runs. */
  record Row(int items, int runs, PastRun latest, Reason reason, String example) {}

  List<Row> failedItems() {
    Map<Reason, Occurrences> reasons = new LinkedHashMap<>();
    for (PastRun run : runs) {
      for (PastRun.Failure failure : run.failures()) {
        Occurrences occurrences =
            reasons.computeIfAbsent(
                new Reason(run.summary().target().job(), failure.phase(), failure.reason()),
                reason -> new Occurrences());
        occurrences.items++;
        occurrences.runs.put(run.execution(), run);
        occurrences.example =
            occurrences.example.isEmpty()
                ? failure.item() + ": " + failure.detail()
                : occurrences.example;
      }
    }
    return reasons.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<Reason, Occurrences> entry) -> -entry.getValue().items))
        .map(entry -> row(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Row row(Reason reason, Occurrences occurrences) {
    PastRun latest =
        occurrences.runs.values().stream().max(Comparator.comparing(PastRun::date)).orElseThrow();
    return new Row(occurrences.items, occurrences.runs.size(), latest, reason, occurrences.example);
  }
}
