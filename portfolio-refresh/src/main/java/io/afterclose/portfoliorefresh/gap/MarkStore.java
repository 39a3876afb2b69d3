package io.afterclose.portfoliorefresh.gap;

import io.afterclose.database.text.SqlArrays;
import io.afterclose.portfolio.position.KeyRange;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Up to where the snapshots of portfolios were checked against the logs of changes. */
public final class MarkStore {

  /** What is not covered by a mark counts by its own reading. */
  private static final String OLDEST_READ =
      """
      select r.snapshot_date, min(
        case when r.read_server = (select server_identity())
          and r.read_before <= pg_snapshot_xmax(pg_current_snapshot())
        then r.read_before else '0'::xid8 end)::text as oldest
      from (
        select portfolio_id, snapshot_date, read_before, read_server
        from portfolio_snapshots_unmarked
        union all
        select portfolio_id, least(newest_date, :up_to), read_before, read_server
        from portfolio_snapshot_marks
      ) r
      join portfolios f on f.portfolio_id = r.portfolio_id
      where f.deleted_at is null and r.portfolio_id between :from and :to
        and r.snapshot_date <= :up_to
      group by r.snapshot_date
      """;

  private static final String STATE = "select pg_current_snapshot()::text";

  private static final String COVER =
      """
      with judged as materialized (
        select k.portfolio_id, k.first_date, k.complete_to
        from unnest(cast(:portfolios as bigint[]), cast(:first as date[]), cast(:complete as date[]))
          as k(portfolio_id, first_date, complete_to)
      ), covered as (
        delete from portfolio_snapshots_unmarked u
        using judged j
        where u.portfolio_id = j.portfolio_id and u.snapshot_date <= :up_to
          and (u.read_server <> (select server_identity())
            or pg_visible_in_snapshot(u.written_in, cast(:state as pg_snapshot)))
        returning u.portfolio_id, u.snapshot_date
      )
      insert into portfolio_snapshot_marks as m
        (portfolio_id, first_date, complete_to, newest_date, read_before, read_server)
      select j.portfolio_id, min(j.first_date), min(j.complete_to), greatest(max(c.snapshot_date), max(k.newest_date)),
        pg_snapshot_xmin(cast(:state as pg_snapshot)), (select server_identity())
      from judged j
      left join covered c on c.portfolio_id = j.portfolio_id
      left join portfolio_snapshot_marks k on k.portfolio_id = j.portfolio_id
      where k.newest_date is null or k.newest_date <= :up_to
      group by j.portfolio_id
      having count(c.snapshot_date) > 0 or count(k.newest_date) > 0
      order by j.portfolio_id
      on conflict (portfolio_id) do update
      set first_date = excluded.first_date, complete_to = excluded.complete_to,
        newest_date = greatest(m.newest_date, excluded.newest_date),
        read_before = excluded.read_before, read_server = excluded.read_server
      where m.read_before < excluded.read_before or m.read_server <> excluded.read_server
      """;

  private final JdbcClient jdbc;

  public MarkStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** How much the snapshots of a range up to a date have seen. */
  OldestSnapshots oldestRead(KeyRange range, LocalDate upTo) {
    Map<LocalDate, Long> bySession = new HashMap<>();
    jdbc.sql(OLDEST_READ)
        .param("from", range.from())
        .param("to", range.to())
        .param("up_to", upTo)
        .query(
            row -> {
              bySession.put(
                  row.getObject("snapshot_date", LocalDate.class),
                  Long.valueOf(row.getString("oldest")));
            });
    return OldestSnapshots.of(bySession);
  }

  /** What this transaction sees: PostgreSQL's pg_snapshot as text. */
  String state() {
    return jdbc.sql(STATE).query(String.class).single();
  }

  /**
   * Notes that no snapshot of portfolios lacks a change.
   *
   * @param state of the transaction that found it so
   * @param upTo the newest date that was looked at
   */
  void cover(List<GapPlan.Current> portfolios, String state, LocalDate upTo) {
    jdbc.sql(COVER)
        .param(
            "portfolios",
            SqlArrays.keys(portfolios.stream().map(GapPlan.Current::portfolioId).toList()))
        .param("first", SqlArrays.texts(portfolios.stream().map(GapPlan.Current::first).toList()))
        .param(
            "complete",
            SqlArrays.texts(portfolios.stream().map(GapPlan.Current::completeTo).toList()))
        .param("state", state)
        .param("up_to", upTo)
        .update();
  }
}
