package io.afterclose.cli.history.page;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.run.name.JobName;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

  private static final String SECTION =
      """
      <section aria-labelledby="outcomes">
      <h2 id="outcomes">Outcomes</h2>
      <p>%s</p>
      <ul class="key">%s</ul>
      <div class="months" style="--jobs: %d">
      %s</div>
      </section>
      """;

  private static final String AGAIN = "↻";
  private static final String LEFT_TO_LATER = "↷";

  private final List<String> jobs;
  private final Map<String, SortedMap<LocalDate, List<PastRun>>> byJob = new HashMap<>();
  private final TradingCalendar calendar;

  private OutcomeCalendar(List<String> jobs, List<PastRun> runs, TradingCalendar calendar) {
    this.jobs = jobs;
    this.calendar = calendar;
    for (String job : jobs) {
      byJob.put(
          job,
          runs.stream()
              .filter(run -> run.summary().target().job().equals(job) && run.unscoped())
              .collect(Collectors.groupingBy(PastRun::date, TreeMap::new, Collectors.toList())));
    }
  }

  static String section(List<String> jobs, List<PastRun> runs, TradingCalendar calendar) {
    OutcomeCalendar outcomes = new OutcomeCalendar(jobs, runs, calendar);
    List<LocalDate> dates = runs.stream().filter(PastRun::unscoped).map(PastRun::date).toList();
    StringBuilder months = new StringBuilder();
    if (!dates.isEmpty()) {
      YearMonth last = YearMonth.from(dates.stream().max(Comparator.naturalOrder()).orElseThrow());
      YearMonth first = YearMonth.from(dates.stream().min(Comparator.naturalOrder()).orElseThrow());
      for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
        months.append(outcomes.month(month));
      }
    }
    return SECTION.formatted(outcomes.reading(), outcomes.key(), jobs.size(), months);
  }

  private String reading() {
    return jobs.size() == 1
        ? "Each session shows how its run ended; a sign leads to the run."
        : "Each session shows how its runs ended, from top to bottom: %s; a sign leads to the run."
            .formatted(Html.text(String.join(", ", jobs)));
  }

  /** The portfolio job fills in a run what earlier sessions lack; the other has a run for each. */
  private static boolean makesUp(String job) {
    return job.equals(JobName.PORTFOLIO_REFRESH.text());
  }

  private String key() {
    StringBuilder key = new StringBuilder();
    for (Outcome outcome : Outcome.values()) {
      key.append("<li>").append(Html.badge(outcome)).append("</li>");
    }
    if (jobs.stream().anyMatch(OutcomeCalendar::makesUp)) {
      key.append(
          "<li><span class=\"badge none\"><span aria-hidden=\"true\">"
              + LEFT_TO_LATER
              + "</span> no run of its own, left to a later run</span></li>");
    }
    return key.append(
            "<li><span aria-hidden=\"true\">"
                + AGAIN
                + "</span> after a run that did not complete</li>")
        .append(
            "<li><span class=\"badge none\"><span aria-hidden=\"true\">○</span> no run</span></li>")
        .append("<li><span class=\"swatch closed\"></span> market closed</li>")
        .toString();
  }

  private String month(YearMonth month) {
    StringBuilder table =
        new StringBuilder("<table class=\"month\"><caption>")
            .append(MONTH.format(month))
            .append("</caption>\n<thead><tr>");
    for (DayOfWeek day : DayOfWeek.values()) {
      table
          .append("<th scope=\"col\" abbr=\"")
          .append(day.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
          .append("\">")
          .append(day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH).substring(0, 2))
          .append("</th>");
    }
    table.append("</tr></thead>\n<tbody>\n");
    LocalDate monday = month.atDay(1).with(DayOfWeek.MONDAY);
    for (; !monday.isAfter(month.atEndOfMonth()); monday = monday.plusWeeks(1)) {
      table.append("<tr>");
      for (int day = 0; day < 7; day++) {
        LocalDate date = monday.plusDays(day);
        table.append(YearMonth.from(date).equals(month) ? day(date) : "<td></td>");
      }
      table.append("</tr>\n");
    }
    return table.append("</tbody></table>\n").toString();
  }

  private String day(LocalDate date) {
    String number = "<time datetime=\"%s\">%d</time>".formatted(date, date.getDayOfMonth());
    StringBuilder marks = new StringBuilder();
    jobs.forEach(job -> marks.append(mark(job, date)));
    boolean ran = jobs.stream().anyMatch(job -> runs(job).containsKey(date));
    if (!ran && !session(date)) {
      return "<td class=\"closed\">" + number + "<span class=\"vh\"> market closed</span></td>";
    }
    return "<td>" + number + marks + "</td>";
  }

  private boolean session(LocalDate date) {
    return !date.isBefore(calendar.firstDay())
        && !date.isAfter(calendar.lastDay())
        && calendar.isSession(date);
  }

  private String mark(String job, LocalDate date) {
    @Nullable List<PastRun> ran = runs(job).get(date);
    if (ran != null) {
      return mark(ran);
    }
    boolean between =
        !runs(job).isEmpty()
            && date.isAfter(runs(job).firstKey())
            && date.isBefore(runs(job).lastKey());
    if (between && makesUp(job)) {
      return left(job, date, runs(job).tailMap(date).firstKey());
    }
    return between
        ? "<span class=\"mark none\" title=\"%1$s %2$s no run\"><span aria-hidden=\"true\">○</span><span class=\"vh\"> %1$s no run</span></span>"
            .formatted(Html.text(job), date)
        : "<span class=\"mark blank\"></span>";
  }

  private static String left(String job, LocalDate date, LocalDate later) {
    return "<span class=\"mark none\" title=\"%1$s %2$s %3$s\"><span aria-hidden=\"true\">%4$s</span><span class=\"vh\"> %1$s %3$s</span></span>"
        .formatted(
            Html.text(job), date, "no run of its own, left to the run of " + later, LEFT_TO_LATER);
  }

  private static String mark(List<PastRun> ran) {
    PastRun last =
        ran.stream()
            .max(
                Comparator.comparing((PastRun run) -> run.summary().target().revision())
                    .thenComparing(PastRun::execution))
            .orElseThrow();
    Outcome outcome = last.outcome();
    boolean again =
        ran.stream()
            .anyMatch(
                run ->
                    run.execution() != last.execution() && !run.summary().execution().completed());
    String label =
        last.summary().target().job()
            + " "
            + outcome.word()
            + (last.summary().items().failed() > 0
                ? ", " + last.summary().items().failed() + " failed items"
                : "")
            + (last.summary().target().revision() > 1
                ? ", revision " + last.summary().target().revision()
                : "")
            + (ran.size() > 1 ? ", " + ran.size() + " runs" : "")
            + (again ? ", after one that did not complete" : "");
    return "<a class=\"mark %s\" href=\"#%s\" title=\"%s %s\"><span aria-hidden=\"true\">%s</span><span class=\"vh\"> %s</span></a>"
        .formatted(
            outcome.style(),
            last.anchor(),
            last.date(),
            Html.text(label),
            outcome.sign() + (again ? AGAIN : ""),
            Html.text(label));
  }

  private SortedMap<LocalDate, List<PastRun>> runs(String job) {
    return byJob.getOrDefault(job, new TreeMap<>());
  }
}
