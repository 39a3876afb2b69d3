package io.afterclose.cli.history.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How many runs of each job ended in which way, and how long they took: a column for each job. */
final class RunCounts {

  private final List<String> jobs;
  private final List<List<PastRun>> runsOfJobs;

  RunCounts(List<String> jobs, List<PastRun> runs) {
    this.jobs = jobs;
    this.runsOfJobs =
        jobs.stream()
            .map(
                job ->
                    runs.stream().filter(run -> run.summary().target().job().equals(job)).toList())
            .toList();
  }

  /**
   * A row of numbers.
   *
   * @param label what they are; of no use with an outcome
   * @param outcome that of which they are; null for others
   */
  record Row(String label, @Nullable Outcome outcome, List<String> numbers) {}

  List<String> jobs() {
    return jobs;
  }

  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rows.add(row("runs", null, List::size));
    for (Outcome outcome : Outcome.values()) {
      rows.add(
          row(
              outcome.word(),
              outcome,
              runs -> runs.stream().filter(run -> run.outcome() == outcome).count()));
    }
    rows.add(
        row(
            "median seconds",
            null,
            runs -> PastRun.seconds(at(seconds(runs), seconds(runs).size() / 2))));
    rows.add(
        row(
            "longest seconds",
            null,
            runs -> PastRun.seconds(at(seconds(runs), seconds(runs).size() - 1))));
    rows.add(
        row(
            "items",
            null,
            runs -> runs.stream().mapToLong(run -> run.summary().items().written()).sum()));
    rows.add(
        row(
            "failed items",
            null,
            runs -> runs.stream().mapToLong(run -> run.summary().items().failed()).sum()));
    return rows;
  }

  private Row row(String label, @Nullable Outcome outcome, Function<List<PastRun>, Object> figure) {
    return new Row(
        label, outcome, runsOfJobs.stream().map(runs -> figure.apply(runs).toString()).toList());
  }

  private static List<Double> seconds(List<PastRun> runs) {
    return runs.stream()
        .map(run -> run.summary().execution().seconds())
        .filter(Objects::nonNull)
        .sorted()
        .toList();
  }

  private static @Nullable Double at(List<Double> sorted, int index) {
    return sorted.isEmpty() ? null : sorted.get(index);
  }
}
