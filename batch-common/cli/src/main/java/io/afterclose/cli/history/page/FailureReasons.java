package io.afterclose.cli.history.page;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What could not be done, by reason, the commonest first; and which runs failed, with why. */
final class FailureReasons {

  private static final String SECTION =
      """
      <section aria-labelledby="failures">
      <h2 id="failures">Failures</h2>
      <h3 id="failed-runs">Runs that did not end well</h3>
      %s<h3 id="failed-items">Items that could not be done</h3>
      %s</section>
      """;

  private static final String TABLE =
      """
      <div class="wide" role="region" aria-labelledby="%s" tabindex="0">
      <table>
      <thead><tr>%s</tr></thead>
      <tbody>
      %s</tbody>
      </table>
      </div>
      """;

  /** What items have in common. */
  private record Reason(String job, String phase, String reason) {}

  /** How often it was, when last, and an example. */
  private static final class Occurrences {
    private int items;
    private final Map<Long, PastRun> runs = new TreeMap<>();
    private String example = "";
  }

  private FailureReasons() {}

  static String section(List<PastRun> runs) {
    return SECTION.formatted(failedRuns(runs), failedItems(runs));
  }

  private static String failedRuns(List<PastRun> runs) {
    StringBuilder rows = new StringBuilder();
    runs.stream()
        .filter(run -> run.outcome() == Outcome.FAILED || run.outcome() == Outcome.STOPPED)
        .forEach(run -> rows.append(row(run)));
    return rows.isEmpty()
        ? "<p>All of them did.</p>\n"
        : TABLE.formatted(
            "failed-runs", head("date", "job", "status", "execution", "message"), rows);
  }

  private static String row(PastRun run) {
    return "<tr><td><a href=\"#%s\">%s</a></td>%s<td>%s</td>%s<td class=\"long\">%s</td></tr>\n"
        .formatted(
            run.anchor(),
            run.date(),
            Html.spaced(run.summary().target().job()),
            Html.badge(run.outcome()),
            Html.number(run.execution()),
            Html.text(firstLine(run.summary().execution().exitMessage())));
  }

  static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  private static String failedItems(List<PastRun> runs) {
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
    StringBuilder rows = new StringBuilder();
    reasons.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<Reason, Occurrences> entry) -> -entry.getValue().items))
        .forEach(entry -> rows.append(row(entry.getKey(), entry.getValue())));
    boolean some =
        runs.stream().anyMatch(run -> run.summary().items().failed() > run.failures().size());
    return rows.isEmpty()
        ? "<p>There was none.</p>\n"
        : (some ? "<p>Of a run with many, only the first ones are counted here.</p>\n" : "")
            + TABLE.formatted(
                "failed-items",
                head("items", "runs", "latest", "job", "phase", "reason", "an example"),
                rows);
  }

  private static String row(Reason reason, Occurrences occurrences) {
    PastRun latest =
        occurrences.runs.values().stream().max(Comparator.comparing(PastRun::date)).orElseThrow();
    return "<tr>%s%s<td><a href=\"#%s\">%s</a></td>%s%s%s<td class=\"long\">%s</td></tr>\n"
        .formatted(
            Html.number(occurrences.items),
            Html.number(occurrences.runs.size()),
            latest.anchor(),
            latest.date(),
            Html.spaced(reason.job()),
            Html.spaced(reason.phase()),
            Html.spaced(reason.reason()),
            Html.text(occurrences.example));
  }

  private static String head(String... columns) {
    StringBuilder head = new StringBuilder();
    for (String column : columns) {
      boolean number = List.of("items", "runs", "execution").contains(column);
      head.append(number ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">")
          .append(column)
          .append("</th>");
    }
    return head.toString();
  }
}
