package io.afterclose.cli.history.page;

import java.util.List;

/**
 * Each run with its phases and failures, newest first; one that did not end well is open. What a
 * link leads to is within the part that closes, since browsers open it then.
 */
final class RunDetails {

  private static final String SECTION =
      """
      <section aria-labelledby="runs">
      <h2 id="runs">Runs</h2>
      <div class="head" aria-hidden="true"><span>date</span><span>job</span><span>outcome</span>\
      <span class="n">seconds</span><span class="n">items</span><span class="n">failed</span></div>
      %s</section>
      """;

  private static final String RUN =
      """
      <details%s>
      <summary><span>%s</span><span>%s</span><span>%s</span>\
      <span class="n">%s<span class="vh"> seconds,</span></span>\
      <span class="n">%d<span class="vh"> items,</span></span>\
      <span class="n">%d<span class="vh"> failed</span></span></summary>
      <div class="run" id="%s">
      <dl>%s</dl>
      %s%s</div>
      </details>
      """;

  private RunDetails() {}

  static String section(List<PastRun> runs) {
    StringBuilder all = new StringBuilder();
    runs.forEach(run -> all.append(details(run)));
    return SECTION.formatted(all);
  }

  private static String details(PastRun run) {
    Outcome outcome = run.outcome();
    return RUN.formatted(
        outcome == Outcome.COMPLETED ? "" : " open",
        run.date(),
        Html.text(run.summary().target().job()),
        Html.badge(outcome) + revision(run),
        Html.seconds(run.summary().execution().seconds()),
        run.summary().items().written(),
        run.summary().items().failed(),
        run.anchor(),
        facts(run),
        phases(run),
        failures(run));
  }

  /** Which one it is where a date was done again, and why. */
  private static String revision(PastRun run) {
    int revision = run.summary().target().revision();
    String reason = run.summary().trigger().reason();
    return revision == 1
        ? ""
        : " revision " + revision + (reason.isEmpty() ? "" : ": " + Html.text(reason));
  }

  private static String facts(PastRun run) {
    return fact("execution", run.execution())
        + fact("revision", run.summary().target().revision())
        + fact("scope", run.summary().target().scope())
        + fact("source", run.summary().trigger().source())
        + fact(
            "started_utc",
            run.summary().execution().start() == null ? "never" : run.summary().execution().start())
        + fact("status", run.summary().execution().status().name())
        + fact("reason", run.summary().trigger().reason())
        + fact("message", FailureReasons.firstLine(run.summary().execution().exitMessage()));
  }

  private static String fact(String name, Object value) {
    return value.toString().isEmpty()
        ? ""
        : "<div><dt>%s</dt><dd>%s</dd></div>".formatted(name, Html.text(value));
  }

  private static String phases(PastRun run) {
    if (run.phases().isEmpty()) {
      return "<p>No phase began.</p>\n";
    }
    StringBuilder rows = new StringBuilder();
    run.phases()
        .forEach(
            phase ->
                rows.append("<tr><th scope=\"row\">")
                    .append(Html.text(phase.name()))
                    .append("</th>")
                    .append(Html.spaced(phase.status().name()))
                    .append(Html.number(Html.seconds(phase.seconds())))
                    .append(Html.number(phase.read()))
                    .append(Html.number(phase.written()))
                    .append("<td class=\"long\">")
                    .append(Html.text(FailureReasons.firstLine(phase.exitMessage())))
                    .append("</td></tr>\n"));
    return """
    <div class="wide" role="region" aria-label="Phases of execution %1$d" tabindex="0">
    <table><thead><tr><th scope="col">phase</th><th scope="col">status</th>\
    <th scope="col" class="n">seconds</th><th scope="col" class="n">read</th>\
    <th scope="col" class="n">written</th><th scope="col">message</th></tr></thead>
    <tbody>
    %2$s</tbody></table>
    </div>
    """
        .formatted(run.execution(), rows);
  }

  private static String failures(PastRun run) {
    if (run.failures().isEmpty()) {
      return "";
    }
    StringBuilder rows = new StringBuilder();
    run.failures()
        .forEach(
            failure ->
                rows.append("<tr>")
                    .append(Html.spaced(failure.phase()))
                    .append(Html.spaced(failure.item()))
                    .append(Html.spaced(failure.reason()))
                    .append("<td class=\"long\">")
                    .append(Html.text(failure.detail()))
                    .append("</td></tr>\n"));
    long more = run.summary().items().failed() - run.failures().size();
    return """
    <div class="wide" role="region" aria-label="Failures of execution %1$d" tabindex="0">
    <table><thead><tr><th scope="col">phase</th><th scope="col">item</th>\
    <th scope="col">reason</th><th scope="col">detail</th></tr></thead>
    <tbody>
    %2$s</tbody></table>
    </div>
    %3$s"""
        .formatted(
            run.execution(),
            rows,
            more > 0
                ? "<p>%d more: <code>%s missing --date %s</code></p>\n"
                    .formatted(more, Html.text(run.summary().target().job()), run.date())
                : "");
  }
}
