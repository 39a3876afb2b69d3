package io.afterclose.report.figure;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.StoredFigure;
import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.risk.Backtest;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the stored exceptions of the last 250 sessions agree with the level of the value at risk. It
 * is worked out when it is asked for, and stored nowhere.
 *
 * @param period the level in per cent
 * @param result unknown where no session says whether it was one
 * @param lacking sessions of the 250 without a stored answer
 * @param from the oldest session with an answer; null for none
 * @param to the newest session with an answer; null for none
 */
public record VarBacktest(
    String period,
    Figure<Backtest> result,
    int lacking,
    @Nullable LocalDate from,
    @Nullable LocalDate to) {

  private static final int SESSIONS = 250;
  private static final List<String> LEVELS = List.of("95", "99");

  /** By level. */
  public static Stream<VarBacktest> of(FigureSession session, TradingCalendar calendar) {
    LocalDate first = calendar.lastSessions(SESSIONS, session.date()).get(0);
    return LEVELS.stream()
        .map(
            level ->
                of(
                    level,
                    session
                        .store()
                        .between(
                            session.portfolio().id(),
                            FigureCode.VAR_EXCEPTION,
                            level,
                            first,
                            session.date())));
  }

  private static VarBacktest of(String period, List<StoredFigure> nights) {
    List<StoredFigure> known = nights.stream().filter(night -> night.value() != null).toList();
    int exceptions =
        (int)
            known.stream()
                .filter(night -> Objects.requireNonNull(night.value(), "known") > 0)
                .count();
    int lacking = SESSIONS - known.size();
    if (known.isEmpty()) {
      return new VarBacktest(
          period,
          Figure.unknown(
              Reason.INSUFFICIENT_DATA,
              "none of the last 250 sessions has a value at risk of the session before",
              0),
          lacking,
          null,
          null);
    }
    return new VarBacktest(
        period,
        Backtest.of(exceptions, known.size(), Integer.parseInt(period) / 100.0),
        lacking,
        known.get(0).date(),
        known.get(known.size() - 1).date());
  }

  /** What would be expected if the level is right. */
  public double expected() {
    return result.observations() * (100 - Integer.parseInt(period)) / 100.0;
  }
}
