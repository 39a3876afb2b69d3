package io.afterclose.portfoliorefresh.gap;

import io.afterclose.database.text.SqlArrays;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which sessions have the prices of the market. */
public final class CoverageStore {

  private static final String NEWEST_MARKET_PRICE =
      """
      select price_date from market_data_cache where symbol = 'SPY'
      order by price_date desc limit 1
      """;

  /**
   * Lots that are alike on the days asked for count once, and the times in which a symbol is held
   * are merged first, so that neither the number of lots nor that of portfolios counts. A close
   * makes its symbol expected on the next five sessions, up to its next close.
   */
  private static final String COVERAGE =
      """
      with axis as (
        select a.session, a.number, a.wanted
        from unnest(cast(:sessions as date[]), cast(:numbers as integer[]),
          cast(:wanted as boolean[])) as a(session, number, wanted)
      ), lots as materialized (
        select distinct p.symbol, greatest(p.entry_date, cast(:first as date)) as entry_date,
          p.exit_date
        from positions p
        join portfolios f on f.portfolio_id = p.portfolio_id
        where p.deleted_at is null and f.deleted_at is null and p.investment_class = 'PUBLIC'
          and p.entry_date <= :last and (p.exit_date is null or p.exit_date > :first)
      ), held as materialized (
        select l.symbol, range_agg(daterange(l.entry_date, l.exit_date)) as days
        from lots l
        where not exists (
          select from symbol_profiles u where u.symbol = l.symbol and lower(u.sector) = 'fund')
        group by l.symbol
      ), closes as (
        select h.symbol, h.days, a.session, a.number,
          lead(a.number) over (partition by h.symbol order by a.number) as next_number
        from held h
        join market_data_cache m
          on m.symbol = h.symbol and m.price_date between :first and :last
        join axis a on a.session = m.price_date
      ), expected as (
        select w.session, c.symbol, w.number is not distinct from c.next_number as priced
        from closes c
        join axis w
          on w.wanted and w.number > c.number
            and w.number <= least(c.number + :sessions_before, c.next_number)
        where c.days @> w.session and not exists (
          select from corporate_actions k
          where k.symbol = c.symbol and k.ex_date > c.session and k.ex_date <= w.session
            and k.kind in ('RENAME', 'STOCK_MERGER', 'CASH_MERGER', 'DELISTED'))
      ), counted as (
        select session, count(*) as expected, count(*) filter (where priced) as priced,
          (array_agg(symbol order by symbol collate "C") filter (where not priced))[1\\:20] as missing
        from expected
        group by session
      )
      select w.session, coalesce(c.expected, 0) as expected, coalesce(c.priced, 0) as priced,
        c.missing,
        exists (
          select from market_data_cache k
          where k.symbol = 'SPY' and k.price_date = w.session) as market_priced
      from axis w
      left join counted c on c.session = w.session
      where w.wanted
      order by w.session
      """;

  private final JdbcClient jdbc;

  public CoverageStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** The newest session on which SPY has a price. */
  Optional<LocalDate> newestMarketPrice() {
    return jdbc.sql(NEWEST_MARKET_PRICE).query(LocalDate.class).optional();
  }

  /**
   * How well each date is covered by prices, ascending.
   *
   * @param numbers the dates and the sessions before each, counted; consecutive sessions have
   *     consecutive numbers
   * @param before how many sessions before a date a close makes its symbol expected
   * @param settledUpTo the newest date that is settled
   */
  List<DateCoverage> coverage(
      Collection<LocalDate> dates,
      SortedMap<LocalDate, Integer> numbers,
      int before,
      LocalDate settledUpTo) {
    Map<LocalDate, Boolean> wanted = new TreeMap<>();
    numbers.keySet().forEach(session -> wanted.put(session, dates.contains(session)));
    return jdbc.sql(COVERAGE)
        .param("sessions", SqlArrays.texts(numbers.keySet()))
        .param("numbers", SqlArrays.texts(numbers.values()))
        .param("wanted", SqlArrays.texts(wanted.values()))
        .param("first", numbers.firstKey())
        .param("last", numbers.lastKey())
        .param("sessions_before", before)
        .query((row, number) -> coverage(row, settledUpTo))
        .list();
  }

  private static DateCoverage coverage(ResultSet row, LocalDate settledUpTo) throws SQLException {
    LocalDate session = row.getObject("session", LocalDate.class);
    return new DateCoverage(
        session,
        row.getLong("expected"),
        row.getLong("priced"),
        row.getBoolean("market_priced"),
        !session.isAfter(settledUpTo),
        texts(row.getArray("missing")));
  }

  private static List<String> texts(@Nullable Array array) throws SQLException {
    return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
  }
}
