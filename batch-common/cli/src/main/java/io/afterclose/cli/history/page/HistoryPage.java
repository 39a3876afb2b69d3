package io.afterclose.cli.history.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afterclose.calendar.TradingCalendar;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Past runs as one page: counts, a calendar of outcomes, durations, failures, and each run. It
 * needs no script and no other file, and is the same text wherever it is opened.
 */
public final class HistoryPage {

  private static final String FRAME =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>Afterclose: history of %1$s</title>
      <style>
      %2$s</style>
      </head>
      <body>
      <header>
      <h1>History of %1$s</h1>
      <p>%3$s Written %4$s UTC.</p>
      %6$s</header>
      <main>
      %5$s</main>
      </body>
      </html>
      """;

  private static final String SECTIONS =
      """
      <nav aria-label="Sections"><a href="#counts">Counts</a> <a href="#outcomes">Outcomes</a> \
      <a href="#durations">Durations</a> <a href="#failures">Failures</a> <a href="#runs">Runs</a></nav>
      """;

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
    return FRAME.formatted(
        Html.text(String.join(" and ", jobs)),
        style(),
        Html.text(scope(filter, runs)),
        MINUTE.format(LocalDateTime.ofInstant(written, ZoneOffset.UTC)),
        runs.isEmpty()
            ? "<p class=\"empty\">There is no such run yet.</p>\n"
            : RunCounts.section(jobs, runs)
                + OutcomeCalendar.section(jobs, runs, calendar)
                + DurationChart.section(jobs, runs)
                + FailureReasons.section(runs)
                + RunDetails.section(runs),
        runs.isEmpty() ? "" : SECTIONS);
  }

  private static String scope(String filter, List<PastRun> runs) {
    String which = filter.isEmpty() ? "" : ", " + filter;
    return runs.isEmpty()
        ? "0 runs" + which + "."
        : "%d %s%s, of the sessions %s to %s."
            .formatted(
                runs.size(),
                runs.size() == 1 ? "run" : "runs",
                which,
                runs.stream().map(PastRun::date).min(Comparable::compareTo).orElseThrow(),
                runs.stream().map(PastRun::date).max(Comparable::compareTo).orElseThrow());
  }

  private static String style() {
    try (InputStream resource = HistoryPage.class.getResourceAsStream("/page/history.css")) {
      if (resource == null) {
        throw new IllegalStateException("the build left out /page/history.css");
      }
      return new String(resource.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
