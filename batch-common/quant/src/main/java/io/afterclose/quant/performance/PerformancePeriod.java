package io.afterclose.quant.performance;

import java.time.LocalDate;

/**
 * A period that ends on a day. Each starts from the newest session on or before its base: calendar
 * periods from the end of the one before, months back from the same day, which is the last of its
 * month where the month is shorter.
 */
public enum PerformancePeriod {
  /** The day itself. */
  DAY,
  /** Since the end of the previous month. */
  MONTH_TO_DATE,
  /** Since the end of the previous calendar quarter. */
  QUARTER_TO_DATE,
  /** Since the end of the previous year. */
  YEAR_TO_DATE,
  /** One month. */
  ONE_MONTH,
  /** Three months. */
  THREE_MONTHS,
  /** Twelve months. */
  TWELVE_MONTHS,
  /** 36 months. */
  THREE_YEARS,
  /** 60 months. */
  FIVE_YEARS,
  /** Since the start of the record. */
  INCEPTION;

  /**
   * The day on or before which the base is.
   *
   * @param start of the record
   * @param end of the period
   */
  LocalDate base(LocalDate start, LocalDate end) {
    return switch (this) {
      case DAY -> end.minusDays(1);
      case MONTH_TO_DATE -> end.withDayOfMonth(1).minusDays(1);
      case QUARTER_TO_DATE ->
          end.withDayOfMonth(1).withMonth((end.getMonthValue() - 1) / 3 * 3 + 1).minusDays(1);
      case YEAR_TO_DATE -> end.withDayOfYear(1).minusDays(1);
      case ONE_MONTH -> end.minusMonths(1);
      case THREE_MONTHS -> end.minusMonths(3);
      case TWELVE_MONTHS -> end.minusMonths(12);
      case THREE_YEARS -> end.minusMonths(36);
      case FIVE_YEARS -> end.minusMonths(60);
      case INCEPTION -> start;
    };
  }
}
