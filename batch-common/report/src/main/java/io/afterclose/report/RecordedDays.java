package io.afterclose.report;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfolio.snapshot.DailyPerformance;
import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.figure.Figure.Unknown;
import io.afterclose.quant.performance.Drawdowns;
import io.afterclose.quant.performance.MonthlyReturns;
import io.afterclose.quant.performance.RealisedReturns;
import io.afterclose.report.page.Evidence;
import io.afterclose.report.page.Part;
import io.afterclose.report.page.PortfolioReport.Day;
import io.afterclose.report.page.PortfolioReport.Fall;
import io.afterclose.report.page.PortfolioReport.Month;
import io.afterclose.report.page.Value;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The days of a portfolio up to one, session by session, and what follows from their returns. A
 * session without a snapshot is a hole: what is linked over it is unknown. A portfolio that was
 * emptied and funded again has its returns from then on.
 */
final class RecordedDays {

  private static final int FALLS = 5;
  private static final String NO_SNAPSHOT = "there is no snapshot of this session";

  private final TradingCalendar calendar;
  private final Map<LocalDate, DailyPerformance> days = new HashMap<>();
  private final List<LocalDate> sessions;
  private final RealisedReturns returns;

  /**
   * Those days.
   *
   * @param recorded ascending, at least one
   */
  RecordedDays(List<DailyPerformance> recorded, TradingCalendar calendar) {
    this.calendar = calendar;
    recorded.forEach(day -> days.put(day.date(), day));
    this.sessions =
        calendar.sessions(recorded.get(0).date(), recorded.get(recorded.size() - 1).date());
    this.returns = linkable();
  }

  private RealisedReturns linkable() {
    int from = 0;
    for (int at = 0; at < sessions.size(); at++) {
      DailyPerformance day = days.get(sessions.get(at));
      from = day != null && opensRecord(day) ? at : from;
    }
    DailyPerformance first = days.get(sessions.get(from));
    boolean hasBase = first != null && opensRecord(first);
    LocalDate start = hasBase ? calendar.previousSession(sessions.get(from)) : sessions.get(from);
    List<RealisedReturns.Day> linked = new ArrayList<>();
    for (LocalDate session : sessions.subList(hasBase ? from : from + 1, sessions.size())) {
      linked.add(new RealisedReturns.Day(session, dailyReturn(session)));
    }
    return RealisedReturns.of(start, linked);
  }

  private static boolean opensRecord(DailyPerformance day) {
    BigDecimal before = day.previousNav();
    return before != null && before.signum() == 0 && day.dailyReturn().value() != null;
  }

  private Figure<Double> dailyReturn(LocalDate session) {
    DailyPerformance day = days.get(session);
    if (day == null) {
      return Figure.unknown(Reason.MISSING_RETURN, NO_SNAPSHOT, 1);
    }
    BigDecimal value = day.dailyReturn().value();
    return value == null
        ? Figure.unknown(Reason.MISSING_RETURN, ReasonText.of(day.dailyReturn().reason()), 1)
        : Figure.of(value.doubleValue(), 1);
  }

  LocalDate first() {
    return sessions.get(0);
  }

  /** How many sessions there are, those without a snapshot too. */
  int size() {
    return sessions.size();
  }

  /** The sessions without a snapshot, ascending. */
  List<LocalDate> holes() {
    return sessions.stream().filter(session -> !days.containsKey(session)).toList();
  }

  Part<Day> days() {
    Map<LocalDate, Value> falls = drawdowns();
    return Part.of(
        "Net asset value: cash and the signed market values of all positions at the close, USD."
            + " Drawdown: the linked daily returns against their highest value so far, the base of"
            + " the first return included, so that payments in and out do not count. After a"
            + " session without a return it is unknown.",
        evidence(sessions.get(0), days.size()),
        sessions.stream()
            .map(
                session ->
                    new Day(
                        session,
                        netAssetValue(session),
                        falls.getOrDefault(session, beforeRecord())))
            .toList());
  }

  private Value beforeRecord() {
    return Value.unknown("the returns start after " + returns.start());
  }

  private Value netAssetValue(LocalDate session) {
    DailyPerformance day = days.get(session);
    return day == null ? Value.unknown(NO_SNAPSHOT) : Value.of(day.netAssetValue().doubleValue());
  }

  private Map<LocalDate, Value> drawdowns() {
    Map<LocalDate, Value> falls = new HashMap<>();
    falls.put(returns.start(), Value.of(0));
    double index = 1;
    double peak = 1;
    String broken = "";
    for (RealisedReturns.Day day : returns.days()) {
      if (broken.isEmpty() && day.value() instanceof Unknown<Double> none) {
        broken = day.date() + " has no return: " + none.detail();
      }
      if (broken.isEmpty()) {
        index *= 1 + day.value().get();
        peak = Math.max(peak, index);
        falls.put(day.date(), Value.of(index / peak - 1));
      } else {
        falls.put(day.date(), Value.unknown(broken));
      }
    }
    return falls;
  }

  Part<Fall> falls() {
    String definition =
        "The five deepest falls of the linked daily returns from a peak, each with the day on"
            + " which it was made up for.";
    Evidence evidence = evidence(returns.start(), returns.size());
    Figure<Drawdowns> drawdowns = Drawdowns.of(returns);
    if (drawdowns instanceof Unknown<Drawdowns> none) {
      return Part.unknown(definition, evidence, none.detail());
    }
    List<Fall> falls =
        drawdowns.get().episodes().stream()
            .limit(FALLS)
            .map(
                fall ->
                    new Fall(fall.peak(), fall.trough(), fall.recovery(), Value.of(-fall.depth())))
            .toList();
    return falls.isEmpty()
        ? Part.unknown(definition, evidence, "the value never was below a peak")
        : Part.of(definition, evidence, falls);
  }

  Part<Month> months() {
    String definition =
        "Daily time-weighted returns linked by calendar month and year. A part of a month or year"
            + " is marked; one that holds a session without a return is unknown.";
    Evidence evidence = evidence(returns.start(), returns.size());
    if (returns.days().isEmpty()) {
      return Part.unknown(
          definition, evidence, "the record has one session, a return needs the one before");
    }
    MonthlyReturns linked = MonthlyReturns.of(returns, this::endsMonth);
    List<Month> months = new ArrayList<>();
    linked.months().forEach((month, part) -> months.add(month(month, false, part)));
    linked.years().forEach((year, part) -> months.add(month(year.atMonth(12), true, part)));
    return Part.of(definition, evidence, months);
  }

  private static Month month(YearMonth month, boolean wholeYear, MonthlyReturns.Part part) {
    return new Month(month, wholeYear, value(part.value()), part.complete());
  }

  static Value value(Figure<Double> figure) {
    return figure instanceof Unknown<Double> none
        ? Value.unknown(none.detail())
        : Value.of(figure.get());
  }

  private boolean endsMonth(LocalDate session) {
    return session.isBefore(calendar.lastDay())
        && !YearMonth.from(calendar.nextSession(session)).equals(YearMonth.from(session));
  }

  private Evidence evidence(@Nullable LocalDate from, int observations) {
    double coverage =
        days.values().stream()
            .map(DailyPerformance::coverage)
            .mapToDouble(BigDecimal::doubleValue)
            .min()
            .orElse(0);
    return new Evidence(from, sessions.get(sessions.size() - 1), observations, coverage);
  }
}
