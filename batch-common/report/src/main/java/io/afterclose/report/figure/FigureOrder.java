package io.afterclose.report.figure;

import io.afterclose.portfolio.figure.StoredFigure;
import java.util.Comparator;
import java.util.List;

/** Figures as people read them: short periods before long ones, levels and numbers by size. */
public final class FigureOrder {

  private static final List<String> PERIODS =
      List.of("1D", "MTD", "QTD", "YTD", "1M", "3M", "12M", "36M", "60M", "ITD");

  /** By code, period, item and revision. */
  public static final Comparator<StoredFigure> BY_KEY =
      Comparator.comparing((StoredFigure figure) -> figure.key().code())
          .thenComparingInt(figure -> rank(figure.key().period()))
          .thenComparing(figure -> figure.key().period())
          .thenComparing(figure -> figure.key().item())
          .thenComparing(StoredFigure::revision);

  private FigureOrder() {}

  private static int rank(String period) {
    int known = PERIODS.indexOf(period);
    boolean number = !period.isEmpty() && period.chars().allMatch(Character::isDigit);
    return known >= 0 ? known : number ? Integer.parseInt(period) : -1;
  }
}
