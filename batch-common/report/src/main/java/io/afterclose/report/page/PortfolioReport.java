package io.afterclose.report.page;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the report of a portfolio shows. Fractions are of 1, money is USD.
 *
 * @param overview the figures to begin with
 * @param days the sessions of the record, ascending, those without a snapshot too
 * @param performance figures of the realised returns
 * @param risk figures of the holdings' returns
 */
public record PortfolioReport(
    Cover cover,
    List<ReportFigure> overview,
    Part<Day> days,
    Part<Period> periods,
    List<ReportFigure> performance,
    Part<Month> months,
    Part<Fall> falls,
    Bridge bridge,
    Part<Contribution> contributions,
    Part<Exposure> exposures,
    Part<Stress> stresses,
    List<ReportFigure> risk,
    Part<Share> riskShares,
    Part<CorrelationRow> correlations,
    Part<Sector> sectors,
    List<ReportFigure> concentration,
    Part<Holding> holdings,
    Quality quality) {

  public PortfolioReport {
    overview = List.copyOf(overview);
    performance = List.copyOf(performance);
    risk = List.copyOf(risk);
    concentration = List.copyOf(concentration);
  }

  /**
   * What it is about.
   *
   * @param revision of the snapshot
   * @param status of the snapshot, in words
   * @param remarks what a reader must know first, such as that nothing is held
   * @param fingerprint of the snapshot's inputs
   */
  public record Cover(
      String portfolio,
      LocalDate date,
      int revision,
      String status,
      List<String> remarks,
      String fingerprint) {

    public Cover {
      remarks = List.copyOf(remarks);
    }
  }

  /**
   * A session.
   *
   * @param netAssetValue at its close
   * @param drawdown below the highest value so far, 0 or less
   */
  public record Day(LocalDate date, Value netAssetValue, Value drawdown) {}

  /** The return of a period, beside that of the benchmark over the same sessions. */
  public record Period(
      String name, Value portfolio, Value benchmark, Value difference, Evidence evidence) {}

  /**
   * The return of a month, or of the year of that December.
   *
   * @param complete whether the record holds all its sessions
   */
  public record Month(YearMonth month, boolean wholeYear, Value value, boolean complete) {}

  /**
   * A fall from a peak.
   *
   * @param recovery null while it lasts
   */
  public record Fall(LocalDate peak, LocalDate trough, @Nullable LocalDate recovery, Value depth) {}

  /**
   * How the net asset value of a session became that of the next.
   *
   * @param before null where it is unknown
   * @param lines each as it moves the value
   * @param unknown why there are no lines; empty where there are
   */
  public record Bridge(
      String definition,
      Evidence evidence,
      @Nullable BigDecimal before,
      List<Line> lines,
      BigDecimal after,
      String unknown) {

    public Bridge {
      lines = List.copyOf(lines);
    }

    /** A line. */
    public record Line(String name, BigDecimal amount) {}
  }

  /**
   * What a symbol contributed.
   *
   * @param day to the return of the day
   * @param yearToDate to that of the year so far
   * @param profit of the day, USD
   */
  public record Contribution(String symbol, Value day, Value yearToDate, Value profit) {}

  /** A symbol's part of a figure. */
  public record Share(String symbol, String note, Value value) {}

  /**
   * A factor.
   *
   * @param ofNav exposure / net asset value
   * @param low of its 95 % interval
   * @param high of its 95 % interval
   * @param normalised exposure / the value that has one
   * @param dollars the exposure
   * @param coverage share of gross value that has one
   */
  public record Exposure(
      String factor,
      Value ofNav,
      Value low,
      Value high,
      Value normalised,
      Value dollars,
      Value coverage) {}

  /**
   * A scenario.
   *
   * @param propagated expected profit given the shocks
   * @param direct exposure × shock
   * @param coverage share of gross value that is in it
   * @param flags warnings, in words
   */
  public record Stress(
      String scenario, Value propagated, Value direct, Value coverage, List<String> flags) {

    public Stress {
      flags = List.copyOf(flags);
    }
  }

  /** The correlations of a symbol with each of the same symbols in their order. */
  public record CorrelationRow(String symbol, List<Correlation> cells) {

    public CorrelationRow {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A correlation.
   *
   * @param observations returns that both have
   */
  public record Correlation(Value value, int observations) {}

  /** A sector or another group, shares of the net asset value. */
  public record Sector(String name, Value longs, Value shorts, Value net, Value gross) {}

  /**
   * A position.
   *
   * @param quantity null where only the value is stored
   * @param price per unit; null where there is none
   * @param age sessions since the price; null where there is none
   * @param state how it is valued, in words
   */
  public record Holding(
      String symbol,
      String kind,
      @Nullable BigDecimal quantity,
      @Nullable BigDecimal price,
      @Nullable LocalDate priceDate,
      @Nullable Integer age,
      String state,
      Value marketValue,
      Value weight,
      Value profit) {}

  /** How good the data is. */
  public record Quality(Part<State> states, List<String> remarks) {

    public Quality {
      remarks = List.copyOf(remarks);
    }

    /**
     * Positions that are valued in one way.
     *
     * @param gross Σ |market value|, or of those without one |cost|
     * @param share of the gross value
     */
    public record State(String name, int positions, BigDecimal gross, Value share) {}
  }
}
