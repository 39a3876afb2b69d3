package io.afterclose.portfoliorefresh.gap;

import io.afterclose.database.text.SqlArrays;
import io.afterclose.market.universe.OptionRootStore;
import io.afterclose.portfolio.position.CashMovement;
import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfolio.snapshot.ChangedInput;
import io.afterclose.portfoliorefresh.gap.LotChanges.Settled;
import io.afterclose.portfoliorefresh.gap.MarketChanges.Action;
import io.afterclose.portfoliorefresh.gap.MarketChanges.Close;
import io.afterclose.portfoliorefresh.valuation.ActionFact;
import io.afterclose.portfoliorefresh.valuation.CloseWindow;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.OptionRoots;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The logs of changes, and what decides which snapshots they affect. */
public final class ChangeStore {

  /** By day, so that the log is sought in and not read: its rows are of the day they concern. */
  private static final String LATE_MARKET =
      """
      with late as (
        select c.symbol, c.first_date
        from unnest(cast(:days as date[]), cast(:oldest as xid8[])) as d(day, oldest)
        join market_data_changes c on c.first_date = d.day and c.transaction_id >= d.oldest
        where known_transaction(c.transaction_id) >= d.oldest
        union all
        select c.symbol, c.first_date from market_data_changes c
        where c.first_date < :first_day and c.transaction_id >= cast(:lowest as xid8)
          and known_transaction(c.transaction_id) >= cast(:lowest as xid8)
        union all
        -- Some actions also concern the days before them, where a position was counted after them.
        select c.symbol, c.first_date from market_data_changes c
        where c.kind = 'ACTION' and c.transaction_id >= cast(:lowest as xid8)
          and known_transaction(c.transaction_id) >= cast(:lowest as xid8)
          and (exists (
            select from corporate_actions a
            where a.symbol = c.symbol and a.ex_date = c.first_date and a.kind <> 'DIVIDEND')
          or exists (
            select from corporate_actions_history h
            where h.symbol = c.symbol and h.ex_date = c.first_date and h.kind <> 'DIVIDEND'))
          and exists (
            select from positions p
            where p.entry_date < c.first_date and p.quantity_as_of >= c.first_date
              and (p.symbol = c.symbol or p.investment_class = 'OPTIONS'))
      )
      select symbol, min(first_date) as first_date from late group by symbol
      """;

  /**
   * What is recorded now bounds a valuation: the next one, and the time the position is held. Cash
   * of a deleted position counts as little as the position.
   */
  private static final String LATE_RECORDED =
      """
      with late as (
        select c.portfolio_id, c.position_id, c.kind, c.first_date, c.transaction_id
        from unnest(cast(:days as date[]), cast(:oldest as xid8[])) as d(day, oldest)
        join portfolio_changes c on c.first_date = d.day and c.transaction_id >= d.oldest
        where known_transaction(c.transaction_id) >= d.oldest
        union all
        select c.portfolio_id, c.position_id, c.kind, c.first_date, c.transaction_id
        from portfolio_changes c
        where c.first_date < :first_day and c.transaction_id >= cast(:lowest as xid8)
          and known_transaction(c.transaction_id) >= cast(:lowest as xid8)
      )
      select c.portfolio_id, c.kind, known_transaction(c.transaction_id)::text as transaction_id,
        case when c.kind = 'VALUATION' then greatest(c.first_date, p.entry_date) else c.first_date end
          as first_date,
        case when c.kind = 'VALUATION' then least(p.exit_date, (
          select min(v.as_of) from position_valuations v
          where v.position_id = c.position_id and v.as_of > c.first_date)) end as until_date
      from late c
      join portfolios f on f.portfolio_id = c.portfolio_id
      left join positions p on p.position_id = c.position_id
      where f.deleted_at is null and c.portfolio_id between :from and :to
        and (c.kind <> 'VALUATION' or p.deleted_at is null and p.investment_class = 'PRIVATE')
        and (c.kind <> 'CASH' or p.deleted_at is null)
      """;

  /**
   * An option's symbol is its root and 15 characters more: the day of its expiry, C or P, and eight
   * digits, which a split changes. A root of an adjusted contract ends in a digit.
   */
  private static final String LOTS =
      """
      select p.position_id, p.portfolio_id, p.symbol, p.investment_class, p.quantity_as_of,
        p.entry_date, p.exit_date, c.symbols as child_symbols, c.days as child_days
      from positions p
      join portfolios f on f.portfolio_id = p.portfolio_id
      left join (
        select spun_off_from, array_agg(symbol::text) as symbols, array_agg(since) as days
        from (
          select spun_off_from, symbol, min(entry_date) as since from positions
          where spun_off_from is not null and deleted_at is null
          group by spun_off_from, symbol) s
        group by spun_off_from) c on c.spun_off_from = coalesce(p.divided_from, p.position_id)
      where p.deleted_at is null and f.deleted_at is null and p.portfolio_id between :from and :to
        and (p.investment_class <> 'PRIVATE' and p.symbol = any (:symbols)
          or p.investment_class = 'OPTIONS' and (left(p.symbol, -8) = any (:series)
            or left(p.symbol, -15) = any (:roots)
            or regexp_replace(left(p.symbol, -15), '[0-9]$', '') = any (:roots)))
      """;

  private static final String SETTLED =
      """
      select position_id, kind, movement_date from cash_movements
      where replaces in ('EXIT', 'DIVIDEND') and position_id = any (:positions)
        and movement_date = coalesce(ex_date, movement_date)
      """;

  /** A bar that was corrected in another value than its close is no change here. */
  private static final String CLOSES =
      """
      select m.symbol, m.price_date,
        array_prepend(known_transaction(m.arrived_in), array(
          select known_transaction(h.replaced_in) from (
            select k.replaced_in, k.close, lead(k.close, 1, m.close) over (order by k.history_id)
              as next_close
            from market_data_history k
            where k.symbol = m.symbol and k.price_date = m.price_date) h
          where h.close <> h.next_close))::text[] as transactions
      from unnest(cast(:symbols as text[]), cast(:since as date[])) as w(symbol, since)
      join market_data_cache m on m.symbol = w.symbol and m.price_date between w.since and :up_to
      """;

  /** By actions that are or were in force. */
  private static final String LINKS =
      """
      select symbol, other_symbol from corporate_actions where other_symbol is not null
      union
      select symbol, other_symbol from corporate_actions_history where other_symbol is not null
      """;

  private static final String LATEST_CLOSES =
      """
      select w.symbol, m.price_date,
        array_prepend(known_transaction(m.arrived_in), array(
          select known_transaction(h.replaced_in) from (
            select k.replaced_in, k.close, lead(k.close, 1, m.close) over (order by k.history_id)
              as next_close
            from market_data_history k
            where k.symbol = w.symbol and k.price_date = m.price_date) h
          where h.close <> h.next_close))::text[] as transactions
      from unnest(cast(:symbols as text[]), cast(:from as date[]), cast(:up_to as date[]))
        as w(symbol, first_date, last_date)
      cross join lateral (
        select c.price_date, c.close, c.arrived_in from market_data_cache c
        where c.symbol = w.symbol and c.price_date between w.first_date and w.last_date
        order by c.price_date desc limit 1) m
      """;

  /** Each version, with the transactions that stored it and that replaced it. */
  private static final String ACTIONS =
      """
      select v.symbol, v.ex_date, v.kind, v.value, v.unconfirmed, v.other_symbol, v.cash,
        v.cost_share, v.replaced_in is null as in_force,
        array_remove(array[
          known_transaction(v.arrived_in), known_transaction(v.replaced_in),
          known_transaction(lag(v.replaced_in) over (
            partition by v.symbol, v.ex_date, v.kind order by v.history_id))],
          null)::text[] as transactions
      from (
        select symbol, ex_date, kind, value, unconfirmed, other_symbol, cash, cost_share, arrived_in,
          replaced_in, history_id
        from corporate_actions_history where symbol = any (:symbols)
        union all
        select symbol, ex_date, kind, value, unconfirmed, other_symbol, cash, cost_share, arrived_in,
          null, null
        from corporate_actions where symbol = any (:symbols)
      ) v
      """;

  private static final String CARRYING =
      """
      select symbol, ex_date, kind, value, unconfirmed, other_symbol, cash, cost_share
      from corporate_actions
      where kind in ('RENAME', 'STOCK_MERGER', 'CASH_MERGER', 'DELISTED', 'SPINOFF')
      """;

  private static final String READ_SNAPSHOTS =
      """
      select portfolio_id, snapshot_date, read_snapshot::text as read_snapshot
      from portfolio_snapshot_reads
      where portfolio_id = any (:portfolios) and snapshot_date between :since and :up_to
      """;

  private static final int STRIKE_DIGITS = 8;

  private final JdbcClient jdbc;
  private final OptionRootStore optionRoots;

  public ChangeStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.optionRoots = new OptionRootStore(dataSource);
  }

  /** The symbols of which something was logged late, and the first date it concerns. */
  Map<String, LocalDate> lateMarket(OldestSnapshots read) {
    Map<String, LocalDate> late = new TreeMap<>();
    notRead(jdbc.sql(LATE_MARKET), read)
        .query(
            row -> {
              late.put(row.getString("symbol"), row.getObject("first_date", LocalDate.class));
            });
    return late;
  }

  /** What owners recorded late. */
  List<UserChange> lateRecorded(OldestSnapshots read, KeyRange range) {
    return notRead(in(LATE_RECORDED, range), read)
        .query(
            (row, number) ->
                new UserChange(
                    row.getLong("portfolio_id"),
                    ChangedInput.valueOf(row.getString("kind")),
                    row.getObject("first_date", LocalDate.class),
                    row.getObject("until_date", LocalDate.class),
                    Long.parseLong(row.getString("transaction_id"))))
        .list();
  }

  OptionRoots optionRoots() {
    return optionRoots.roots();
  }

  /** The lots of a range in these symbols, and the options that they settle. */
  List<LotRef> lots(Collection<String> symbols, OptionRoots roots, KeyRange range) {
    return in(LOTS, range)
        .param("symbols", SqlArrays.texts(symbols))
        .param("roots", SqlArrays.texts(roots.rootsSettledBy(symbols)))
        .param("series", SqlArrays.texts(series(symbols)))
        .query(
            (row, number) ->
                new LotRef(
                    row.getLong("position_id"),
                    row.getLong("portfolio_id"),
                    row.getString("symbol"),
                    InvestmentClass.valueOf(row.getString("investment_class")),
                    row.getObject("quantity_as_of", LocalDate.class),
                    row.getObject("entry_date", LocalDate.class),
                    row.getObject("exit_date", LocalDate.class),
                    handedOver(row)))
        .list();
  }

  private static Map<String, LocalDate> handedOver(ResultSet row) throws SQLException {
    Array symbols = row.getArray("child_symbols");
    if (symbols == null) {
      return Map.of();
    }
    String[] named = (String[]) symbols.getArray();
    Date[] days = (Date[]) row.getArray("child_days").getArray();
    Map<String, LocalDate> handedOver = new HashMap<>();
    for (int i = 0; i < named.length; i++) {
      handedOver.put(named[i], days[i].toLocalDate());
    }
    return handedOver;
  }

  /** The options among symbols, without their strike. */
  private static List<String> series(Collection<String> symbols) {
    return symbols.stream()
        .flatMap(symbol -> OptionContract.parse(symbol).stream())
        .map(option -> option.symbol().text())
        .map(text -> text.substring(0, text.length() - STRIKE_DIGITS))
        .toList();
  }

  /** Which implied cash rows of lots are replaced. */
  Set<Settled> settled(Collection<LotRef> lots) {
    return jdbc.sql(SETTLED)
        .param(
            "positions",
            SqlArrays.keys(lots.stream().map(LotRef::positionId).collect(Collectors.toSet())))
        .query(
            (row, number) ->
                new Settled(
                    row.getLong("position_id"),
                    CashMovement.Kind.valueOf(row.getString("kind")),
                    row.getObject("movement_date", LocalDate.class)))
        .set();
  }

  /** The closes of symbols, each from a day of its own, up to a date. */
  void closes(Map<String, LocalDate> since, LocalDate upTo, BiConsumer<String, Close> consumer) {
    jdbc.sql(CLOSES)
        .param("symbols", SqlArrays.texts(since.keySet()))
        .param("since", SqlArrays.texts(since.values()))
        .param("up_to", upTo)
        .query(
            row -> {
              consumer.accept(
                  row.getString("symbol"),
                  new Close(row.getObject("price_date", LocalDate.class), transactions(row)));
            });
  }

  /** Which symbols a holder may have instead of others. */
  RelatedSymbols relatedSymbols() {
    RelatedSymbols related = new RelatedSymbols();
    jdbc.sql(LINKS)
        .query(
            row -> {
              related.link(row.getString("symbol"), row.getString("other_symbol"));
            });
    return related;
  }

  /** The latest close of each window that has one. */
  void latestCloses(Collection<CloseWindow<String>> windows, BiConsumer<String, Close> consumer) {
    jdbc.sql(LATEST_CLOSES)
        .param("symbols", SqlArrays.texts(windows.stream().map(CloseWindow::symbol).toList()))
        .param("from", SqlArrays.texts(windows.stream().map(CloseWindow::from).toList()))
        .param("up_to", SqlArrays.texts(windows.stream().map(CloseWindow::upTo).toList()))
        .query(
            row -> {
              consumer.accept(
                  row.getString("symbol"),
                  new Close(row.getObject("price_date", LocalDate.class), transactions(row)));
            });
  }

  /** All actions of symbols in all their versions. */
  void actions(Collection<String> symbols, Consumer<Action> consumer) {
    jdbc.sql(ACTIONS)
        .param("symbols", SqlArrays.texts(symbols))
        .query(
            row -> {
              consumer.accept(new Action(fact(row), row.getBoolean("in_force"), transactions(row)));
            });
  }

  /** The actions in force that make something else of a share, of all symbols. */
  List<ActionFact<String>> carrying() {
    return jdbc.sql(CARRYING).query((row, number) -> fact(row)).list();
  }

  private static ActionFact<String> fact(ResultSet row) throws SQLException {
    return new ActionFact<>(
        row.getString("symbol"),
        row.getObject("ex_date", LocalDate.class),
        CorporateAction.Kind.valueOf(row.getString("kind")),
        row.getBigDecimal("value"),
        row.getBoolean("unconfirmed"),
        row.getString("other_symbol"),
        row.getBigDecimal("cash"),
        row.getBigDecimal("cost_share"));
  }

  /** What each snapshot of portfolios was read from, of two dates and between. */
  Map<Long, NavigableMap<LocalDate, DbSnapshot>> readSnapshots(
      Set<Long> portfolioIds, LocalDate since, LocalDate upTo) {
    Map<Long, NavigableMap<LocalDate, DbSnapshot>> byPortfolio = new TreeMap<>();
    Map<String, DbSnapshot> known = new HashMap<>();
    jdbc.sql(READ_SNAPSHOTS)
        .param("portfolios", SqlArrays.keys(portfolioIds))
        .param("since", since)
        .param("up_to", upTo)
        .query(
            row -> {
              byPortfolio
                  .computeIfAbsent(row.getLong("portfolio_id"), unseen -> new TreeMap<>())
                  .put(
                      row.getObject("snapshot_date", LocalDate.class),
                      known.computeIfAbsent(
                          String.valueOf(row.getString("read_snapshot")), ChangeStore::snapshot));
            });
    return byPortfolio;
  }

  private static DbSnapshot snapshot(String text) {
    return DbSnapshot.of(text.equals("null") ? null : text);
  }

  private static List<Long> transactions(ResultSet row) throws SQLException {
    Array array = row.getArray("transactions");
    return Arrays.stream((String[]) array.getArray()).map(Long::valueOf).toList();
  }

  private JdbcClient.StatementSpec in(String sql, KeyRange range) {
    return jdbc.sql(sql).param("from", range.from()).param("to", range.to());
  }

  /** What was committed too late for the snapshots of its day. */
  private static JdbcClient.StatementSpec notRead(
      JdbcClient.StatementSpec statement, OldestSnapshots read) {
    return statement
        .param("days", SqlArrays.texts(read.byDay().keySet()))
        .param("oldest", SqlArrays.texts(read.byDay().values()))
        .param("first_day", read.firstDay())
        .param("lowest", Long.toString(read.lowest()));
  }
}
