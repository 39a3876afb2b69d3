package io.afterclose.quant.performance;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The yearly rate x at which dated flows are worth nothing: Σ a·(1 + x)^(−days/365) = 0, days since
 * the first flow (XIRR of the spreadsheets). Solved for y = ln(1 + x) from −60 to 60, all roots.
 *
 * @param status what came out
 * @param rate a year, a fraction above −1, however short the interval; −1 for a total loss, unknown
 *     where there is no single rate
 * @param roots all of them, ascending
 * @param days from the first flow to the last
 */
public record MoneyWeightedReturn(
    Status status, Figure<Double> rate, List<Double> roots, long days) {

  private static final double FURTHEST = 60;
  private static final double YEAR = 365;

  /** What came out. */
  public enum Status {
    /** One rate. */
    OK,
    /** No rate. */
    NO_ROOT,
    /** Several rates, none of which is more right than another. */
    SEVERAL_ROOTS,
    /** Only payments in and an end value of 0: −100 %. */
    TOTAL_LOSS,
    /** All on one day. */
    SAME_DAY
  }

  /** Copies the roots. */
  public MoneyWeightedReturn {
    roots = List.copyOf(roots);
  }

  /**
   * That of a portfolio: its value at the start is paid in, its value at the end comes back.
   *
   * @param flows between the two from the portfolio's side: above 0 what is paid in
   */
  public static MoneyWeightedReturn ofPortfolio(
      CashFlow startValue, List<CashFlow> flows, CashFlow endValue) {
    List<CashFlow> all = new ArrayList<>();
    all.add(new CashFlow(startValue.date(), -startValue.amount()));
    flows.forEach(flow -> all.add(new CashFlow(flow.date(), -flow.amount())));
    all.add(endValue);
    return of(all);
  }

  /**
   * That of flows in any order; flows of a day are added up.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static MoneyWeightedReturn of(List<CashFlow> flows) {
    if (flows.isEmpty()) {
      throw new IllegalArgumentException("At least one flow was expected, found none");
    }
    TreeMap<LocalDate, Double> byDay = new TreeMap<>();
    flows.stream()
        .sorted(Comparator.comparing(CashFlow::date))
        .forEach(flow -> byDay.merge(flow.date(), flow.amount(), Double::sum));
    long days = ChronoUnit.DAYS.between(byDay.firstKey(), byDay.lastKey());
    if (days == 0) {
      return none(
          Status.SAME_DAY, Reason.SAME_DAY, "all flows are of " + byDay.firstKey(), flows, 0);
    }
    if (isTotalLoss(byDay)) {
      return new MoneyWeightedReturn(
          Status.TOTAL_LOSS, Figure.of(-1.0, flows.size()), List.of(), days);
    }
    return solved(flows, byDay, days);
  }

  private static boolean isTotalLoss(TreeMap<LocalDate, Double> byDay) {
    return byDay.lastEntry().getValue() == 0
        && byDay.values().stream().allMatch(amount -> amount <= 0)
        && byDay.values().stream().anyMatch(amount -> amount < 0);
  }

  private static MoneyWeightedReturn solved(
      List<CashFlow> flows, TreeMap<LocalDate, Double> byDay, long days) {
    List<Double> roots =
        sum(byDay).roots(-FURTHEST, FURTHEST).stream().map(StrictMath::expm1).toList();
    if (roots.isEmpty()) {
      return none(Status.NO_ROOT, Reason.NO_ROOT, "no rate makes the flows 0", flows, days);
    }
    if (roots.size() > 1) {
      return new MoneyWeightedReturn(
          Status.SEVERAL_ROOTS,
          Figure.unknown(Reason.SEVERAL_ROOTS, "the flows are 0 at each of " + roots, flows.size()),
          roots,
          days);
    }
    return new MoneyWeightedReturn(Status.OK, Figure.of(roots.get(0), flows.size()), roots, days);
  }

  private static ExponentialSum sum(TreeMap<LocalDate, Double> byDay) {
    List<Map.Entry<LocalDate, Double>> used =
        byDay.entrySet().stream().filter(entry -> entry.getValue() != 0).toList();
    return new ExponentialSum(
        used.stream().mapToDouble(Map.Entry::getValue).toArray(),
        used.stream()
            .mapToDouble(entry -> ChronoUnit.DAYS.between(byDay.firstKey(), entry.getKey()) / YEAR)
            .toArray());
  }

  private static MoneyWeightedReturn none(
      Status status, Reason reason, String detail, List<CashFlow> flows, long days) {
    return new MoneyWeightedReturn(
        status, Figure.unknown(reason, detail, flows.size()), List.of(), days);
  }

  /** Over the whole interval, (1 + x)^(days/365) − 1: what is shown below a year. */
  public Figure<Double> overInterval() {
    return rate.map(x -> x == -1 ? x : StrictMath.expm1(StrictMath.log1p(x) * days / YEAR));
  }

  /** The rate a year; unknown below 365 days. */
  public Figure<Double> annualised() {
    return days < YEAR
        ? rate.flatMap(
            x ->
                Figure.unknown(
                    Reason.UNDER_ONE_YEAR,
                    "365 days are needed, there are " + days,
                    rate.observations()))
        : rate;
  }
}
