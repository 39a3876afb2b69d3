package io.afterclose.console.nights;

import io.afterclose.console.access.Visibility;
import io.afterclose.run.name.JobName;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the nights: of each session and job the last start of the last unscoped revision. */
final class NightStore {

  private static final String NIGHTS =
      """
      select j.job, f.first_night, d.session, %s
      from unnest(cast(:jobs as text[])) as j (job)
      cross join lateral (
        select min(b.target_date) as first_night from job_runs b
        where b.job_name = j.job and b.scope = 'all'
      ) f
      left join unnest(cast(:sessions as date[])) as d (session) on true
      left join lateral (
        select * from job_runs l
        where l.job_name = j.job and l.scope = 'all' and l.target_date = d.session
        order by l.revision desc, l.run_id desc
        limit 1
      ) r on true
      %s
      order by j.job, d.session
      """
          .formatted(RunRowStore.COLUMNS, RunRowStore.COUNTS);

  /**
   * One step into an index for each portfolio: whether it has a snapshot of the session, and its
   * last one before it.
   */
  private static final String WITHOUT_SNAPSHOT =
      """
      select
        p.portfolio_id,
        p.name,
        v.net_asset_value,
        exists (select from portfolio_snapshots s
          where s.portfolio_id = p.portfolio_id and s.snapshot_date = :session) as there
      from portfolios p
      cross join lateral (
        select s.net_asset_value from portfolio_snapshots s
        where s.portfolio_id = p.portfolio_id and s.snapshot_date <= :session
        order by s.snapshot_date desc, s.revision desc
        limit 1
      ) v
      where p.deleted_at is null and (:all or p.portfolio_id = any (:visible))
      order by p.name
      """;

  private static final String NAMES =
      """
      select name from portfolios
      where deleted_at is null and portfolio_id = any (:visible)
      """;

  private final JdbcClient jdbc;

  NightStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * What there is of one job.
   *
   * @param first the first session it was ever started for; null where it never was
   * @param nights by their sessions; those without a run are not there
   */
  record OfJob(@Nullable LocalDate first, SortedMap<LocalDate, RunRow> nights) {}

  /** The nights of some sessions. */
  Map<JobName, OfJob> nights(Collection<LocalDate> sessions) {
    Map<JobName, OfJob> all = new EnumMap<>(JobName.class);
    jdbc.sql(NIGHTS)
        .param("jobs", List.of(JobName.values()).stream().map(JobName::text).toArray(String[]::new))
        .param("sessions", sessions.stream().map(Date::valueOf).toArray(Date[]::new))
        .query((ResultSet row) -> add(all, row));
    return all;
  }

  private static void add(Map<JobName, OfJob> all, ResultSet row) throws SQLException {
    LocalDate first = row.getObject("first_night", LocalDate.class);
    OfJob job =
        all.computeIfAbsent(
            JobName.of(row.getString("job")), key -> new OfJob(first, new TreeMap<>()));
    if (RunRowStore.number(row, "run_id") != null) {
      job.nights().put(row.getObject("session", LocalDate.class), RunRowStore.row(row, 0));
    }
  }

  /**
   * Portfolios that had a snapshot before a session and have none of it.
   *
   * @param names of those that lack it
   * @param portfolios how many have one, of it or before
   * @param share of their last net asset values, taken without signs; null where those are 0
   */
  record Lacking(List<String> names, int portfolios, @Nullable Double share) {}

  private record Portfolio(String name, double value, boolean there) {}

  /** What a session lacks, of the portfolios that somebody may see. */
  Lacking lacking(LocalDate session, Visibility visibility) {
    List<Portfolio> all =
        jdbc.sql(WITHOUT_SNAPSHOT)
            .param("session", session)
            .param("all", visibility.all())
            .param("visible", keys(visibility))
            .query(
                (row, number) ->
                    new Portfolio(
                        row.getString("name"),
                        Math.abs(row.getDouble("net_asset_value")),
                        row.getBoolean("there")))
            .list();
    List<String> names = new ArrayList<>();
    double missing = 0;
    double sum = 0;
    for (Portfolio portfolio : all) {
      sum += portfolio.value();
      if (!portfolio.there()) {
        names.add(portfolio.name());
        missing += portfolio.value();
      }
    }
    return new Lacking(List.copyOf(names), all.size(), sum == 0 ? null : missing / sum);
  }

  /** The names of the portfolios that somebody may see who may not see all. */
  Set<String> names(Visibility visibility) {
    return Set.copyOf(
        jdbc.sql(NAMES).param("visible", keys(visibility)).query(String.class).list());
  }

  private static Long[] keys(Visibility visibility) {
    return visibility.portfolios().toArray(Long[]::new);
  }
}
