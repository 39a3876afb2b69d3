package io.afterclose.console.nights;

import io.afterclose.cli.history.page.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads starts of runs, newest first; a page goes on where the one before ended. */
final class RunListStore {

  private static final String NEWEST =
      """
      select %s
      from (
        select * from job_runs r where %%s order by r.run_id desc limit :limit
      ) r
      %s
      order by r.run_id desc
      """
          .formatted(RunRowStore.COLUMNS, RunRowStore.COUNTS);

  private static final String BY_ID =
      "select %s from job_runs r %s where r.run_id = any (:runs)"
          .formatted(RunRowStore.COLUMNS, RunRowStore.COUNTS);

  /** As an array of the few that somebody asked for, an index leads to their runs. */
  private static final String ASKED_BY =
      """
      r.request_id = any (array(select q.request_id from run_requests q where q.actor = :actor))
      """;

  private final JdbcClient jdbc;

  RunListStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * The newest runs, one more than the limit where there are more.
   *
   * @param portfolios the names of those whose own runs may be seen; empty for all
   */
  List<RunRow> newest(RunFilter filter, Optional<Set<String>> portfolios) {
    List<String> conditions = new ArrayList<>(List.of("true"));
    Map<String, Object> values = new HashMap<>();
    add(conditions, values, "r.run_id < :after", "after", filter.after());
    add(conditions, values, "r.job_name = :job", "job", filter.parameters().get("job"));
    add(conditions, values, "r.target_date >= :from", "from", filter.from());
    add(conditions, values, "r.target_date <= :to", "to", filter.to());
    add(conditions, values, "r.source = :source", "source", filter.parameters().get("source"));
    add(conditions, values, ASKED_BY, "actor", filter.actor());
    Outcome status = filter.status();
    if (status != null) {
      conditions.add("r.state in (" + states(status) + ")");
      conditions.add("(" + RunRowStore.OUTCOME + ") = :status");
      values.put("status", status.style());
    }
    if (portfolios.isPresent()) {
      conditions.add("(r.scope not like 'portfolio:%' or r.scope = any (:scopes))");
      values.put(
          "scopes",
          portfolios.get().stream().map(name -> "portfolio:" + name).toArray(String[]::new));
    }
    values.put("limit", filter.limit() + 1);
    return jdbc.sql(NEWEST.formatted(String.join(" and ", conditions)))
        .params(values)
        .query(RunRowStore::row)
        .list();
  }

  /** So that an index leads to those of a rare outcome. */
  private static String states(Outcome status) {
    return switch (status) {
      case COMPLETED, WARNINGS -> "'COMPLETED'";
      case FAILED -> "'FAILED', 'ABANDONED'";
      case STOPPED -> "'STOPPED'";
      case RUNNING -> "'RUNNING'";
    };
  }

  private static void add(
      List<String> conditions,
      Map<String, Object> values,
      String condition,
      String name,
      @Nullable Object value) {
    if (value != null && !value.equals("")) {
      conditions.add(condition);
      values.put(name, value);
    }
  }

  /** Some runs, in no order. */
  List<RunRow> byId(Set<Long> runs) {
    return jdbc.sql(BY_ID).param("runs", runs.toArray(Long[]::new)).query(RunRowStore::row).list();
  }
}
