package io.afterclose.run.history;

import io.afterclose.run.name.JobName;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The items that runs failed on; written in the transaction of the item's chunk. */
public final class ItemFailureStore {

  private static final String RECORD =
      """
      insert into run_item_failures (job_execution_id, phase, item, reason, detail, failed_at)
      select :execution, :phase, f.item, f.reason, f.detail, :now
      from unnest(cast(:items as text[]), cast(:reasons as text[]), cast(:details as text[]))
        as f (item, reason, detail)
      on conflict (job_execution_id, phase, item)
      do update set reason = excluded.reason, detail = excluded.detail, failed_at = excluded.failed_at
      """;

  private static final String OF_PHASE =
      """
      select item, reason, detail from run_item_failures
      where job_execution_id = :execution and phase = :phase
      order by item
      """;

  private static final String OF_INSTANCE =
      """
      select distinct on (f.item) f.item, f.reason, f.detail from run_item_failures f
      join batch_job_execution e on e.job_execution_id = f.job_execution_id
      where e.job_instance_id = :instance and f.phase = :phase
      order by f.item, f.job_execution_id desc
      """;

  private static final String ITEMS =
      "select count(distinct item) from run_item_failures where job_execution_id = :execution";

  private static final String OF_DATE =
      """
      select f.job_execution_id, s.parameter_value as scope, f.phase, f.item, f.reason, f.detail
      from run_item_failures f
      join batch_job_execution e on e.job_execution_id = f.job_execution_id
      join batch_job_instance i on i.job_instance_id = e.job_instance_id
      join batch_job_execution_params d on d.job_execution_id = e.job_execution_id
        and d.parameter_name = 'targetDate'
      join batch_job_execution_params s on s.job_execution_id = e.job_execution_id
        and s.parameter_name = 'scope'
      where i.job_name = :job and d.parameter_value = :date
        and e.job_execution_id = (
          select max(l.job_execution_id) from batch_job_execution l
          where l.job_instance_id = e.job_instance_id)
      order by f.job_execution_id, f.phase, f.item
      """;

  private static final int MAX_ITEM = 120;
  private static final int MAX_DETAIL = 500;

  private final JdbcClient jdbc;
  private final Clock clock;

  public ItemFailureStore(DataSource dataSource, Clock clock) {
    this.jdbc = JdbcClient.create(dataSource);
    this.clock = clock;
  }

  /** Records failures of a phase; a later one of the same item replaces the earlier. */
  public void record(long executionId, String phase, Collection<ItemFailure> failures) {
    Map<String, ItemFailure> byItem = new LinkedHashMap<>();
    failures.forEach(failure -> byItem.put(cut(failure.item(), MAX_ITEM), failure));
    jdbc.sql(RECORD)
        .param("execution", executionId)
        .param("phase", phase)
        .param("items", byItem.keySet().toArray(String[]::new))
        .param("reasons", texts(byItem.values(), ItemFailure::reason))
        .param("details", texts(byItem.values(), failure -> cut(failure.detail(), MAX_DETAIL)))
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  private static String[] texts(
      Collection<ItemFailure> failures, Function<ItemFailure, String> text) {
    return failures.stream().map(text).toArray(String[]::new);
  }

  /** The failures of one phase of an execution, by item. */
  public List<ItemFailure> ofPhase(long executionId, String phase) {
    return jdbc.sql(OF_PHASE)
        .param("execution", executionId)
        .param("phase", phase)
        .query(
            (row, number) ->
                new ItemFailure(
                    row.getString("item"), row.getString("reason"), row.getString("detail")))
        .list();
  }

  /**
   * The failures of one phase of a job instance by item, each as its last execution recorded it: a
   * restart leaves out a phase that was complete.
   */
  public List<ItemFailure> ofInstance(long instanceId, String phase) {
    return jdbc.sql(OF_INSTANCE)
        .param("instance", instanceId)
        .param("phase", phase)
        .query(
            (row, number) ->
                new ItemFailure(
                    row.getString("item"), row.getString("reason"), row.getString("detail")))
        .list();
  }

  /** How many items any phase of an execution could not do, each counted once. */
  public long items(long executionId) {
    return jdbc.sql(ITEMS).param("execution", executionId).query(Long.class).single();
  }

  /**
   * A failure and the run it belongs to.
   *
   * @param scope what the run covered
   */
  public record OfRun(long executionId, String scope, String phase, ItemFailure failure) {}

  /** The failures of the last execution of each run of a date. */
  public List<OfRun> ofDate(JobName job, LocalDate date) {
    return jdbc.sql(OF_DATE)
        .param("job", job.text())
        .param("date", date.toString())
        .query(
            (row, number) ->
                new OfRun(
                    row.getLong("job_execution_id"),
                    row.getString("scope"),
                    row.getString("phase"),
                    new ItemFailure(
                        row.getString("item"), row.getString("reason"), row.getString("detail"))))
        .list();
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
