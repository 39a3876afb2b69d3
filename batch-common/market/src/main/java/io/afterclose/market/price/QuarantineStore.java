package io.afterclose.market.price;

import io.afterclose.database.text.SqlArrays;
import io.afterclose.quant.symbol.Symbol;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
        (job_execution_id, symbol, price_date, reason, detail, source, close, quarantined_at,
          decision)
      values (:execution, :symbol, :date, :reason, :detail, :source, :close, :now, (
        select max(r.decision) from market_data_quarantine r
        where r.symbol = :symbol and r.price_date = :date and r.source = :source
          and r.close = :close and r.decision = 'REJECTED'))
      """;

  private static final String OF_RUNS =
      """
      select quarantine_id, symbol, price_date, reason, detail, source, close, decision
      from market_data_quarantine
      where job_execution_id = any (:executions)
      order by symbol collate "C", price_date, quarantine_id
      """;

  private static final String ONE =
      """
      select quarantine_id, symbol, price_date, reason, detail, source, close, decision
      from market_data_quarantine where quarantine_id = :id
      """;

  /** The same value of the same provider, whichever night answered it. */
  private static final String DECIDE =
      """
      update market_data_quarantine q set decision = :decision
      from market_data_quarantine one
      where one.quarantine_id = :id and q.decision is null and q.symbol = one.symbol
        and q.price_date = one.price_date and q.source = one.source
        and q.close is not distinct from one.close
      """;

  /** Contradicted closes of sessions without a price, answered alike in that many nights. */
  private static final String REPEATED =
      """
      select min(q.quarantine_id) as quarantine_id, q.symbol, q.price_date, 'REPEATED' as reason,
        '' as detail, q.source, q.close, cast(null as varchar) as decision
      from market_data_quarantine q
      join batch_job_execution e on e.job_execution_id = q.job_execution_id
      where q.decision is null and q.close is not null and q.reason = 'CONTRADICTED'
        and q.symbol = any (:symbols)
        and not exists (
          select from market_data_cache m
          where m.symbol = q.symbol and m.price_date = cast(q.price_date as date))
      group by q.symbol, q.price_date, q.source, q.close
      having count(distinct e.job_instance_id) >= :nights
      order by q.symbol, q.price_date
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
        .addValue("close", value.close(), Types.NUMERIC)
        .addValue("now", now);
  }

  /** The values that some runs put here, by symbol and date. */
  public List<QuarantineRow> ofRuns(Collection<Long> jobExecutionIds) {
    return jdbc.sql(OF_RUNS)
        .param("executions", SqlArrays.keys(jobExecutionIds))
        .query(QuarantineStore::row)
        .list();
  }

  /** One row; empty when there is none of that number. */
  public Optional<QuarantineRow> find(long id) {
    return jdbc.sql(ONE).param("id", id).query(QuarantineStore::row).optional();
  }

  /**
   * Decides a value, and the same value where other nights answered it too.
   *
   * @param decision ACCEPTED, REJECTED or REPEATED
   * @return how many rows were open
   */
  public int decide(long id, String decision) {
    return jdbc.sql(DECIDE).param("id", id).param("decision", decision).update();
  }

  /** The closes of sessions without a price that a provider answered alike in some nights. */
  public List<QuarantineRow> answeredAlike(int nights, Collection<Symbol> symbols) {
    return jdbc.sql(REPEATED)
        .param("nights", nights)
        .param("symbols", SqlArrays.texts(symbols))
        .query(QuarantineStore::row)
        .list();
  }

  private static QuarantineRow row(ResultSet row, int number) throws SQLException {
    return new QuarantineRow(
        row.getLong("quarantine_id"),
        new QuarantinedValue(
            row.getString("symbol"),
            row.getString("price_date"),
            row.getString("reason"),
            row.getString("detail"),
            row.getString("source"),
            row.getBigDecimal("close")),
        row.getString("decision"));
  }

  private static String cut(String text, int length) {
    String safe = text.replace('\0', '?');
    return safe.length() <= length ? safe : safe.substring(0, length);
  }
}
