package io.afterclose.cli.history.page;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How many runs of each job ended in which way, and how long they took: a column for each job. */
final class RunCounts {

  private static final String SECTION =
      """
      <section aria-labelledby="counts">
      <h2 id="counts">Counts</h2>
      <div class="wide" role="region" aria-labelledby="counts" tabindex="0">
      <table>
      <thead><tr><td></td>%s</tr></thead>
      <tbody>
      %s</tbody>
      </table>
      </div>
      </section>
      """;

  private final List<List<PastRun>> runsOfJobs;
  private final StringBuilder rows = new StringBuilder();

  private RunCounts(List<List<PastRun>> runsOfJobs) {
    this.runsOfJobs = runsOfJobs;
  }

  static String section(List<String> jobs, List<PastRun> runs) {
    StringBuilder head = new StringBuilder();
    jobs.forEach(
        job ->
            head.append("<th scope=\"col\" class=\"n\">").append(Html.text(job)).append("</th>"));
    RunCounts counts =
        new RunCounts(
            jobs.stream()
                .map(
                    job ->
                        runs.stream()
                            .filter(run -> run.summary().target().job().equals(job))
                            .toList())
                .toList());
    return SECTION.formatted(head, counts.rows());
  }

  private String rows() {
    row("runs", List::size);
    for (Outcome outcome : Outcome.values()) {
      row(
          Html.badge(outcome),
          runs -> runs.stream().filter(run -> run.outcome() == outcome).count());
    }
    row("median seconds", runs -> Html.seconds(at(seconds(runs), seconds(runs).size() / 2)));
    row("longest seconds", runs -> Html.seconds(at(seconds(runs), seconds(runs).size() - 1)));
    row("items", runs -> runs.stream().mapToLong(run -> run.summary().items().written()).sum());
    row(
        "failed items",
        runs -> runs.stream().mapToLong(run -> run.summary().items().failed()).sum());
    return rows.toString();
  }

  private void row(String head, Function<List<PastRun>, Object> figure) {
    rows.append("<tr><th scope=\"row\">").append(head).append("</th>");
    runsOfJobs.forEach(runs -> rows.append(Html.number(figure.apply(runs))));
    rows.append("</tr>\n");
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
