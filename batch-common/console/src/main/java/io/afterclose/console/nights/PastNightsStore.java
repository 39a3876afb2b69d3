package io.afterclose.console.nights;

import io.afterclose.run.name.JobName;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what the last completed nights of a job took. */
final class PastNightsStore {

  /** A null phase stands for the whole night. */
  private static final String MEDIANS =
      """
      with nights as (
        select e.job_instance_id from (
          select r.job_execution_id from job_runs r
          where r.job_name = :job and r.scope = 'all' and r.revision = 1 and r.state = 'COMPLETED'
            and r.job_execution_id is not null and r.target_date < :before
          order by r.target_date desc, r.run_id desc
          limit :nights
        ) last join batch_job_execution e using (job_execution_id)
      ), parts as (
        select
          e.job_instance_id as night,
          split_part(s.step_name, ':', 1) as phase,
          extract(epoch from max(s.end_time) - min(s.start_time)) as seconds,
          greatest(sum(s.read_count) filter (where position(':' in s.step_name) = 0),
            sum(s.read_count) filter (where position(':' in s.step_name) > 0)) as read,
          min(s.step_execution_id) as place
        from nights n
        join batch_job_execution e on e.job_instance_id = n.job_instance_id
        join batch_step_execution s on s.job_execution_id = e.job_execution_id
        where s.end_time is not null
        group by e.job_instance_id, e.job_execution_id, split_part(s.step_name, ':', 1)
      ), phases as (
        select night, phase, sum(seconds) as seconds, sum(read) as read,
          row_number() over (partition by night order by min(place)) as place
        from parts group by night, phase
      ), wholes as (
        select n.job_instance_id as night,
          sum(extract(epoch from e.end_time - e.start_time)) as seconds
        from nights n join batch_job_execution e on e.job_instance_id = n.job_instance_id
        where e.end_time is not null
        group by n.job_instance_id
      )
      select null as phase, count(*) as nights, 0 as place, null as read,
        percentile_cont(0.5) within group (order by seconds::float8) as seconds
      from wholes
      union all
      select phase, count(*), avg(place), percentile_cont(0.5) within group (order by read::float8),
        percentile_cont(0.5) within group (order by seconds::float8)
      from phases
      group by phase
      order by place
      """;

  private static final int NIGHTS = 20;

  private final JdbcClient jdbc;

  PastNightsStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  private record Row(@Nullable String phase, int nights, @Nullable Double seconds, double read) {}

  /** The nights of the sessions before a date. */
  PastNights before(JobName job, LocalDate date) {
    List<Row> rows =
        jdbc.sql(MEDIANS)
            .param("job", job.text())
            .param("before", date)
            .param("nights", NIGHTS)
            .query(
                (row, number) ->
                    new Row(
                        row.getString("phase"),
                        row.getInt("nights"),
                        RunRowStore.decimal(row, "seconds"),
                        row.getDouble("read")))
            .list();
    Row whole = rows.stream().filter(row -> row.phase() == null).findFirst().orElseThrow();
    return new PastNights(
        whole.nights(),
        whole.seconds(),
        rows.stream()
            .filter(row -> row.phase() != null)
            .map(
                row ->
                    new PastNights.Phase(
                        Objects.requireNonNull(row.phase()),
                        row.seconds() == null ? 0 : row.seconds(),
                        row.read()))
            .toList());
  }
}
