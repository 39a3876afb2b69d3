package io.afterclose.portfoliorefresh.gap;

import io.afterclose.database.text.SqlArrays;
import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.snapshot.SnapshotReason;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which snapshots there are, which positions are open when, and which dates have prices. */
public final class GapStore {

  private static final String PORTFOLIOS =
      """
      select f.portfolio_id, f.name,
        array_agg(distinct s.snapshot_date) filter (where s.snapshot_date is not null) as dates
      from portfolios f
      left join portfolio_snapshots s
        on s.portfolio_id = f.portfolio_id and s.snapshot_date <= :up_to
      where f.deleted_at is null and f.portfolio_id between :from and :to
      group by f.portfolio_id, f.name
      order by f.portfolio_id
      """;

  private static final String HELD =
      """
      select distinct portfolio_id, entry_date, exit_date from positions
      where deleted_at is null and portfolio_id between :from and :to
      """;

  private static final String WITH_CASH =
      """
      select distinct portfolio_id from cash_movements where portfolio_id between :from and :to
      """;

  private static final String NEWEST_MARKET_PRICE =
      """
      select price_date from market_data_cache where symbol = 'SPY'
      order by price_date desc limit 1
      """;

  /** The symbols of public positions held on each date, and how many of them have a close. */
  private static final String COVERAGE =
      """
      with spans as (
        select distinct p.symbol, p.entry_date, p.exit_date
        from positions p
        join portfolios f on f.portfolio_id = p.portfolio_id
        where p.deleted_at is null and f.deleted_at is null and p.investment_class = 'PUBLIC'
      ), held as (
        select distinct d.session, s.symbol
        from unnest(cast(:dates as date[])) as d(session)
        join spans s
          on s.entry_date <= d.session and (s.exit_date is null or s.exit_date > d.session)
      )
      select d.session,
        count(h.symbol) as held,
        count(m.symbol) as priced,
        exists (
          select 1 from market_data_cache k
          where k.symbol = 'SPY' and k.price_date = d.session) as market_priced
      from unnest(cast(:dates as date[])) as d(session)
      left join held h on h.session = d.session
      left join market_data_cache m on m.symbol = h.symbol and m.price_date = h.session
      group by d.session
      order by d.session
      """;

  /** What a job instance has restated so far, without what was recalculated after it. */
  private static final String RESTATED =
      """
      select s.portfolio_id, s.snapshot_date
      from portfolio_snapshots_latest s
      join batch_job_execution e on e.job_execution_id = s.job_execution_id
      where e.job_instance_id = :instance and s.reason = :reason
        and s.portfolio_id between :from and :to
      """;

  /**
   * A portfolio and the dates of its snapshots.
   *
   * @param dates of any revision
   */
  record Existing(Portfolio portfolio, Set<LocalDate> dates) {

    long id() {
      return portfolio.id();
    }

    Set<LocalDate> without(Set<LocalDate> others) {
      return dates.stream().filter(date -> !others.contains(date)).collect(Collectors.toSet());
    }
  }

  /** A time in which a portfolio holds something. */
  record Span(LocalDate entry, @Nullable LocalDate exit) {

    boolean covers(LocalDate date) {
      return !entry.isAfter(date) && (exit == null || exit.isAfter(date));
    }
  }

  private final JdbcClient jdbc;

  public GapStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * The portfolios of a range that were not deleted, by key, with their snapshots up to a date:
   * what was done for later dates says nothing about this one.
   */
  List<Existing> existing(KeyRange range, LocalDate upTo) {
    return in(PORTFOLIOS, range).param("up_to", upTo).query(GapStore::existing).list();
  }

  /** The newest session on which SPY has a price. */
  Optional<LocalDate> newestMarketPrice() {
    return jdbc.sql(NEWEST_MARKET_PRICE).query(LocalDate.class).optional();
  }

  /** When the portfolios of a range hold something. */
  Map<Long, List<Span>> spans(KeyRange range) {
    Map<Long, List<Span>> spans = new TreeMap<>();
    in(HELD, range)
        .query(
            row -> {
              spans
                  .computeIfAbsent(row.getLong("portfolio_id"), none -> new ArrayList<>())
                  .add(
                      new Span(
                          row.getObject("entry_date", LocalDate.class),
                          row.getObject("exit_date", LocalDate.class)));
            });
    return spans;
  }

  /** The snapshots of a range that a job instance has made for one reason, by portfolio. */
  Map<Long, Set<LocalDate>> restated(KeyRange range, SnapshotReason reason, OptionalLong instance) {
    Map<Long, Set<LocalDate>> restated = new TreeMap<>();
    if (instance.isPresent()) {
      in(RESTATED, range)
          .param("instance", instance.getAsLong())
          .param("reason", reason.text())
          .query(
              row -> {
                restated
                    .computeIfAbsent(row.getLong("portfolio_id"), none -> new HashSet<>())
                    .add(row.getObject("snapshot_date", LocalDate.class));
              });
    }
    return restated;
  }

  /** The portfolios of a range that have an explicit cash row. */
  Set<Long> withCash(KeyRange range) {
    return in(WITH_CASH, range).query(Long.class).set();
  }

  private JdbcClient.StatementSpec in(String sql, KeyRange range) {
    return jdbc.sql(sql).param("from", range.from()).param("to", range.to());
  }

  /** How well each date is covered by prices, ascending. */
  List<DateCoverage> coverage(Collection<LocalDate> dates) {
    return jdbc.sql(COVERAGE)
        .param("dates", SqlArrays.texts(dates))
        .query(
            (row, number) ->
                new DateCoverage(
                    row.getObject("session", LocalDate.class),
                    row.getLong("held"),
                    row.getLong("priced"),
                    row.getBoolean("market_priced")))
        .list();
  }

  private static Existing existing(ResultSet row, int number) throws SQLException {
    return new Existing(
        Portfolio.stored(row.getLong("portfolio_id"), row.getString("name")),
        dates(row.getArray("dates")));
  }

  private static Set<LocalDate> dates(@Nullable Array array) throws SQLException {
    return array == null
        ? Set.of()
        : Arrays.stream((Date[]) array.getArray())
            .map(Date::toLocalDate)
            .collect(Collectors.toUnmodifiableSet());
  }
}
