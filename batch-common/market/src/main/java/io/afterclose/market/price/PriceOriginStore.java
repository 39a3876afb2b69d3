package io.afterclose.market.price;

import io.afterclose.database.text.SqlArrays;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The origin of stored prices: the provider, the run, and what it replaced. */
public final class PriceOriginStore {

  /**
   * As they are now, or, for a reader of the past, in the oldest version of which it did not see
   * the correction. Status and flags are always those of now.
   */
  private static final String PRICES =
      """
      select m.symbol, m.price_date, m.status, m.flags,
        coalesce(h.close, m.close) as close,
        coalesce(h.source, m.source) as source,
        coalesce(h.fetched_at, m.fetched_at) as fetched_at,
        case when h.symbol is null then m.job_execution_id else h.job_execution_id end as execution
      from (select cast(:reading as pg_snapshot) as seen) r
      join market_data_cache m
        on r.seen is null or pg_visible_in_snapshot(known_transaction(m.arrived_in), r.seen)
      left join lateral (
        select c.symbol, c.close, c.source, c.fetched_at, c.job_execution_id
        from market_data_history c
        where c.symbol = m.symbol and c.price_date = m.price_date and r.seen is not null
          and not pg_visible_in_snapshot(known_transaction(c.replaced_in), r.seen)
        order by c.history_id limit 1
      ) h on true
      where m.price_date between :from and :to and m.symbol = any (:symbols)
      order by m.symbol collate "C", m.price_date
      """;

  private static final String REPLACED =
      """
      select symbol, price_date, '' as status, '' as flags, close, source, fetched_at,
        job_execution_id as execution, replaced_at
      from market_data_history
      where price_date between :from and :to and symbol = any (:symbols)
      order by symbol collate "C", price_date, history_id
      """;

  private final JdbcClient jdbc;

  public PriceOriginStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** The closes of symbols between two days, both included; by symbol, then session. */
  public List<PriceOrigin> prices(LocalDate from, LocalDate to, Collection<Symbol> symbols) {
    return prices(from, to, symbols, Optional.empty());
  }

  /**
   * The same as they were visible to an earlier reader.
   *
   * @param reading the transactions that were visible, as PostgreSQL writes them; empty for all
   */
  public List<PriceOrigin> prices(
      LocalDate from, LocalDate to, Collection<Symbol> symbols, Optional<String> reading) {
    return between(PRICES, from, to, symbols)
        .param("reading", reading.orElse(null))
        .query(PriceOriginStore::origin)
        .list();
  }

  /** The closes that were corrected since; by symbol and session, the first correction first. */
  public List<ReplacedPrice> replaced(LocalDate from, LocalDate to, Collection<Symbol> symbols) {
    return between(REPLACED, from, to, symbols)
        .query(
            (row, number) ->
                new ReplacedPrice(origin(row, number), row.getTimestamp("replaced_at").toInstant()))
        .list();
  }

  private JdbcClient.StatementSpec between(
      String sql, LocalDate from, LocalDate to, Collection<Symbol> symbols) {
    return jdbc.sql(sql)
        .param("from", from)
        .param("to", to)
        .param("symbols", SqlArrays.texts(symbols));
  }

  private static PriceOrigin origin(ResultSet row, int number) throws SQLException {
    BigDecimal close = row.getBigDecimal("close");
    return new PriceOrigin(
        Symbol.of(row.getString("symbol")),
        row.getObject("price_date", LocalDate.class),
        close,
        row.getString("source"),
        row.getString("status"),
        row.getString("flags"),
        row.getObject("execution", Long.class),
        row.getTimestamp("fetched_at").toInstant());
  }
}
