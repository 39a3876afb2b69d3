package io.afterclose.console.nights;

import io.afterclose.page.Page;
import io.afterclose.page.chart.BarChart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a run shows.
 *
 * @param active while it is at work; null when it is over
 * @param items a part of those that could not be done
 * @param filter which of them
 * @param next the address of the next part; null for none
 * @param operator whether who looks at it may act
 */
record RunPage(
    RunDetail detail,
    @Nullable ActiveView active,
    List<RunItemStore.Item> items,
    RunItemStore.Filter filter,
    @Nullable String next,
    boolean operator) {

  RunPage {
    items = List.copyOf(items);
  }

  RunRow run() {
    return detail.run();
  }

  /** Phases as bars, each beside the median of the nights before. */
  BarChart phases() {
    int nights = detail.past().nights();
    List<BarChart.Bar> bars =
        detail.phases().stream()
            .map(
                phase ->
                    new BarChart.Bar(
                        phase.name(), counts(phase), List.of(own(phase), median(phase))))
            .toList();
    return new BarChart(
        "Minutes and seconds of each phase",
        "phase",
        List.of("this run", nights == 1 ? "one night before" : "median of " + nights + " nights"),
        bars);
  }

  private static BarChart.Mark own(RunDetail.Phase phase) {
    Double seconds = phase.seconds();
    if (seconds == null) {
      return BarChart.Mark.unknown("to come");
    }
    String text = NewYorkTime.duration(seconds);
    String difference =
        phase.difference() == null ? "" : " (" + NewYorkTime.difference(phase.difference()) + ")";
    return BarChart.Mark.of(
        seconds, text + difference, text + ", " + phase.status().toLowerCase(Locale.ROOT));
  }

  private static BarChart.Mark median(RunDetail.Phase phase) {
    Double median = phase.median();
    return median == null
        ? BarChart.Mark.unknown("no past night had it")
        : BarChart.Mark.of(median, NewYorkTime.duration(median), NewYorkTime.duration(median));
  }

  private static String counts(RunDetail.Phase phase) {
    if (phase.execution() == null) {
      return "to come";
    }
    String counts =
        String.format(Locale.ROOT, "%,d read · %,d written", phase.read(), phase.written());
    return counts
        + (phase.failed() > 0 ? String.format(Locale.ROOT, " · %,d failed", phase.failed()) : "")
        + (phase.status().equals("COMPLETED")
            ? ""
            : " · " + phase.status().toLowerCase(Locale.ROOT));
  }

  /** The address of its items that failed in a phase of a reason. */
  String items(RunItemStore.Reason reason) {
    return path("", reason.phase(), reason.reason()) + "#items";
  }

  /** The page of it, with a part of its address behind the date. */
  String path(String behind, String phase, String reason) {
    Map<String, String> parameters = new LinkedHashMap<>();
    RunRow.Target target = run().target();
    parameters.put("scope", target.scope().equals("all") ? "" : target.scope());
    parameters.put(
        "revision",
        target.revision() == detail.latestRevision() ? "" : String.valueOf(target.revision()));
    parameters.put("phase", phase);
    parameters.put("reason", reason);
    return RunLinks.with("/runs/" + target.job() + "/" + target.date() + behind, parameters);
  }

  /** What may be asked for; what may not is not offered. */
  List<Page.Link> actions() {
    if (!operator) {
      return List.of();
    }
    if (detail.life() == null) {
      return List.of(action("rerun", "Rerun…"));
    }
    return detail.life() == RunLife.DIED
        ? List.of(action("run", "Resume…"))
        : List.of(action("stop", "Stop…"));
  }

  private Page.Link action(String action, String text) {
    RunRow.Target target = run().target();
    return new Page.Link(
        RunLinks.action(action, target.job(), target.date(), target.scope()), text);
  }

  /** The pages of its revisions, the newest first. */
  List<Page.Link> revisions() {
    List<Page.Link> links = new ArrayList<>();
    RunRow.Target target = run().target();
    for (int revision = detail.latestRevision(); revision >= 1; revision--) {
      if (revision != target.revision()) {
        links.add(
            new Page.Link(
                RunLinks.run(target.job(), target.date(), target.scope(), revision),
                "revision " + revision));
      }
    }
    return links;
  }

  /** Whether only some of the items are wanted. */
  boolean filtered() {
    return filter.phase() != null || filter.reason() != null || filter.after().isPresent();
  }
}
