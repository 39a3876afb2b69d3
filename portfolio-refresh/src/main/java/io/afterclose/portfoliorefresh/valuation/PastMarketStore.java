package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.database.text.SqlArrays;
import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.universe.OptionRootStore;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.OptionRoots;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

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
          and not pg_visible_in_snapshot(known_transaction(h.replaced_in), r.taken)
        order by h.history_id limit 1), m.close) as close
      from (select cast(:read_snapshot as pg_snapshot) as taken) r
      join market_data_cache m on pg_visible_in_snapshot(known_transaction(m.arrived_in), r.taken)
      where m.price_date between :from and :to and m.symbol = any (:symbols)
      """;

  private static final String LATEST_CLOSES =
      """
      select w.symbol, m.price_date, coalesce((
        select h.close from market_data_history h
        where h.symbol = w.symbol and h.price_date = m.price_date
          and not pg_visible_in_snapshot(known_transaction(h.replaced_in), r.taken)
        order by h.history_id limit 1), m.close) as close
      from (select cast(:read_snapshot as pg_snapshot) as taken) r
      cross join unnest(cast(:symbols as text[]), cast(:from as date[]), cast(:up_to as date[]))
        as w(symbol, first_date, last_date)
      cross join lateral (
        select c.price_date, c.close from market_data_cache c
        where c.symbol = w.symbol and c.price_date between w.first_date and w.last_date
          and pg_visible_in_snapshot(known_transaction(c.arrived_in), r.taken)
        order by c.price_date desc limit 1) m
      """;

  private static final String ACTIONS =
      """
      select symbol, ex_date, kind, value, other_symbol, cash, cost_share, unconfirmed
      from (
        select distinct on (v.symbol, v.ex_date, v.kind)
          v.symbol, v.ex_date, v.kind, v.value, v.other_symbol, v.cash, v.cost_share, v.unconfirmed,
          v.arrived_in, r.taken
        from (select cast(:read_snapshot as pg_snapshot) as taken) r
        join (
          select symbol, ex_date, kind, value, other_symbol, cash, cost_share, unconfirmed,
            arrived_in, replaced_in, history_id
          from corporate_actions_history
          union all
          select symbol, ex_date, kind, value, other_symbol, cash, cost_share, unconfirmed,
            arrived_in, null, null
          from corporate_actions
        ) v on v.replaced_in is null or not pg_visible_in_snapshot(known_transaction(v.replaced_in), r.taken)
        where v.ex_date between :from and :to
          and (v.symbol = any (:symbols) or v.kind = 'RENAME' and v.other_symbol = any (:symbols))
        order by v.symbol, v.ex_date, v.kind, v.history_id
      ) oldest
      where pg_visible_in_snapshot(known_transaction(arrived_in), taken)
      order by symbol collate "C", ex_date, kind
      """;

  private final JdbcClient jdbc;
  private final OptionRootStore optionRoots;
  private final String readSnapshot;

  /**
   * @param readSnapshot transactions that were visible to the snapshot, as kept with it
   */
  public PastMarketStore(DataSource dataSource, String readSnapshot) {
    this.jdbc = JdbcClient.create(dataSource);
    this.optionRoots = new OptionRootStore(dataSource);
    this.readSnapshot = readSnapshot;
  }

  @Override
  public void closesBetween(
      LocalDate from, LocalDate to, Collection<Symbol> symbols, PriceStore.CloseConsumer consumer) {
    between(CLOSES, from, to, symbols)
        .query(
            row -> {
              consumer.accept(
                  Symbol.of(row.getString("symbol")),
                  row.getObject("price_date", LocalDate.class),
                  row.getBigDecimal("close"));
            });
  }

  @Override
  public void latestCloses(
      Collection<CloseWindow<Symbol>> windows, PriceStore.CloseConsumer consumer) {
    jdbc.sql(LATEST_CLOSES)
        .param("read_snapshot", readSnapshot)
        .param("symbols", SqlArrays.texts(windows.stream().map(CloseWindow::symbol).toList()))
        .param("from", SqlArrays.texts(windows.stream().map(CloseWindow::from).toList()))
        .param("up_to", SqlArrays.texts(windows.stream().map(CloseWindow::upTo).toList()))
        .query(
            row -> {
              consumer.accept(
                  Symbol.of(row.getString("symbol")),
                  row.getObject("price_date", LocalDate.class),
                  row.getBigDecimal("close"));
            });
  }

  @Override
  public List<CorporateAction> actionsBetween(
      LocalDate from, LocalDate to, Collection<Symbol> symbols) {
    return between(ACTIONS, from, to, symbols).query(CorporateActionStore::action).list();
  }

  @Override
  public OptionRoots optionRoots() {
    return optionRoots.roots();
  }

  private JdbcClient.StatementSpec between(
      String sql, LocalDate from, LocalDate to, Collection<Symbol> symbols) {
    return jdbc.sql(sql)
        .param("read_snapshot", readSnapshot)
        .param("from", from)
        .param("to", to)
        .param("symbols", SqlArrays.texts(symbols));
  }
}
