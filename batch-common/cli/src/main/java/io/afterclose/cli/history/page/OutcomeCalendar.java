package io.afterclose.cli.history.page;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.run.name.JobName;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The months as calendars, each session with the outcome of each job: that of the last execution of
 * its latest revision, and whether an earlier one failed or was stopped. Days on which the market
 * is closed say so; a session between a job's first and last that has no run says that too, and
 * which later run of the portfolio job it was left to.
 */
final class OutcomeCalendar {

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

  private static final String AGAIN = "↻";
  private static final String LEFT_TO_LATER = "↷";
  private static final String NO_RUN = "○";

  private final List<String> jobs;
  private final List<PastRun> unscoped;
  private final Map<String, SortedMap<LocalDate, List<PastRun>>> byJob = new HashMap<>();
  private final TradingCalendar calendar;

  OutcomeCalendar(List<String> jobs, List<PastRun> runs, TradingCalendar calendar) {
    this.jobs = jobs;
    this.calendar = calendar;
    this.unscoped = runs.stream().filter(PastRun::unscoped).toList();
    for (String job : jobs) {
      byJob.put(
          job,
          unscoped.stream()
              .filter(run -> run.summary().target().job().equals(job))
              .collect(Collectors.groupingBy(PastRun::date, TreeMap::new, Collectors.toList())));
    }
  }

  /** A month; of the days before its first and after its last there is null. */
  record Month(String name, List<List<@Nullable Day>> weeks) {}

  /**
   * A day of a month.
   *
   * @param marks one for each job; none where the market is closed
   */
  record Day(LocalDate date, boolean closed, List<Mark> marks) {}

  /**
   * What there is of a job on a day.
   *
   * @param target where it leads to; null for nowhere
   * @param sign empty where there is nothing to say
   */
  record Mark(String style, @Nullable String target, String title, String sign, String words) {}

  /** A day of the week, as its column is headed. */
  record Weekday(String name, String head) {}

  List<Weekday> weekdays() {
    return Stream.of(DayOfWeek.values())
        .map(
            day ->
                new Weekday(
                    day.getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                    day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH).substring(0, 2)))
        .toList();
  }

  List<Month> months() {
    List<LocalDate> dates = unscoped.stream().map(PastRun::date).sorted().toList();
    List<Month> months = new ArrayList<>();
    if (!dates.isEmpty()) {
      YearMonth last = YearMonth.from(dates.get(dates.size() - 1));
      YearMonth first = YearMonth.from(dates.get(0));
      for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
        months.add(month(month));
      }
    }
    return months;
  }

  /** The class that makes room for the marks of a day. */
  String height() {
    return "jobs" + jobs.size();
  }

  String reading() {
    return jobs.size() == 1
        ? "Each session shows how its run ended; a sign leads to the run."
        : "Each session shows how its runs ended, from top to bottom: "
            + String.join(", ", jobs)
            + "; a sign leads to the run.";
  }

  /** Whether a job fills in a run what earlier sessions lack. */
  boolean anyMakesUp() {
    return jobs.stream().anyMatch(OutcomeCalendar::makesUp);
  }

  private static boolean makesUp(String job) {
    return job.equals(JobName.PORTFOLIO_REFRESH.text());
  }

  private Month month(YearMonth month) {
    List<List<@Nullable Day>> weeks = new ArrayList<>();
    LocalDate monday = month.atDay(1).with(DayOfWeek.MONDAY);
    for (; !monday.isAfter(month.atEndOfMonth()); monday = monday.plusWeeks(1)) {
      List<@Nullable Day> week = new ArrayList<>();
      for (int day = 0; day < 7; day++) {
        LocalDate date = monday.plusDays(day);
        week.add(YearMonth.from(date).equals(month) ? day(date) : null);
      }
      weeks.add(week);
    }
    return new Month(MONTH.format(month), weeks);
  }

  private Day day(LocalDate date) {
    boolean ran = jobs.stream().anyMatch(job -> runs(job).containsKey(date));
    return !ran && !session(date)
        ? new Day(date, true, List.of())
        : new Day(date, false, jobs.stream().map(job -> mark(job, date)).toList());
  }

  private boolean session(LocalDate date) {
    return !date.isBefore(calendar.firstDay())
        && !date.isAfter(calendar.lastDay())
        && calendar.isSession(date);
  }

  private Mark mark(String job, LocalDate date) {
    @Nullable List<PastRun> ran = runs(job).get(date);
    if (ran != null) {
      return mark(ran);
    }
    boolean between =
        !runs(job).isEmpty()
            && date.isAfter(runs(job).firstKey())
            && date.isBefore(runs(job).lastKey());
    if (!between) {
      return new Mark("mark blank", null, "", "", "");
    }
    return makesUp(job)
        ? none(
            job,
            date,
            "no run of its own, left to the run of " + runs(job).tailMap(date).firstKey(),
            LEFT_TO_LATER)
        : none(job, date, "no run", NO_RUN);
  }

  private static Mark none(String job, LocalDate date, String words, String sign) {
    return new Mark(
        "mark none", null, job + " " + date + " " + words, sign, " " + job + " " + words);
  }

  private static Mark mark(List<PastRun> ran) {
    PastRun last =
        ran.stream()
            .max(
                Comparator.comparing((PastRun run) -> run.summary().target().revision())
                    .thenComparing(PastRun::execution))
            .orElseThrow();
    boolean again =
        ran.stream()
            .anyMatch(
                run ->
                    run.execution() != last.execution() && !run.summary().execution().completed());
    String label = label(last, ran.size(), again);
    return new Mark(
        "mark " + last.outcome().style(),
        "#" + last.anchor(),
        last.date() + " " + label,
        last.outcome().sign() + (again ? AGAIN : ""),
        " " + label);
  }

  private static String label(PastRun last, int runs, boolean again) {
    return last.summary().target().job()
        + " "
        + last.outcome().word()
        + (last.summary().items().failed() > 0
            ? ", " + last.summary().items().failed() + " failed items"
            : "")
        + (last.summary().target().revision() > 1
            ? ", revision " + last.summary().target().revision()
            : "")
        + (runs > 1 ? ", " + runs + " runs" : "")
        + (again ? ", after one that did not complete" : "");
  }

  private SortedMap<LocalDate, List<PastRun>> runs(String job) {
    return byJob.getOrDefault(job, new TreeMap<>());
  }
}
