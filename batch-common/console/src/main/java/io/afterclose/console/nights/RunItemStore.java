package io.afterclose.console.nights;

import io.afterclose.run.history.ItemFailure;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what runs could not do, item by item or by reason. */
final class RunItemStore {

  /** The portfolios' job names a portfolio, or a symbol of one as {@code A in NAME}. */
  private static final String OF_RUN =
      """
      from run_item_failures f
      join unnest(cast(:executions as bigint[]), cast(:phases as text[])) as p (execution, phase)
        on f.job_execution_id = p.execution and (p.phase is null or f.phase = p.phase)
      where (cast(:names as text[]) is null or f.item = any (:names) or exists (
        select from unnest(cast(:names as text[])) as n (name)
        where right(f.item, length(n.name) + 4) = ' in ' || n.name))
      """;

  private static final String ITEMS =
      """
      select f.phase, f.item, f.reason, f.detail %s
        and (cast(:phase as text) is null or f.phase = :phase)
        and (cast(:reason as text) is null or f.reason = :reason)
        and (cast(:afterPhase as text) is null or (f.phase, f.item) > (:afterPhase, :afterItem))
      order by f.phase, f.item
      limit :limit
      """
          .formatted(OF_RUN);

  private static final String REASONS =
      """
      select f.phase, f.reason, count(*) as items, min(f.item) as example %s
      group by f.phase, f.reason
      order by items desc, f.phase, f.reason
      """
          .formatted(OF_RUN);

  private final JdbcClient jdbc;

  RunItemStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * A phase and the execution that ran it.
   *
   * @param phase null for all of the execution
   */
  record PhaseOf(long execution, @Nullable String phase) {}

  /** What could not be done. */
  record Item(String phase, ItemFailure failure) {}

  /**
   * Which items are wanted.
   *
   * @param after the last item of the page before
   */
  record Filter(
      @Nullable String phase, @Nullable String reason, Optional<ItemCursor> after, int limit) {}

  /** Items with a reason in common. */
  record Reason(String phase, String reason, long items, String example) {}

  /**
   * Items of a run by phase and item, one more than the limit where there are more.
   *
   * @param portfolios the names of those whose items may be seen; empty for all
   */
  List<Item> items(Collection<PhaseOf> phases, Filter filter, Optional<Set<String>> portfolios) {
    return of(ITEMS, phases, portfolios)
        .param("phase", filter.phase())
        .param("reason", filter.reason())
        .param("afterPhase", filter.after().map(ItemCursor::phase).orElse(null))
        .param("afterItem", filter.after().map(ItemCursor::item).orElse(null))
        .param("limit", filter.limit() + 1)
        .query(
            (row, number) ->
                new Item(
                    row.getString("phase"),
                    new ItemFailure(
                        row.getString("item"), row.getString("reason"), row.getString("detail"))))
        .list();
  }

  /** How many items failed of what, the commonest first. */
  List<Reason> reasons(Collection<PhaseOf> phases, Optional<Set<String>> portfolios) {
    return of(REASONS, phases, portfolios)
        .query(
            (row, number) ->
                new Reason(
                    row.getString("phase"),
                    row.getString("reason"),
                    row.getLong("items"),
                    row.getString("example")))
        .list();
  }

  private JdbcClient.StatementSpec of(
      String sql, Collection<PhaseOf> phases, Optional<Set<String>> portfolios) {
    return jdbc.sql(sql)
        .param("executions", phases.stream().map(PhaseOf::execution).toArray(Long[]::new))
        .param("phases", phases.stream().map(PhaseOf::phase).toArray(String[]::new))
        .param("names", portfolios.map(names -> names.toArray(String[]::new)).orElse(null));
  }
}
