package io.afterclose.portfoliorefresh.gap;

import io.afterclose.portfolio.position.CashMovement;
import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfolio.snapshot.ChangedInput;
import io.afterclose.portfoliorefresh.gap.LotChanges.Settled;
import io.afterclose.portfoliorefresh.gap.MarketChanges.Action;
import io.afterclose.portfoliorefresh.gap.MarketChanges.Close;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.InvestmentClass;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The logs of changes, and what tells which snapshots they concern. */
public final class ChangeStore {

  private static final String OLDEST_READINGS =
      """
      select r.snapshot_date, min(coalesce(pg_snapshot_xmin(r.read_snapshot), '0'))::text
      from portfolio_snapshot_reads r
      join portfolios f on f.portfolio_id = r.portfolio_id
      where f.deleted_at is null and r.portfolio_id between ? and ? and r.snapshot_date <= ?
      group by r.snapshot_date
      """;

  /** By day, so that the log is sought in and not read: its rows are of the day they concern. */
  private static final String LATE_MARKET =
      """
      with late as (
        select c.symbol, c.first_date
        from unnest(?::date[], ?::xid8[]) as d(day, oldest)
        join market_data_changes c on c.first_date = d.day and c.transaction_id >= d.oldest
        where known_transaction(c.transaction_id) >= d.oldest
        union all
        select c.symbol, c.first_date from market_data_changes c
        where c.first_date < ? and known_transaction(c.transaction_id) >= ?::xid8
        union all
        -- A split also concerns the days before it, where a quantity was counted after it.
        select c.symbol, c.first_date from market_data_changes c
        join corporate_actions a
          on a.symbol = c.symbol and a.ex_date = c.first_date and a.kind = 'SPLIT'
        where c.kind = 'ACTION' and known_transaction(c.transaction_id) >= ?::xid8
          and exists (
            select from positions p
            where p.symbol = c.symbol and p.entry_date < c.first_date
              and p.quantity_as_of >= c.first_date)
      )
      select symbol, min(first_date) from late group by symbol
      """;

  /** What is stated now bounds a valuation: the next one, and the time the position is held. */
  private static final String LATE_STATED =
      """
      with late as (
        select c.* from unnest(?::date[], ?::xid8[]) as d(day, oldest)
        join portfolio_changes c on c.first_date = d.day and c.transaction_id >= d.oldest
        where known_transaction(c.transaction_id) >= d.oldest
        union all
        select c.* from portfolio_changes c
        where c.first_date < ? and known_transaction(c.transaction_id) >= ?::xid8
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
      where f.deleted_at is null and c.portfolio_id between ? and ?
        and (c.kind <> 'VALUATION' or p.deleted_at is null and p.investment_class = 'PRIVATE')
      """;

  /** An option's symbol is its root and 15 characters more. */
  private static final String LOTS =
      """
      select p.position_id, p.portfolio_id, p.symbol, p.investment_class, p.quantity_as_of,
        p.entry_date, p.exit_date
      from positions p
      join portfolios f on f.portfolio_id = p.portfolio_id
      where p.deleted_at is null and f.deleted_at is null and p.portfolio_id between ? and ?
        and (p.investment_class <> 'PRIVATE' and p.symbol = any (?)
          or p.investment_class = 'OPTIONS' and left(p.symbol, -15) = any (?))
      """;

  private static final String SETTLED =
      """
      select position_id, kind, movement_date from cash_movements
      where kind in ('TRADE', 'DIVIDEND') and position_id = any (?)
      """;

  /** A bar that was corrected in another value than its close is no change here. */
  private static final String CLOSES =
      """
      select m.symbol, m.price_date,
        array_prepend(known_transaction(m.arrived_in), array(
          select known_transaction(h.replaced_in) from (
            select k.replaced_in, k.close, lead(k.close, 1, m.close) over (order by k.replaced_at)
              as next_close
            from market_data_history k
            where k.symbol = m.symbol and k.price_date = m.price_date) h
          where h.close <> h.next_close))::text[] as transactions
      from unnest(?::text[], ?::date[]) as w(symbol, since)
      join market_data_cache m on m.symbol = w.symbol and m.price_date between w.since and ?
      """;

  private static final String ACTIONS =
      """
      select a.symbol, a.ex_date, a.kind,
        array_prepend(known_transaction(a.arrived_in), array(
          select known_transaction(h.replaced_in) from corporate_actions_history h
          where h.symbol = a.symbol and h.ex_date = a.ex_date and h.kind = a.kind))::text[]
          as transactions
      from corporate_actions a
      where a.kind in ('SPLIT', 'DIVIDEND') and a.symbol = any (?)
      """;

  private static final String READINGS =
      """
      select portfolio_id, snapshot_date, read_snapshot::text from portfolio_snapshot_reads
      where portfolio_id = any (?) and snapshot_date <= ?
      """;

  private final JdbcTemplate jdbc;

  public ChangeStore(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** How much the snapshots of a range up to a date have seen. */
  OldestSnapshots oldestReadings(KeyRange range, LocalDate upTo) {
    Map<LocalDate, Long> bySession = new HashMap<>();
    jdbc.query(
        OLDEST_READINGS,
        row -> {
          bySession.put(row.getObject(1, LocalDate.class), Long.valueOf(row.getString(2)));
        },
        range.from(),
        range.to(),
        upTo);
    return OldestSnapshots.of(bySession);
  }

  /** The symbols of which something was logged late, and the first date it concerns. */
  Map<String, LocalDate> lateMarket(OldestSnapshots read) {
    Map<String, LocalDate> late = new TreeMap<>();
    String lowest = Long.toString(read.lowest());
    jdbc.query(
        LATE_MARKET,
        row -> {
          late.put(row.getString(1), row.getObject(2, LocalDate.class));
        },
        days(read),
        numbers(read),
        read.firstDay(),
        lowest,
        lowest);
    return late;
  }

  /** What owners stated late. */
  List<UserChange> lateStated(OldestSnapshots read, KeyRange range) {
    return jdbc.query(
        LATE_STATED,
        (row, number) ->
            new UserChange(
                row.getLong("portfolio_id"),
                ChangedInput.valueOf(row.getString("kind")),
                row.getObject("first_date", LocalDate.class),
                row.getObject("until_date", LocalDate.class),
                Long.parseLong(row.getString("transaction_id"))),
        days(read),
        numbers(read),
        read.firstDay(),
        Long.toString(read.lowest()),
        range.from(),
        range.to());
  }

  /** The lots of a range in these symbols, and the options on them. */
  List<LotRef> lots(Collection<String> symbols, KeyRange range) {
    String[] texts = symbols.toArray(String[]::new);
    return jdbc.query(
        LOTS,
        (row, number) ->
            new LotRef(
                row.getLong("position_id"),
                row.getLong("portfolio_id"),
                row.getString("symbol"),
                InvestmentClass.valueOf(row.getString("investment_class")),
                row.getObject("quantity_as_of", LocalDate.class),
                row.getObject("entry_date", LocalDate.class),
                row.getObject("exit_date", LocalDate.class)),
        range.from(),
        range.to(),
        texts,
        texts);
  }

  /** Which implied cash rows of lots are replaced. */
  Set<Settled> settled(Collection<LotRef> lots) {
    return new HashSet<>(
        jdbc.query(
            SETTLED,
            (row, number) ->
                new Settled(
                    row.getLong("position_id"),
                    CashMovement.Kind.valueOf(row.getString("kind")),
                    row.getObject("movement_date", LocalDate.class)),
            (Object) lots.stream().map(LotRef::positionId).distinct().toArray(Long[]::new)));
  }

  /** The closes of symbols, each from a day of its own, up to a date. */
  void closes(Map<String, LocalDate> since, LocalDate upTo, BiConsumer<String, Close> consumer) {
    jdbc.query(
        CLOSES,
        row -> {
          consumer.accept(
              row.getString("symbol"),
              new Close(row.getObject("price_date", LocalDate.class), transactions(row)));
        },
        since.keySet().toArray(String[]::new),
        since.values().stream().map(LocalDate::toString).toArray(String[]::new),
        upTo);
  }

  /** All splits and dividends of symbols. */
  void actions(Collection<String> symbols, BiConsumer<String, Action> consumer) {
    jdbc.query(
        ACTIONS,
        row -> {
          consumer.accept(
              row.getString("symbol"),
              new Action(
                  row.getObject("ex_date", LocalDate.class),
                  CorporateAction.Kind.valueOf(row.getString("kind")),
                  transactions(row)));
        },
        (Object) symbols.toArray(String[]::new));
  }

  /** What each snapshot of portfolios up to a date was read from. */
  Map<Long, NavigableMap<LocalDate, DbSnapshot>> readings(Set<Long> portfolioIds, LocalDate upTo) {
    Map<Long, NavigableMap<LocalDate, DbSnapshot>> readings = new TreeMap<>();
    Map<String, DbSnapshot> known = new HashMap<>();
    jdbc.query(
        READINGS,
        row -> {
          readings
              .computeIfAbsent(row.getLong(1), unseen -> new TreeMap<>())
              .put(
                  row.getObject(2, LocalDate.class),
                  known.computeIfAbsent(String.valueOf(row.getString(3)), ChangeStore::reading));
        },
        portfolioIds.toArray(Long[]::new),
        upTo);
    return readings;
  }

  private static DbSnapshot reading(String text) {
    return DbSnapshot.of(text.equals("null") ? null : text);
  }

  private static List<Long> transactions(ResultSet row) throws SQLException {
    Array array = row.getArray("transactions");
    return Arrays.stream((String[]) array.getArray()).map(Long::valueOf).toList();
  }

  private static String[] days(OldestSnapshots read) {
    return read.byDay().keySet().stream().map(LocalDate::toString).toArray(String[]::new);
  }

  private static String[] numbers(OldestSnapshots read) {
    return read.byDay().values().stream().map(String::valueOf).toArray(String[]::new);
  }
}
