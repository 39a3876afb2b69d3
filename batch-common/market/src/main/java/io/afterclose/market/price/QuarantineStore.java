package io.afterclose.market.price;

import io.afterclose.database.text.SqlArrays;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Values that are no prices, kept with the reason. */
public final class QuarantineStore {

  /** Its rows belong to the run that wrote them, and are purged with it. */
  public static final String TABLE = "market_data_quarantine";

  private static final String INSERT =
      """
      insert into market_data_quarantine
        (job_execution_id, symbol, price_date, reason, detail, source, quarantined_at)
      values (:execution, :symbol, :date, :reason, :detail, :source, :now)
      """;

  private static final String OF_RUNS =
      """
      select job_execution_id, symbol, price_date, reason, detail, source
      from market_data_quarantine
      where job_execution_id = any (:executions)
      order by symbol collate "C", price_date, quarantine_id
      """;

  private static final int MAX_SYMBOL = 64;
  private static final int MAX_DATE = 32;
  private static final int MAX_DETAIL = 500;

  private final DataSource dataSource;
  private final JdbcClient jdbc;
  private final Clock clock;

  public QuarantineStore(DataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.jdbc = JdbcClient.create(dataSource);
    this.clock = clock;
  }

  /** Keeps values of a run. */
  public void save(long jobExecutionId, Collection<QuarantinedValue> values) {
    Timestamp now = Timestamp.from(clock.instant());
    new NamedParameterJdbcTemplate(dataSource)
        .batchUpdate(
            INSERT,
            values.stream()
                .map(value -> parameters(jobExecutionId, value, now))
                .toArray(SqlParameterSource[]::new));
  }

  private static SqlParameterSource parameters(
      long jobExecutionId, QuarantinedValue value, Timestamp now) {
    return new MapSqlParameterSource()
        .addValue("execution", jobExecutionId)
        .addValue("symbol", cut(value.symbol(), MAX_SYMBOL))
        .addValue("date", cut(value.date(), MAX_DATE))
        .addValue("reason", value.reason())
        .addValue("detail", cut(value.detail(), MAX_DETAIL))
        .addValue("source", value.source())
        .addValue("now", now);
  }

  /** The values that some runs put here, by symbol and date. */
  public List<QuarantinedValue> ofRuns(Collection<Long> jobExecutionIds) {
    return jdbc.sql(OF_RUNS)
        .param("executions", SqlArrays.keys(jobExecutionIds))
        .query(
            (row, number) ->
                new QuarantinedValue(
                    row.getString("symbol"),
                    row.getString("price_date"),
                    row.getString("reason"),
                    row.getString("detail"),
                    row.getString("source")))
        .list();
  }

  private static String cut(String text, int length) {
    String safe = text.replace('\0', '?');
    return safe.length() <= length ? safe : safe.substring(0, length);
  }
}
