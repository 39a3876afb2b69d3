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

  /** A value that is there already is only met once more; what was rejected stays so. */
  private static final String KEEP =
      """
      with again as (
        update market_data_quarantine q
        set job_execution_id = :execution, quarantined_at = :now,
          seen_by = case when :execution = any (q.seen_by) then q.seen_by
            else array_append(q.seen_by[greatest(1, cardinality(q.seen_by) - 298):], :execution) end,
          decision = case when q.decision = 'REJECTED' then q.decision end
        where q.symbol = :symbol and q.price_date = :date and q.reason = :reason
          and q.detail = :detail and q.source = :source and q.close is not distinct from :close
        returning q.quarantine_id
      )
      insert into market_data_quarantine
        (job_execution_id, symbol, price_date, reason, detail, source, close, first_seen_at,
          quarantined_at, seen_by, decision)
      select :execution, :symbol, :date, :reason, :detail, :source, :close,
        cast(:now as timestamptz), cast(:now as timestamptz),
        array[:execution], (
          select max(r.decision) from market_data_quarantine r
          where r.symbol = :symbol and r.price_date = :date and r.source = :source
            and r.close = :close and r.decision = 'REJECTED')
      where not exists (select from again)
      """;

  private static final String OF_RUNS =
      """
      select quarantine_id, symbol, price_date, reason, detail, source, close, decision,
        cardinality(seen_by) as runs
      from market_data_quarantine
      where seen_by && :executions
      order by symbol collate "C", price_date, quarantine_id
      """;

  private static final String ONE =
      """
      select quarantine_id, symbol, price_date, reason, detail, source, close, decision,
        cardinality(seen_by) as runs
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
        '' as detail, q.source, q.close, cast(null as varchar) as decision,
        count(*) as runs
      from market_data_quarantine q
      cross join unnest(q.seen_by) seen
      join batch_job_execution e on e.job_execution_id = seen
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

  /**
   * Keeps values of a run; one that an earlier run met is one row with both. Two runs that meet a
   * new value at the same time leave a row each; both are kept up from then on.
   */
  public void save(long jobExecutionId, Collection<QuarantinedValue> values) {
    Timestamp now = Timestamp.from(clock.instant());
    new NamedParameterJdbcTemplate(dataSource)
        .batchUpdate(
            KEEP,
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
        row.getString("decision"),
        row.getInt("runs"));
  }

  private static String cut(String text, int length) {
    String safe = text.replace('\0', '?');
    return safe.length() <= length ? safe : safe.substring(0, length);
  }
}
