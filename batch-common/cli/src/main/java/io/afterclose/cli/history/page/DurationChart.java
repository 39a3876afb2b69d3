package io.afterclose.cli.history.page;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

  /** The runs of a job that have ended; null where there is none. */
  static @Nullable DurationChart of(String job, List<PastRun> runs) {
    List<PastRun> ended =
        runs.stream()
            .filter(
                run ->
                    run.summary().target().job().equals(job)
                        && run.summary().execution().seconds() != null)
            .sorted(Comparator.comparing(PastRun::date).thenComparing(PastRun::execution))
            .toList();
    return ended.isEmpty() ? null : new DurationChart(job, ended);
  }

  String job() {
    return job;
  }

  String viewBox() {
    return "0 0 " + WIDTH + " " + HEIGHT;
  }

  /** A line across the picture. */
  record Level(String y, String middle, String words) {}

  List<Level> levels() {
    List<Level> levels = new ArrayList<>();
    for (int level = 0; level <= LEVELS; level++) {
      double seconds = top * level / LEVELS;
      levels.add(new Level(number(y(seconds)), number(y(seconds) + 4), words(seconds) + " s"));
    }
    return levels;
  }

  /** A date below the picture. */
  record DateLabel(String x, String anchor, LocalDate date) {}

  List<DateLabel> dates() {
    return labelled().stream()
        .map(
            date ->
                new DateLabel(
                    number(x(date)),
                    date.equals(first) ? "start" : date.equals(last) ? "end" : "middle",
                    date))
        .toList();
  }

  /** From run to run. */
  String line() {
    return runs.stream()
        .map(run -> number(x(run.date())) + "," + number(y(seconds(run))))
        .collect(Collectors.joining(" "));
  }

  /** A run: its outcome as a shape. */
  record Dot(String style, String shape, String title) {}

  List<Dot> dots() {
    return runs.stream().map(this::dot).toList();
  }

  private Dot dot(PastRun run) {
    Outcome outcome = run.outcome();
    String shape =
        switch (outcome) {
          case COMPLETED -> "m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z";
          case WARNINGS -> "m0 -5.5l5.5 5.5l-5.5 5.5l-5.5 -5.5z";
          case FAILED -> "m0 -6l6 10.5h-12z";
          case STOPPED, RUNNING -> "m-4 -4h8v8h-8z";
        };
    return new Dot(
        "dot " + outcome.style(),
        "M" + number(x(run.date())) + " " + number(y(seconds(run))) + shape,
        run.date()
            + " "
            + outcome.word()
            + ", "
            + PastRun.seconds(run.summary().execution().seconds())
            + " s");
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

  /** What it shows in a sentence. */
  String summary() {
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

  private static String number(double coordinate) {
    return String.format(Locale.ROOT, "%.1f", coordinate);
  }

  private static String words(double seconds) {
    return seconds == Math.rint(seconds)
        ? String.format(Locale.ROOT, "%.0f", seconds)
        : String.format(Locale.ROOT, "%.3f", seconds).replaceAll("0+$", "");
  }
}
