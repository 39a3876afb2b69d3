package io.afterclose.run.report;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What runs could not do, item by item; written in the transaction of the item's chunk. */
public final class ItemFailureStore {

  private static final String RECORD =
      """
      insert into run_item_failures (job_execution_id, phase, item, reason, detail, failed_at)
      values (?, ?, ?, ?, ?, ?)
      on conflict (job_execution_id, phase, item)
      do update set reason = excluded.reason, detail = excluded.detail, failed_at = excluded.failed_at
      """;

  private static final String OF_PHASE =
      """
      select item, reason, detail from run_item_failures
      where job_execution_id = :execution and phase = :phase
      order by item
      """;

  private static final int BATCH = 500;
  private static final int LONGEST_ITEM = 120;
  private static final int LONGEST_DETAIL = 500;

  private final JdbcTemplate template;
  private final JdbcClient jdbc;
  private final Clock clock;

  public ItemFailureStore(DataSource dataSource, Clock clock) {
    this.template = new JdbcTemplate(dataSource);
    this.jdbc = JdbcClient.create(dataSource);
    this.clock = clock;
  }

  /** Records failures of a phase; the same item again replaces what was said of it. */
  public void record(long executionId, String phase, Collection<ItemFailure> failures) {
    Timestamp now = Timestamp.from(clock.instant());
    template.batchUpdate(
        RECORD,
        failures,
        BATCH,
        (statement, failure) -> {
          statement.setLong(1, executionId);
          statement.setString(2, phase);
          statement.setString(3, cut(failure.item(), LONGEST_ITEM));
          statement.setString(4, failure.reason());
          statement.setString(5, cut(failure.detail(), LONGEST_DETAIL));
          statement.setTimestamp(6, now);
        });
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

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
