package io.afterclose.cli.history.page;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.page.Page;
import io.afterclose.page.Page.Link;
import io.afterclose.page.Templates;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Past runs as one page: counts, a calendar of outcomes, durations, failures, and each run. It
 * needs no script and no other file, and is the same text wherever it is opened.
 */
public final class HistoryPage {

  private static final Templates TEMPLATES = Templates.of("io.afterclose.cli");

  private static final String STYLE = Page.resource("/page/history.css");

  private static final List<Link> SECTIONS =
      List.of(
          new Link("#counts", "Counts"),
          new Link("#outcomes", "Outcomes"),
          new Link("#durations", "Durations"),
          new Link("#failures", "Failures"),
          new Link("#runs", "Runs"));

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

  private HistoryPage() {}

  /**
   * The page.
   *
   * @param jobs those that it is about, in the order of printing
   * @param filter the filter of the runs as text; empty for all
   * @param runs newest first
   * @param written the time of writing
   */
  public static String of(
      List<String> jobs,
      String filter,
      List<PastRun> runs,
      TradingCalendar calendar,
      Instant written) {
    HistoryView view = new HistoryView(jobs, scope(filter, runs), minute(written), runs, calendar);
    return new Page(
            "History of " + String.join(" and ", jobs),
            TEMPLATES.content("history/page/introduction.jte", view),
            runs.isEmpty() ? List.of() : SECTIONS,
            STYLE,
            TEMPLATES.content("history/page/history.jte", view))
        .html();
  }

  private static String minute(Instant written) {
    return MINUTE.format(LocalDateTime.ofInstant(written, ZoneOffset.UTC));
  }

  private static String scope(String filter, List<PastRun> runs) {
    String which = filter.isEmpty() ? "" : ", " + filter;
    return runs.isEmpty()
        ? "0 runs" + which + "."
        : String.format(
            Locale.ROOT,
            "%d %s%s, of the sessions %s to %s.",
            runs.size(),
            runs.size() == 1 ? "run" : "runs",
            which,
            runs.stream().map(PastRun::date).min(Comparable::compareTo).orElseThrow(),
            runs.stream().map(PastRun::date).max(Comparable::compareTo).orElseThrow());
  }
}
