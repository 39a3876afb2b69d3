package io.afterclose.market.quality;

import io.afterclose.database.text.SqlArrays;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The flags of stored prices: who has them, and how they change when the facts do. */
public final class PriceFlagStore {

  private static final String FLAGGED_SYMBOLS =
      """
      select distinct symbol from market_data_cache
      where flags <> '' and price_date between :from and :to and symbol = any (:symbols)
      """;

  /** A close that is only repeated is no doubt: funds do that. */
  private static final String DOUBTED =
      """
      select symbol, price_date, trim_scale(close) as close, flags, source
      from market_data_cache
      where flags <> '' and flags <> 'REPEATED' and price_date between :from and :to
        and symbol = any (:symbols)
      order by symbol collate "C", price_date
      """;

  private static final String DOUBTED_ON =
      """
      select symbol, price_date, trim_scale(close) as close, flags, source
      from market_data_cache
      where flags <> '' and flags <> 'REPEATED' and price_date = :date
      order by symbol collate "C"
      """;

  /** What was logged by this very transaction, and what is flagged already. */
  private static final String TO_JUDGE =
      """
      select symbol from market_data_changes
      where transaction_id = pg_current_xact_id() and kind in ('ACTION', 'PRICE_CORRECTED')
        and symbol = any (:symbols)
      union
      select symbol from market_data_cache
      where flags <> '' and flags like '%SUSPECT_JUMP%' and price_date between :from and :to
        and symbol = any (:symbols)
      """;

  private static final String SERIES =
      """
      select m.symbol, m.price_date, trim_scale(m.close) as close, m.source = 'operator' and m.flags not like '%REOPENED%' as decided,
        m.flags like '%SUSPECT_JUMP%' as suspect
      from unnest(cast(:symbols as text[])) as u(symbol)
      join market_data_cache m on m.symbol = u.symbol and m.price_date between :from and :to
      order by m.symbol collate "C", m.price_date
      """;

  private static final String MARK =
      """
      update market_data_cache set flags = array_to_string(
        array(select distinct f from unnest(array_append(string_to_array(flags, ','), 'SUSPECT_JUMP'))
          as f where f <> '' order by f), ',')
      where symbol = :symbol and price_date = any (cast(:dates as date[]))
      """;

  private static final String CLEAR =
      """
      update market_data_cache
      set flags = array_to_string(array_remove(string_to_array(flags, ','), 'SUSPECT_JUMP'), ',')
      where symbol = :symbol and price_date = any (cast(:dates as date[]))
      """;

  private final JdbcClient jdbc;

  public PriceFlagStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** Which of the symbols have a flagged price between two sessions, both included. */
  public Set<Symbol> flagged(LocalDate from, LocalDate to, Collection<Symbol> symbols) {
    return between(FLAGGED_SYMBOLS, from, to, symbols)
        .query((row, number) -> Symbol.of(row.getString("symbol")))
        .set();
  }

  /** The prices in doubt between two sessions, both included; by symbol and session. */
  public List<FlaggedPrice> doubted(LocalDate from, LocalDate to, Collection<Symbol> symbols) {
    return between(DOUBTED, from, to, symbols).query(PriceFlagStore::flagged).list();
  }

  /** The prices of a session that are in doubt, by symbol. */
  public List<FlaggedPrice> doubtedOn(LocalDate session) {
    return jdbc.sql(DOUBTED_ON).param("date", session).query(PriceFlagStore::flagged).list();
  }

  /**
   * The symbols whose closes are to be judged again: an action or price of theirs was changed by
   * this transaction, or one of their prices between two sessions is suspect.
   */
  public Set<Symbol> toJudge(LocalDate from, LocalDate to, Collection<Symbol> symbols) {
    return between(TO_JUDGE, from, to, symbols)
        .query((row, number) -> Symbol.of(row.getString("symbol")))
        .set();
  }

  /** The stored closes of symbols between two days, both included; those without one left out. */
  public List<StoredSeries> series(LocalDate from, LocalDate to, Collection<Symbol> symbols) {
    Map<Symbol, TreeMap<LocalDate, BigDecimal>> closes = new TreeMap<>();
    Map<Symbol, Set<LocalDate>> decided = new TreeMap<>();
    Map<Symbol, TreeSet<LocalDate>> suspect = new TreeMap<>();
    between(SERIES, from, to, symbols)
        .query(
            row -> {
              Symbol symbol = Symbol.of(row.getString("symbol"));
              LocalDate date = row.getObject("price_date", LocalDate.class);
              closes
                  .computeIfAbsent(symbol, none -> new TreeMap<>())
                  .put(date, row.getBigDecimal("close"));
              if (row.getBoolean("decided")) {
                decided.computeIfAbsent(symbol, none -> new TreeSet<>()).add(date);
              }
              if (row.getBoolean("suspect")) {
                suspect.computeIfAbsent(symbol, none -> new TreeSet<>()).add(date);
              }
            });
    return closes.entrySet().stream()
        .map(
            of ->
                new StoredSeries(
                    of.getKey(),
                    of.getValue(),
                    decided.getOrDefault(of.getKey(), Set.of()),
                    suspect.getOrDefault(of.getKey(), new TreeSet<>())))
        .toList();
  }

  /** Marks closes of a symbol as suspect, and others as not suspect any more. */
  public void replaceSuspect(
      Symbol symbol, Collection<LocalDate> marked, Collection<LocalDate> cleared) {
    update(MARK, symbol, marked);
    update(CLEAR, symbol, cleared);
  }

  private static FlaggedPrice flagged(ResultSet row, int number) throws SQLException {
    return new FlaggedPrice(
        Symbol.of(row.getString("symbol")),
        row.getObject("price_date", LocalDate.class),
        row.getBigDecimal("close"),
        row.getString("flags"),
        row.getString("source"));
  }

  private void update(String sql, Symbol symbol, Collection<LocalDate> dates) {
    if (!dates.isEmpty()) {
      jdbc.sql(sql).param("symbol", symbol.text()).param("dates", SqlArrays.texts(dates)).update();
    }
  }

  private JdbcClient.StatementSpec between(
      String sql, LocalDate from, LocalDate to, Collection<Symbol> symbols) {
    return jdbc.sql(sql)
        .param("from", from)
        .param("to", to)
        .param("symbols", SqlArrays.texts(symbols));
  }
}
