package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.market.price.PriceStore;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Closes and actions as they were when a snapshot was read: those that it saw arrive, in the oldest
 * version of which it did not see the correction.
 */
public final class PastMarketStore implements MarketSource {

  private static final String CLOSES =
      """
      select m.symbol, m.price_date, coalesce((
        select h.close from market_data_history h
        where h.symbol = m.symbol and h.price_date = m.price_date
          and not pg_visible_in_snapshot(known_transaction(h.replaced_in), r.reading)
        order by h.replaced_at limit 1), m.close)
      from (select ?::pg_snapshot as reading) r
      join market_data_cache m on pg_visible_in_snapshot(known_transaction(m.arrived_in), r.reading)
      where m.price_date between ? and ? and m.symbol = any (?)
      """;

  private static final String ACTIONS =
      """
      select symbol, ex_date, kind, value
      from (
        select distinct on (v.symbol, v.ex_date, v.kind)
          v.symbol, v.ex_date, v.kind, v.value, v.arrived_in, r.reading
        from (select ?::pg_snapshot as reading) r
        join (
          select symbol, ex_date, kind, value, arrived_in, replaced_in, history_id
          from corporate_actions_history
          union all
          select symbol, ex_date, kind, value, arrived_in, null, null from corporate_actions
        ) v on v.replaced_in is null or not pg_visible_in_snapshot(known_transaction(v.replaced_in), r.reading)
        where v.ex_date between ? and ? and v.symbol = any (?)
        order by v.symbol, v.ex_date, v.kind, v.history_id
      ) oldest
      where pg_visible_in_snapshot(known_transaction(arrived_in), reading)
      order by symbol collate "C", ex_date, kind
      """;

  private final JdbcTemplate jdbc;
  private final String readPosition;

  /**
   * @param readPosition what the snapshot saw, as it was kept with it
   */
  public PastMarketStore(DataSource dataSource, String readPosition) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.readPosition = readPosition;
  }

  @Override
  public void closesBetween(
      LocalDate from, LocalDate to, Collection<Symbol> symbols, PriceStore.CloseConsumer consumer) {
    jdbc.query(
        CLOSES,
        row -> {
          consumer.accept(
              Symbol.of(row.getString(1)), row.getObject(2, LocalDate.class), row.getBigDecimal(3));
        },
        readPosition,
        from,
        to,
        texts(symbols));
  }

  @Override
  public List<CorporateAction> actionsBetween(
      LocalDate from, LocalDate to, Collection<Symbol> symbols) {
    return jdbc.query(
        ACTIONS,
        (row, number) ->
            new CorporateAction(
                Symbol.of(row.getString("symbol")),
                row.getObject("ex_date", LocalDate.class),
                CorporateAction.Kind.valueOf(row.getString("kind")),
                row.getBigDecimal("value")),
        readPosition,
        from,
        to,
        texts(symbols));
  }

  private static String[] texts(Collection<Symbol> symbols) {
    return symbols.stream().map(Symbol::text).toArray(String[]::new);
  }
}
