package io.afterclose.market.price;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Values that are no prices, kept with the reason. */
public final class QuarantineStore {

  /** Its rows belong to the run that wrote them, and are purged with it. */
  public static final String TABLE = "market_data_quarantine";

  private static final String INSERT =
      """
      insert into market_data_quarantine
        (job_execution_id, symbol, price_date, reason, detail, source, quarantined_at)
      values (?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String COUNT =
      "select count(*) from market_data_quarantine where job_execution_id = ?";

  private static final String OF_RUNS =
      """
      select job_execution_id, symbol, price_date, reason, detail, source
      from market_data_quarantine
      where job_execution_id = any (?)
      order by symbol collate "C", price_date, quarantine_id
      """;

  private static final int BATCH = 500;
  private static final int LONGEST_SYMBOL = 64;
  private static final int LONGEST_DATE = 32;
  private static final int LONGEST_DETAIL = 500;

  private final JdbcTemplate jdbc;
  private final Clock clock;

  public QuarantineStore(DataSource dataSource, Clock clock) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.clock = clock;
  }

  /** Keeps values of a run. */
  public void save(long jobExecutionId, Collection<QuarantinedValue> values) {
    Timestamp now = Timestamp.from(clock.instant());
    jdbc.batchUpdate(
        INSERT,
        values,
        BATCH,
        (statement, value) -> {
          statement.setLong(1, jobExecutionId);
          statement.setString(2, cut(value.symbol(), LONGEST_SYMBOL));
          statement.setString(3, cut(value.date(), LONGEST_DATE));
          statement.setString(4, value.reason());
          statement.setString(5, cut(value.detail(), LONGEST_DETAIL));
          statement.setString(6, value.source());
          statement.setTimestamp(7, now);
        });
  }

  /** How many values a run put here. */
  public long count(long jobExecutionId) {
    Long count = jdbc.queryForObject(COUNT, Long.class, jobExecutionId);
    return count == null ? 0 : count;
  }

  /** The values that some runs put here, by symbol and date. */
  public List<QuarantinedValue> ofRuns(Collection<Long> jobExecutionIds) {
    return jdbc.query(
        OF_RUNS,
        (row, number) ->
            new QuarantinedValue(
                row.getString("symbol"),
                row.getString("price_date"),
                row.getString("reason"),
                row.getString("detail"),
                row.getString("source")),
        (Object) jobExecutionIds.toArray(Long[]::new));
  }

  private static String cut(String text, int length) {
    String safe = text.replace('\0', '?');
    return safe.length() <= length ? safe : safe.substring(0, length);
  }
}
