package io.afterclose.run.history;

import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunRequest;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Parameters of executions that are gone, as after a delete by hand or a restore of some tables.
 * Without them no command sees what its date's run completed, while the job instance, which has a
 * hash of them, lets no other run begin.
 */
public final class LostParameterStore {

  private static final String COUNT =
      """
      select count(*) from batch_job_instance i
      join batch_job_execution e on e.job_instance_id = i.job_instance_id
      where i.job_name = :job and (
        select count(*) from batch_job_execution_params p
        where p.job_execution_id = e.job_execution_id
          and p.parameter_name in ('targetDate', 'scope', 'revision')) < 3
      """;

  /** Who asked for a run is known from its start; without that it counts as an operator. */
  private static final String RESTORE =
      """
      with executions as (
        select e.job_execution_id,
          coalesce((select r.source from job_runs r
            where r.job_execution_id = e.job_execution_id order by r.run_id limit 1), :source)
            as source
        from batch_job_execution e where e.job_instance_id = :instance
      )
      insert into batch_job_execution_params
        (job_execution_id, parameter_name, parameter_type, parameter_value, identifying)
      select e.job_execution_id, v.name, v.type, v.value, v.identifying
      from executions e
      cross join lateral (values
        ('targetDate', 'java.time.LocalDate', :date, 'Y'),
        ('scope', 'java.lang.String', :scope, 'Y'),
        ('revision', 'java.lang.Long', :revision, 'Y'),
        ('source', 'java.lang.String', e.source, 'N')) v (name, type, value, identifying)
      where not exists (
        select from batch_job_execution_params p
        where p.job_execution_id = e.job_execution_id and p.parameter_name = v.name)
      """;

  private final JdbcClient jdbc;

  public LostParameterStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** How many executions of the job lack one by which their date is found. */
  public int executions(JobName job) {
    return jdbc.sql(COUNT).param("job", job.text()).query(Integer.class).single();
  }

  /**
   * Writes those that executions of an instance lack; only the holder of the run's key may.
   *
   * @param request whose instance it is
   * @return how many parameters were written
   */
  public int restore(long instance, RunRequest request) {
    return jdbc.sql(RESTORE)
        .param("instance", instance)
        .param("date", request.targetDate().toString())
        .param("scope", request.scope())
        .param("revision", Integer.toString(request.revision()))
        .param("source", request.source().text())
        .update();
  }
}
