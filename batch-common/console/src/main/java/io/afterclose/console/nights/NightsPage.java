package io.afterclose.console.nights;

import io.afterclose.cli.history.page.Outcome;
import io.afterclose.console.nights.Nights.Due;
import io.afterclose.page.Page;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunScope;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the page of nights shows.
 *
 * @param window the months in its address
 * @param days of it, weekdays only
 * @param latest the newest session that is over
 * @param next the night that is to come; null where the calendar ends
 * @param active runs at work
 * @param chosen the night whose details are shown; null where it is not in the window
 */
record NightsPage(
    Window window,
    List<NightDay> days,
    LocalDate latest,
    @Nullable Due next,
    List<ActiveView> active,
    @Nullable Chosen chosen) {

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

  /** The days of a week on which a market can be open. */
  static final List<String> WEEKDAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri");

  NightsPage {
    days = List.copyOf(days);
    active = List.copyOf(active);
  }

  /**
   * The months that are shown.
   *
   * @param given whether the address names them
   */
  record Window(LocalDate from, LocalDate to, boolean given) {

    private static final int MONTHS = 4;

    /** Four months, of which a date is in the last, or in the third where later ones follow. */
    static Window around(LocalDate date, LocalDate today) {
      YearMonth last = YearMonth.from(date).plusMonths(1);
      YearMonth newest = YearMonth.from(today);
      YearMonth end = last.isAfter(newest) ? newest : last;
      return new Window(end.minusMonths(MONTHS - 1).atDay(1), end.atEndOfMonth(), false);
    }

    /** The same so many months earlier, or later where that is below 0. */
    Window earlier(int months) {
      return new Window(
          YearMonth.from(from).minusMonths(months).atDay(1),
          YearMonth.from(to).minusMonths(months).atEndOfMonth(),
          true);
    }

    /** The page of it. */
    String path(@Nullable LocalDate selected) {
      Map<String, String> parameters = new LinkedHashMap<>();
      parameters.put("from", given ? from.toString() : "");
      parameters.put("to", given ? to.toString() : "");
      parameters.put("selected", selected == null ? "" : selected.toString());
      return RunLinks.with("/nights", parameters);
    }
  }

  /**
   * A night with what is looked up for it alone.
   *
   * @param runs those of its nights that there are, without what is not to be seen
   * @param reasons of the failures of each run, by its job
   * @param lacking portfolios without a snapshot of the session; null where it was not asked
   * @param operator whether who looks at it may act
   */
  record Chosen(
      NightDay day,
      List<RunRow> runs,
      Map<String, List<RunItemStore.Reason>> reasons,
      NightStore.@Nullable Lacking lacking,
      boolean operator) {

    /** What may be asked for of a night; null where nothing may. */
    Page.@Nullable Link action(Night night) {
      if (!operator || !night.told()) {
        return null;
      }
      String action = night.run() == null ? "run" : "rerun";
      boolean open = night.run() != null && night.run().ended() == null;
      return open
          ? null
          : new Page.Link(
              RunLinks.action(action, night.job().text(), night.session(), RunScope.EVERYTHING),
              night.run() == null ? "Run…" : "Rerun…");
    }

    /** What went wrong in a run, the commonest first. */
    List<RunItemStore.Reason> reasons(RunRow run) {
      return reasons.getOrDefault(run.target().job(), List.of());
    }

    /** Names of portfolios that lack a snapshot, the first of them. */
    String names() {
      if (lacking == null) {
        return "";
      }
      String first = lacking.names().stream().limit(10).collect(Collectors.joining(", "));
      return lacking.names().size() <= 10
          ? first
          : first + " and " + (lacking.names().size() - 10) + " more";
    }
  }

  /** A month; before its first day and after its last there is null. */
  record Month(String name, List<List<@Nullable NightDay>> weeks) {}

  /** The months, each by its weeks. */
  List<Month> months() {
    Map<YearMonth, List<NightDay>> byMonth =
        days.stream()
            .collect(
                Collectors.groupingBy(
                    day -> YearMonth.from(day.date()), TreeMap::new, Collectors.toList()));
    return byMonth.entrySet().stream()
        .map(month -> new Month(MONTH.format(month.getKey()), weeks(month.getValue())))
        .toList();
  }

  private static List<List<@Nullable NightDay>> weeks(List<NightDay> days) {
    Map<LocalDate, List<@Nullable NightDay>> weeks = new TreeMap<>();
    for (NightDay day : days) {
      List<@Nullable NightDay> week =
          weeks.computeIfAbsent(
              day.date().with(DayOfWeek.MONDAY),
              monday -> new ArrayList<>(Collections.nCopies(WEEKDAYS.size(), null)));
      week.set(day.date().getDayOfWeek().getValue() - 1, day);
    }
    return List.copyOf(weeks.values());
  }

  /** The page with another night chosen. */
  String choose(NightDay day) {
    return window.path(day.date()) + "#night";
  }

  boolean isChosen(NightDay day) {
    return chosen != null && chosen.day().date().equals(day.date());
  }

  String earlier() {
    return window.earlier(4).path(null);
  }

  String later() {
    return window.earlier(-4).path(null);
  }

  /** Whether it shows the newest session. */
  boolean newest() {
    return !latest.isBefore(window.from()) && !latest.isAfter(window.to());
  }

  /** The months from first to last. */
  String span() {
    String first = MONTH.format(window.from());
    String last = MONTH.format(window.to());
    return first.equals(last) ? first : first + " to " + last;
  }

  /** Days on which the market is closed, or closes early, with why. */
  List<String> exceptions() {
    List<String> exceptions = new ArrayList<>();
    for (NightDay day : days) {
      if (day.closed() != null) {
        exceptions.add(SHORT.format(day.date()) + ": " + day.closed());
      } else if (day.earlyClose() != null) {
        exceptions.add(SHORT.format(day.date()) + ": closes at " + day.earlyClose() + " New York");
      }
    }
    return exceptions;
  }

  /**
   * Sessions since the last complete night of the symbols; null where that is not in the window.
   */
  @Nullable Long late() {
    if (!newest()) {
      return null;
    }
    List<Night> nights =
        days.stream()
            .flatMap(day -> day.nights().stream())
            .filter(
                night -> night.job() == JobName.SYMBOL_BATCH && !night.session().isAfter(latest))
            .toList();
    for (int late = 0; late < nights.size(); late++) {
      RunRow run = nights.get(nights.size() - 1 - late).run();
      if (run != null
          && (run.outcome() == Outcome.COMPLETED || run.outcome() == Outcome.WARNINGS)) {
        return (long) late;
      }
    }
    return null;
  }
}
