package io.afterclose.report;

import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.FigureKey;
import io.afterclose.report.page.ReportFigure.Unit;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Stored figures under names for people. */
public final class FigureText {

  private static final Map<FigureCode, String> NAMES =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(FigureCode.TWR, "Time-weighted return"),
              Map.entry(FigureCode.TWR_ANNUALISED, "Time-weighted return a year"),
              Map.entry(FigureCode.TWR_FLOWS_AT_END, "Return with flows at the end of days"),
              Map.entry(FigureCode.LARGE_FLOW_DAYS, "Days with a large flow"),
              Map.entry(FigureCode.BENCHMARK_TWR, "Return of the benchmark"),
              Map.entry(FigureCode.XIRR, "Money-weighted return a year"),
              Map.entry(FigureCode.XIRR_PERIOD, "Money-weighted return"),
              Map.entry(FigureCode.MAX_DRAWDOWN, "Deepest drawdown"),
              Map.entry(FigureCode.SHARPE, "Sharpe ratio"),
              Map.entry(FigureCode.SHARPE_PROBABILITY, "Probability of a Sharpe ratio above 0"),
              Map.entry(FigureCode.SORTINO, "Sortino ratio"),
              Map.entry(FigureCode.CALMAR, "Calmar ratio"),
              Map.entry(FigureCode.ALPHA, "Alpha a year"),
              Map.entry(FigureCode.BETA, "Beta"),
              Map.entry(FigureCode.R_SQUARED, "R²"),
              Map.entry(FigureCode.VOLATILITY_FORECAST, "Volatility forecast, HAR"),
              Map.entry(FigureCode.VAR_HISTORICAL, "Value at risk, historical"),
              Map.entry(FigureCode.ES_HISTORICAL, "Expected shortfall, historical"),
              Map.entry(FigureCode.VAR_NORMAL, "Value at risk, normal"),
              Map.entry(FigureCode.ES_NORMAL, "Expected shortfall, normal"),
              Map.entry(FigureCode.VAR_CORNISH_FISHER, "Value at risk, Cornish-Fisher"),
              Map.entry(FigureCode.AVERAGE_CORRELATION, "Average |correlation|"),
              Map.entry(FigureCode.RISK_VOLATILITY, "Volatility by covariance"),
              Map.entry(FigureCode.UNKNOWN_RISK_WEIGHT, "Gross weight without style exposures"),
              Map.entry(FigureCode.MODEL_ERROR, "Variance that the split misses"),
              Map.entry(FigureCode.HERFINDAHL, "Herfindahl index"),
              Map.entry(FigureCode.EFFECTIVE_NUMBER, "Effective number of holdings"),
              Map.entry(FigureCode.LARGEST, "Largest holdings"),
              Map.entry(FigureCode.LIQUIDATED, "Out of the market"),
              Map.entry(FigureCode.REVERSE_STRESS, "Market move that costs a share of the value")));

  private static final Map<String, String> PERIODS =
      Map.ofEntries(
          Map.entry("1D", "Day"),
          Map.entry("MTD", "Month to date"),
          Map.entry("QTD", "Quarter to date"),
          Map.entry("YTD", "Year to date"),
          Map.entry("1M", "1 month"),
          Map.entry("3M", "3 months"),
          Map.entry("12M", "12 months"),
          Map.entry("36M", "36 months"),
          Map.entry("60M", "60 months"),
          Map.entry("ITD", "Since the start"),
          Map.entry("SAMPLE", "Sample"),
          Map.entry("SHRUNK", "Ledoit-Wolf"));

  private static final Set<FigureCode> CHANGES =
      Set.of(
          FigureCode.TWR,
          FigureCode.TWR_ANNUALISED,
          FigureCode.TWR_FLOWS_AT_END,
          FigureCode.BENCHMARK_TWR,
          FigureCode.XIRR,
          FigureCode.XIRR_PERIOD,
          FigureCode.ALPHA,
          FigureCode.REVERSE_STRESS);

  private FigureText() {}

  /** The name of what a figure measures. */
  public static String name(FigureKey key) {
    String name = NAMES.getOrDefault(key.code(), sentence(key.code().name()));
    return key.item().isEmpty() ? name : name + ", " + key.item();
  }

  /** Its period, level or window in words; empty where its code has one only. */
  public static String period(FigureKey key) {
    String text = key.period();
    if (text.isEmpty()) {
      return "";
    }
    return switch (key.code()) {
      case VOLATILITY, VOLATILITY_FORECAST -> text + " sessions";
      case LARGEST -> "the largest " + text;
      case LIQUIDATED -> text.equals("1") ? "in 1 session" : "in " + text + " sessions";
      case VAR_HISTORICAL,
          ES_HISTORICAL,
          VAR_NORMAL,
          ES_NORMAL,
          VAR_CORNISH_FISHER,
          VAR_EXCEPTION,
          REVERSE_STRESS ->
          text + " %";
      default -> text.equals("SHRUNK") ? periodName(text) : lower(periodName(text));
    };
  }

  private static String lower(String words) {
    return Character.toLowerCase(words.charAt(0)) + words.substring(1);
  }

  /** A period of realised figures in words. */
  public static String periodName(String code) {
    return PERIODS.getOrDefault(code, code);
  }

  /** A code in words: {@code MARKET_BETA} is Market beta. */
  public static String sentence(String code) {
    String words = code.replace('_', ' ').toLowerCase(Locale.ROOT);
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** How its number is written. */
  public static Unit unit(FigureCode code) {
    return switch (code.unit()) {
      case USD -> Unit.MONEY;
      case NUMBER -> Unit.NUMBER;
      case COUNT, SESSIONS -> Unit.COUNT;
      case FRACTION -> CHANGES.contains(code) ? Unit.CHANGE : Unit.SHARE;
    };
  }
}
