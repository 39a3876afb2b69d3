package io.afterclose.portfolio.figure;

import io.afterclose.database.text.SqlArrays;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Risk-free yields as recorded. */
public final class RiskFreeRateStore {

  private static final String ALL =
      "select rate_date, rate from risk_free_rates order by rate_date";

  /** What is known already with the same rate stays as it is, and makes no figure due. */
  private static final String RECORD =
      """
      with stated as (
        select * from unnest(cast(:dates as date[]), cast(:rates as numeric[]))
          as s (rate_date, rate)
      ), replaced as (
        update risk_free_rates r
        set rate = s.rate, source = :source, recorded_at = :now
        from stated s
        where r.rate_date = s.rate_date and r.rate <> s.rate
        returning r.rate_date
      ), added as (
        insert into risk_free_rates (rate_date, rate, source, recorded_at)
        select s.rate_date, s.rate, :source, :now from stated s
        where not exists (select from risk_free_rates r where r.rate_date = s.rate_date)
        returning rate_date
      )
      select (select count(*) from added), (select count(*) from replaced)
      """;

  /**
   * What recording did.
   *
   * @param added days that had none
   * @param replaced days that had another rate
   */
  public record Recorded(int added, int replaced) {}

  private final JdbcClient jdbc;
  private final Clock clock;

  public RiskFreeRateStore(DataSource dataSource, Clock clock) {
    this.jdbc = JdbcClient.create(dataSource);
    this.clock = clock;
  }

  /** All yields by the day since which each holds; a year, effective, fractions. */
  public NavigableMap<LocalDate, Double> all() {
    NavigableMap<LocalDate, Double> rates = new TreeMap<>();
    jdbc.sql(ALL)
        .query(
            row -> {
              rates.put(row.getObject("rate_date", LocalDate.class), row.getDouble("rate"));
            });
    return rates;
  }

  /**
   * Records yields; figures of the first changed day and later are due.
   *
   * @param source where they come from, at most 200 characters
   */
  public Recorded record(NavigableMap<LocalDate, BigDecimal> rates, String source) {
    return jdbc.sql(RECORD)
        .param("dates", SqlArrays.texts(rates.keySet()))
        .param("rates", SqlArrays.texts(List.copyOf(rates.values())))
        .param("source", source)
        .param("now", Timestamp.from(clock.instant()))
        .query((row, number) -> new Recorded(row.getInt(1), row.getInt(2)))
        .single();
  }
}
