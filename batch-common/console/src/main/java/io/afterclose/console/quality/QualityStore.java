package io.afterclose.console.quality;

import io.afterclose.console.access.Visibility;
import io.afterclose.database.text.SqlArrays;
import io.afterclose.report.ValuedBy;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads what the positions of newest snapshots are valued by: the sums of what {@link
 * io.afterclose.report.StoredPositions#valuedBy} says of each lot.
 */
final class QualityStore {

  private static final String LOTS =
      """
      with newest as (
        select f.portfolio_id, max(s.snapshot_date) as snapshot_date
        from portfolios f join portfolio_snapshots s on s.portfolio_id = f.portfolio_id
        where f.deleted_at is null and (:all or f.portfolio_id = any (:visible))
        group by f.portfolio_id
      ), lots as (
        select p.portfolio_id, p.symbol, p.last_price_date, abs(p.market_value) as value,
          case when p.market_value is null then 'NOTHING'
            when p.investment_class = 'PRIVATE' then 'OWNER'
            when p.last_price_date = p.valued_on then 'CLOSE'
            else 'OLDER_CLOSE' end as by
        from positions p
        join newest n on n.portfolio_id = p.portfolio_id and n.snapshot_date = p.valued_on
        where p.deleted_at is null
      )
      """;

  private static final String SUMS =
      LOTS + "select by, count(*) as lots, coalesce(sum(value), 0) as value from lots group by by";

  private static final String SYMBOLS =
      LOTS
          + """
          select symbol, max(last_price_date) as last_price_date,
            count(*) filter (where by = 'OLDER_CLOSE') as stale,
            count(*) filter (where by = 'OWNER') as estimated,
            count(*) filter (where by = 'NOTHING') as unpriced,
            coalesce(sum(value), 0) as value, count(distinct portfolio_id) as portfolios
          from lots
          where by <> 'CLOSE' and symbol collate "C" > :after
          group by symbol
          order by symbol collate "C"
          limit :limit
          """;

  private static final String PORTFOLIOS =
      """
      select count(*) as portfolios,
        count(*) filter (where not exists (select from portfolio_snapshots s
          where s.portfolio_id = f.portfolio_id and s.snapshot_date >= :session)) as behind
      from portfolios f
      where f.deleted_at is null and (:all or f.portfolio_id = any (:visible))
      """;

  private static final String HELD =
      """
      select distinct symbol from positions
      where deleted_at is null and portfolio_id = any (:visible)
      """;

  private final JdbcClient jdbc;

  QualityStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * Lots that are valued in a way.
   *
   * @param value gross, USD; 0 where there is none
   */
  record Sum(long lots, BigDecimal value) {

    static final Sum NONE = new Sum(0, BigDecimal.ZERO);
  }

  /**
   * A symbol some of whose lots have no close of the session.
   *
   * @param lastPrice the day of its newest close; null where it has none
   * @param value of those lots, gross, USD
   */
  record Doubtful(
      String symbol,
      @Nullable LocalDate lastPrice,
      long stale,
      long estimated,
      long unpriced,
      BigDecimal value,
      long portfolios) {}

  /**
   * How many portfolios there are.
   *
   * @param behind those without a snapshot of the session or a later one
   */
  record Portfolios(long all, long behind) {}

  private JdbcClient.StatementSpec of(String sql, Visibility visibility) {
    return jdbc.sql(sql)
        .param("all", visibility.all())
        .param("visible", SqlArrays.keys(visibility.portfolios()));
  }

  /** All lots of newest snapshots by what they are valued by. */
  Map<ValuedBy, Sum> sums(Visibility visibility) {
    Map<ValuedBy, Sum> sums = new EnumMap<>(ValuedBy.class);
    of(SUMS, visibility)
        .query(
            row -> {
              sums.put(
                  ValuedBy.valueOf(row.getString("by")),
                  new Sum(row.getLong("lots"), row.getBigDecimal("value")));
            });
    return sums;
  }

  /** Symbols with lots that have no close of their session, behind one, by symbol. */
  List<Doubtful> symbols(Visibility visibility, String after, int limit) {
    return of(SYMBOLS, visibility)
        .param("after", after)
        .param("limit", limit)
        .query(QualityStore::doubtful)
        .list();
  }

  private static Doubtful doubtful(ResultSet row, int number) throws SQLException {
    return new Doubtful(
        row.getString("symbol"),
        row.getObject("last_price_date", LocalDate.class),
        row.getLong("stale"),
        row.getLong("estimated"),
        row.getLong("unpriced"),
        row.getBigDecimal("value"),
        row.getLong("portfolios"));
  }

  /** Portfolios, and those that are behind a session. */
  Portfolios portfolios(Visibility visibility, LocalDate session) {
    return of(PORTFOLIOS, visibility)
        .param("session", session)
        .query((row, number) -> new Portfolios(row.getLong("portfolios"), row.getLong("behind")))
        .single();
  }

  /** The symbols that some portfolios hold or held. */
  Set<String> held(Set<Long> portfolios) {
    return jdbc.sql(HELD).param("visible", SqlArrays.keys(portfolios)).query(String.class).set();
  }
}
