package io.afterclose.market.price;

import io.afterclose.database.text.SqlArrays;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Prices that an operator decides. Triggers keep what was there, and log the change. */
public final class OperatorPriceStore {

  /** The source of a price that an operator set; no provider replaces it. */
  public static final String SOURCE = "operator";

  private static final String SET =
      """
      insert into market_data_cache as m (symbol, price_date, close, source, source_rank, status, fetched_at)
      values (:symbol, :date, :close, :source, 0, 'FINAL', :now)
      on conflict (symbol, price_date) do update set
        open = null, high = null, low = null, close = excluded.close, source = excluded.source,
        source_rank = excluded.source_rank,
        status = excluded.status, flags = '', fetched_at = excluded.fetched_at,
        job_execution_id = null
      """;

  private static final String REOPEN =
      """
      update market_data_cache set status = 'PROVISIONAL', flags = 'REOPENED'
      where symbol = any (:symbols) and price_date between :from and :to
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  public OperatorPriceStore(DataSource dataSource, Clock clock) {
    this.jdbc = JdbcClient.create(dataSource);
    this.clock = clock;
  }

  /**
   * Sets the close of a session; the volume stays.
   *
   * @param close USD as traded
   */
  public void set(Symbol symbol, LocalDate session, BigDecimal close) {
    jdbc.sql(SET)
        .param("symbol", symbol.text())
        .param("date", session)
        .param("close", close)
        .param("source", SOURCE)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /**
   * Opens stored prices, final ones too, so that the next run requests them again. Until then they
   * stand, flagged, and nothing is compared with them.
   *
   * @return how many
   */
  public int reopen(Collection<Symbol> symbols, LocalDate from, LocalDate to) {
    return jdbc.sql(REOPEN)
        .param("symbols", SqlArrays.texts(symbols))
        .param("from", from)
        .param("to", to)
        .update();
  }
}
