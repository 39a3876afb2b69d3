package io.afterclose.cli.history.page;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** How long the runs of each job took, over the sessions they were for; a picture per job. */
final class DurationChart {

  private static final int WIDTH = 860;
  private static final int HEIGHT = 220;
  private static final int LEFT = 64;
  private static final int RIGHT = 20;
  private static final int TOP = 14;
  private static final int BOTTOM = 30;
  private static final int DATES = 5;
  private static final int LEVELS = 4;

  /** Between the anchors of two dates; one is about 75 wide. */
  private static final int ROOM = 125;

  private static final String SECTION =
      """
      <section aria-labelledby="durations">
      <h2 id="durations">Durations</h2>
      <p>Seconds from begin to end of each run, by the session it was for. The shape is the outcome:
      circle completed, diamond completed with warnings, triangle failed, square any other.</p>
      %s</section>
      """;

  private static final String PICTURE =
      """
      <figure>
      <figcaption>%1$s</figcaption>
      <div class="wide" role="region" aria-label="Durations of %1$s" tabindex="0">
      <svg viewBox="0 0 %2$d %3$d" role="img" aria-label="%4$s">
      %5$s</svg>
      </div>
      </figure>
      """;

  private final String job;
  private final List<PastRun> runs;
  private final LocalDate first;
  private final LocalDate last;
  private final double top;

  private DurationChart(String job, List<PastRun> runs) {
    this.job = job;
    this.runs = runs;
    this.first = runs.get(0).date();
    this.last = runs.get(runs.size() - 1).date();
    this.top = rounded(runs.stream().mapToDouble(DurationChart::seconds).max().orElse(1));
  }

  static String section(List<String> jobs, List<PastRun> runs) {
    StringBuilder pictures = new StringBuilder();
    for (String job : jobs) {
      List<PastRun> ended =
          runs.stream()
              .filter(
                  run ->
                      run.summary().target().job().equals(job)
                          && run.summary().execution().seconds() != null)
              .sorted(Comparator.comparing(PastRun::date).thenComparing(PastRun::execution))
              .toList();
      pictures.append(
          ended.isEmpty()
              ? "<p>No run of %s has ended.</p>\n".formatted(Html.text(job))
              : new DurationChart(job, ended).picture());
    }
    return SECTION.formatted(pictures);
  }

  private String picture() {
    StringBuilder shapes = new StringBuilder();
    for (int level = 0; level <= LEVELS; level++) {
      shapes.append(level(top * level / LEVELS));
    }
    labelled().forEach(date -> shapes.append(date(date)));
    shapes.append("<polyline class=\"line\" points=\"");
    runs.forEach(run -> shapes.append(point(run)).append(' '));
    shapes.append("\"/>\n");
    runs.forEach(run -> shapes.append(shape(run)));
    return PICTURE.formatted(Html.text(job), WIDTH, HEIGHT, Html.text(summary()), shapes);
  }

  /** The first date, the last, and some between them that leave room for their neighbours. */
  private List<LocalDate> labelled() {
    List<LocalDate> dates = new ArrayList<>(List.of(first));
    long days = first.until(last, ChronoUnit.DAYS);
    for (int at = 1; at < DATES; at++) {
      LocalDate date = first.plusDays(Math.round((double) days * at / DATES));
      if (x(date) - x(dates.get(dates.size() - 1)) >= ROOM && x(last) - x(date) >= ROOM) {
        dates.add(date);
      }
    }
    if (!last.equals(first)) {
      dates.add(last);
    }
    return dates;
  }

  private String summary() {
    return String.format(
        Locale.ROOT,
        "%s: %d runs from %s to %s took %.1f to %.1f seconds; the table of runs has each of them",
        job,
        runs.size(),
        first,
        last,
        runs.stream().mapToDouble(DurationChart::seconds).min().orElse(0),
        runs.stream().mapToDouble(DurationChart::seconds).max().orElse(0));
  }

  private String level(double seconds) {
    return String.format(
        Locale.ROOT,
        "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/><text x=\"%d\" y=\"%.1f\""
            + " text-anchor=\"end\">%s</text>%n",
        LEFT,
        WIDTH - RIGHT,
        y(seconds),
        y(seconds),
        LEFT - 8,
        y(seconds) + 4,
        number(seconds) + " s");
  }

  private String date(LocalDate date) {
    String anchor = date.equals(first) ? "start" : date.equals(last) ? "end" : "middle";
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>%n",
        x(date),
        HEIGHT - 8,
        anchor,
        date);
  }

  private String shape(PastRun run) {
    double x = x(run.date());
    double y = y(seconds(run));
    Outcome outcome = run.outcome();
    String title =
        "%s %s, %s s"
            .formatted(
                run.date(), outcome.word(), Html.seconds(run.summary().execution().seconds()));
    String drawn =
        switch (outcome) {
          case COMPLETED ->
              String.format(
                  Locale.ROOT, "M%.1f %.1fm-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z", x, y);
          case WARNINGS ->
              String.format(Locale.ROOT, "M%.1f %.1fm0 -5.5l5.5 5.5l-5.5 5.5l-5.5 -5.5z", x, y);
          case FAILED -> String.format(Locale.ROOT, "M%.1f %.1fm0 -6l6 10.5h-12z", x, y);
          case STOPPED, RUNNING -> String.format(Locale.ROOT, "M%.1f %.1fm-4 -4h8v8h-8z", x, y);
        };
    return "<path class=\"dot %s\" d=\"%s\"><title>%s</title></path>\n"
        .formatted(outcome.style(), drawn, Html.text(title));
  }

  private String point(PastRun run) {
    return String.format(Locale.ROOT, "%.1f,%.1f", x(run.date()), y(seconds(run)));
  }

  private double x(LocalDate date) {
    double span = last.toEpochDay() - first.toEpochDay();
    double share = span == 0 ? 0.5 : (date.toEpochDay() - first.toEpochDay()) / span;
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  private double y(double seconds) {
    return TOP + (1 - seconds / top) * (HEIGHT - TOP - BOTTOM);
  }

  private static double seconds(PastRun run) {
    return Objects.requireNonNull(run.summary().execution().seconds(), "seconds");
  }

  /** The next number above of the form 1, 2, 4 or 8 × 10ⁿ, so that quarters of it are short. */
  private static double rounded(double max) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(max, 0.01))));
    for (int factor : new int[] {1, 2, 4, 8}) {
      if (max <= factor * power) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static String number(double seconds) {
    return seconds == Math.rint(seconds)
        ? String.format(Locale.ROOT, "%.0f", seconds)
        : String.format(Locale.ROOT, "%.3f", seconds).replaceAll("0+$", "");
  }
}
