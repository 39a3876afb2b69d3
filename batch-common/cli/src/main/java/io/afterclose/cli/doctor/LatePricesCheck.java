package io.afterclose.cli.doctor;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.database.connection.Database;
import io.afterclose.run.alert.PriceLateness;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Whether the market has a price of the session that is due: what the alert PRICES_LATE says after
 * a run, at any time.
 */
public final class LatePricesCheck implements JobCheck {

  private static final String CHECK = "newest price";

  private final Supplier<TradingCalendar> calendar;
  private final BiFunction<DataSource, LocalDate, Optional<LocalDate>> newestPrice;
  private final boolean ofThisJob;

  /**
   * @param calendar read when the check is made: a setting of it may be wrong
   * @param newestPrice the newest session on or before a day that has the market's price
   * @param ofThisJob whether this job is the one that brings prices, so that it is a failure
   */
  public LatePricesCheck(
      Supplier<TradingCalendar> calendar,
      BiFunction<DataSource, LocalDate, Optional<LocalDate>> newestPrice,
      boolean ofThisJob) {
    this.calendar = calendar;
    this.newestPrice = newestPrice;
    this.ofThisJob = ofThisJob;
  }

  @Override
  public List<Finding> findings(Database database, LocalDate due) {
    PriceLateness lateness =
        PriceLateness.of(newestPrice.apply(database.dataSource(), due), due, calendar.get());
    return List.of(lateness.late() ? late(lateness) : Finding.ok(CHECK, found(lateness)));
  }

  private static String found(PriceLateness lateness) {
    return lateness.newest().map(LocalDate::toString).orElse("none") + ", due " + lateness.due();
  }

  private Finding late(PriceLateness lateness) {
    boolean failure = ofThisJob && lateness.critical();
    return new Finding(
        CHECK, failure ? Verdict.FAIL : Verdict.WARN, lateness.describe(), lateness.advice());
  }
}
