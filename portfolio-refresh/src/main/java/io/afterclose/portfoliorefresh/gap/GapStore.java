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
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which snapshots there are, when lots are held and when cash moved. */
public final class GapStore {

  /** Where a mark says that nothing is missing, snapshots are not read once more. */
  private static final String PORTFOLIOS =
      """
      select f.portfolio_id, f.name, m.first_date,
        least(m.complete_to, l.since - 1) as complete_to,
        array_agg(distinct s.snapshot_date) filter (where s.snapshot_date is not null) as dates
      from portfolios f
      join portfolio_snapshot_marks m
        on m.portfolio_id = f.portfolio_id and m.first_date <= :up_to and :marked
      left join unnest(cast(:late as bigint[]), cast(:since as date[])) as l(portfolio_id, since)
        on l.portfolio_id = f.portfolio_id
      left join lateral (
        select p.snapshot_date from portfolio_snapshots p
        where p.portfolio_id = f.portfolio_id
          and p.snapshot_date > least(m.complete_to, l.since - 1)
          and p.snapshot_date <= :up_to) s on true
      where f.deleted_at is null and f.portfolio_id between :from and :to
      group by f.portfolio_id, f.name, m.first_date, m.complete_to, l.since
      union all
      select f.portfolio_id, f.name, null, null,
        array_agg(distinct s.snapshot_date) filter (where s.snapshot_date is not null) as dates
      from portfolios f
      left join portfolio_snapshots s
        on s.portfolio_id = f.portfolio_id and s.snapshot_date <= :up_to
      where f.deleted_at is null and f.portfolio_id between :from and :to
        and not exists (
          select from portfolio_snapshot_marks m
          where m.portfolio_id = f.portfolio_id and m.first_date <= :up_to and :marked)
      group by f.portfolio_id, f.name
      order by portfolio_id
      """;

  /** Lots that are alike from a first day on count once, so that few rows come of many lots. */
  private static final String LIVES =
      """
      select distinct portfolio_id, greatest(entry_date, cast(:first as date)) as entry_date,
        exit_date,
        case when investment_class = 'OPTIONS' then day_after_expiry(symbol) - 1 end as expiry
      from positions
      where deleted_at is null and portfolio_id between :from and :to
        and (exit_date is null or exit_date >= cast(:first as date))
        and not (investment_class = 'PUBLIC' and symbol = any (:carried))
      """;

  private static final String CASH_DAYS =
      """
      select distinct portfolio_id, movement_date from cash_movements
      where portfolio_id = any (:portfolios) and movement_date <= :up_to
      """;

  private static final String FIRST_CASH =
      """
      select portfolio_id, min(movement_date) as first_date from cash_movements
      where portfolio_id between :from and :to
      group by portfolio_id
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
   * @param first its oldest snapshot
   * @param completeTo up to which day each expected session is known to have one, so that it was
   *     not read; null where all were read
   * @param dates of any revision, after that day
   */
  record Existing(
      Portfolio portfolio,
      Optional<LocalDate> first,
      @Nullable LocalDate completeTo,
      Set<LocalDate> dates) {

    /** First day that may lack a snapshot; empty where there is none at all. */
    Optional<LocalDate> open() {
      return first.map(
          oldest ->
              completeTo == null || completeTo.isBefore(oldest) ? oldest : completeTo.plusDays(1));
    }

    long id() {
      return portfolio.id();
    }

    Set<LocalDate> without(Set<LocalDate> others) {
      return dates.stream().filter(date -> !others.contains(date)).collect(Collectors.toSet());
    }
  }

  private final JdbcClient jdbc;

  public GapStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * The portfolios of a range that were not deleted, by key, with their snapshots up to a date:
   * what was done for later dates says nothing about this one.
   *
   * @param marked whether marks are trusted; else all snapshots are read
   * @param late the first day that a change of a portfolio concerns: from there on all are read
   */
  List<Existing> existing(
      KeyRange range, LocalDate upTo, boolean marked, Map<Long, LocalDate> late) {
    List<Long> portfolios = List.copyOf(late.keySet());
    return in(PORTFOLIOS, range)
        .param("up_to", upTo)
        .param("marked", marked)
        .param("late", SqlArrays.keys(portfolios))
        .param("since", SqlArrays.texts(portfolios.stream().map(late::get).toList()))
        .query(GapStore::existing)
        .list();
  }

  /**
   * When the lots of the portfolios of a range are held from a day on.
   *
   * @param first what is held before it is left out: a lot that is held on it begins on it
   * @param without shares of these symbols
   */
  Map<Long, List<Life>> lives(KeyRange range, LocalDate first, Set<String> without) {
    Map<Long, List<Life>> lives = new TreeMap<>();
    in(LIVES, range)
        .param("first", first)
        .param("carried", SqlArrays.texts(without))
        .query(
            row -> {
              lives
                  .computeIfAbsent(row.getLong("portfolio_id"), none -> new ArrayList<>())
                  .add(
                      new Life(
                          row.getObject("entry_date", LocalDate.class),
                          row.getObject("exit_date", LocalDate.class),
                          row.getObject("expiry", LocalDate.class)));
            });
    return lives;
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

  /** The days up to a date of which portfolios have explicit cash rows. */
  Map<Long, NavigableSet<LocalDate>> cashDays(Collection<Long> portfolios, LocalDate upTo) {
    Map<Long, NavigableSet<LocalDate>> days = new TreeMap<>();
    jdbc.sql(CASH_DAYS)
        .param("portfolios", SqlArrays.keys(portfolios))
        .param("up_to", upTo)
        .query(
            row -> {
              days.computeIfAbsent(row.getLong("portfolio_id"), none -> new TreeSet<>())
                  .add(row.getObject("movement_date", LocalDate.class));
            });
    return days;
  }

  /** The day of the first explicit cash row of each portfolio of a range that has one. */
  Map<Long, LocalDate> firstCash(KeyRange range) {
    Map<Long, LocalDate> first = new TreeMap<>();
    in(FIRST_CASH, range)
        .query(
            row -> {
              first.put(row.getLong("portfolio_id"), row.getObject("first_date", LocalDate.class));
            });
    return first;
  }

  private JdbcClient.StatementSpec in(String sql, KeyRange range) {
    return jdbc.sql(sql).param("from", range.from()).param("to", range.to());
  }

  private static Existing existing(ResultSet row, int number) throws SQLException {
    Set<LocalDate> dates = dates(row.getArray("dates"));
    Stream<LocalDate> marked = Stream.ofNullable(row.getObject("first_date", LocalDate.class));
    return new Existing(
        Portfolio.stored(row.getLong("portfolio_id"), row.getString("name")),
        // history that was made since the mark is older than what the mark knows
        Stream.concat(marked, dates.stream()).min(Comparator.naturalOrder()),
        row.getObject("complete_to", LocalDate.class),
        dates);
  }

  private static Set<LocalDate> dates(@Nullable Array array) throws SQLException {
    return array == null
        ? Set.of()
        : Arrays.stream((Date[]) array.getArray())
            .map(Date::toLocalDate)
            .collect(Collectors.toUnmodifiableSet());
  }
}
