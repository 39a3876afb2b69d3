package io.afterclose.portfolio.figure;

import io.afterclose.database.text.SqlArrays;
import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfolio.position.Portfolio;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sessions whose figures are missing or lack a change. Snapshots and rates are written down by
 * triggers; what the logs of market data and exposures hold is handed on by a plan.
 */
public final class FigureDueStore {

  private static final String BEGIN =
      """
      insert into portfolio_figure_marks (mark, read_before, read_server)
      values (true, pg_snapshot_xmin(pg_current_snapshot()), (select server_identity()))
      on conflict (mark) do nothing
      """;

  /** One plan at a time hands on. */
  private static final String MARK =
      """
      select (case when read_server = (select server_identity())
        then known_transaction(read_before) else '0'::xid8 end)::text as read_before, newest_date
      from portfolio_figure_marks for update
      """;

  private static final String HORIZON = "select pg_snapshot_xmin(pg_current_snapshot())::text";

  /**
   * A change of a symbol concerns the figures of its session and of those whose window holds it,
   * 400 days at most; one of the benchmark all later ones, and one of a factor fund all portfolios.
   * A session that is due already is not written down again.
   */
  private static final String HAND_ON_MARKET =
      """
      with recursive changed as (
        select c.symbol::text as symbol, min(c.first_date) as first_date
        from market_data_changes c
        where c.transaction_id >= cast(:since as xid8)
          and known_transaction(c.transaction_id) >= cast(:since as xid8)
          and c.first_date <= :newest
        group by c.symbol
      ), linked (symbol, first_date) as (
        select symbol, first_date from changed
        union
        select l.other, k.first_date
        from linked k
        join (
          select symbol::text as symbol, other_symbol::text as other from corporate_actions
          where other_symbol is not null
          union
          select other_symbol::text, symbol::text from corporate_actions
          where other_symbol is not null) l on l.symbol = k.symbol
      ), concerned as (
        select p.portfolio_id, k.first_date,
          case when k.symbol = :benchmark then 'infinity'::date else k.first_date + 400 end as until
        from linked k
        join positions p on p.symbol = k.symbol and p.deleted_at is null
          and (p.exit_date is null or p.exit_date > k.first_date)
        union
        select f.portfolio_id, k.first_date,
          case when k.symbol = :benchmark then 'infinity'::date else k.first_date + 400 end
        from linked k, portfolios f
        where k.symbol = any (:funds)
      )
      insert into portfolio_figures_due (portfolio_id, figure_date, cause, read_server)
      select distinct s.portfolio_id, s.snapshot_date, 'MARKET', (select server_identity())
      from (
        select portfolio_id, min(first_date) as first_date, max(until) as until
        from concerned group by portfolio_id) c
      join portfolio_snapshots s on s.portfolio_id = c.portfolio_id
        and s.snapshot_date between c.first_date and c.until
      where not exists (
        select from portfolio_figures_due d
        where d.portfolio_id = s.portfolio_id and d.figure_date = s.snapshot_date)
      """;

  private static final String HAND_ON_EXPOSURES =
      """
      insert into portfolio_figures_due (portfolio_id, figure_date, cause, read_server)
      select distinct s.portfolio_id, s.snapshot_date, 'EXPOSURE', (select server_identity())
      from (
        select distinct symbol, calculation_date from symbol_exposure_changes
        where calculation_date <= :newest) c
      join positions p on p.symbol = c.symbol and p.deleted_at is null
        and p.entry_date <= c.calculation_date
        and (p.exit_date is null or p.exit_date > c.calculation_date)
      join portfolio_snapshots s on s.portfolio_id = p.portfolio_id
        and s.snapshot_date = c.calculation_date
      where not exists (
        select from portfolio_figures_due d
        where d.portfolio_id = s.portfolio_id and d.figure_date = s.snapshot_date)
      """;

  /**
   * All later sessions have the day of a changed snapshot, or of a changed rate, in their record.
   */
  private static final String HAND_ON_LATER =
      """
      insert into portfolio_figures_due (portfolio_id, figure_date, cause, read_server)
      select distinct s.portfolio_id, s.snapshot_date, 'EARLIER', (select server_identity())
      from (
        select portfolio_id, min(figure_date) as first_date from portfolio_figures_due
        where cause in ('SNAPSHOT', 'RATE') group by portfolio_id) c
      join portfolio_snapshots s
        on s.portfolio_id = c.portfolio_id and s.snapshot_date > c.first_date
      where not exists (
        select from portfolio_figures_due d
        where d.portfolio_id = s.portfolio_id and d.figure_date = s.snapshot_date)
      """;

  private static final String FORGET_EXPOSURES =
      "delete from symbol_exposure_changes where known_transaction(transaction_id) < cast(:horizon as xid8)";

  private static final String MOVE_MARK =
      """
      update portfolio_figure_marks
      set read_before = cast(:horizon as xid8), read_server = (select server_identity()),
        newest_date = greatest(newest_date, :target)
      """;

  private static final String DUE =
      """
      select d.portfolio_id, f.name, d.figure_date, array_agg(distinct d.cause)::text[] as causes
      from portfolio_figures_due d
      join portfolios f on f.portfolio_id = d.portfolio_id and f.deleted_at is null
      where d.portfolio_id between :from and :to and d.figure_date <= :up_to
        and exists (
          select from portfolio_snapshots s
          where s.portfolio_id = d.portfolio_id and s.snapshot_date = d.figure_date)
      group by d.portfolio_id, f.name, d.figure_date
      order by d.figure_date desc, d.portfolio_id
      limit :most
      """;

  /** Also where something was logged that a plan has not handed on: it may concern none of them. */
  private static final String PENDING =
      """
      select exists (
          select from portfolio_figures_due d
          join portfolios f on f.portfolio_id = d.portfolio_id and f.deleted_at is null
          join portfolio_snapshots s
            on s.portfolio_id = d.portfolio_id and s.snapshot_date = d.figure_date
          where d.portfolio_id between :from and :to and d.figure_date <= :up_to)
        or exists (
          select from portfolio_figure_marks k
          join market_data_changes c on c.first_date <= k.newest_date
            and known_transaction(c.transaction_id) >=
              case when k.read_server = (select server_identity())
              then known_transaction(k.read_before) else '0'::xid8 end
            and c.transaction_id >= case when k.read_server = (select server_identity())
              then known_transaction(k.read_before) else '0'::xid8 end)
        or exists (
          select from portfolio_figure_marks k
          join symbol_exposure_changes c on c.calculation_date <= k.newest_date)
      """;

  private static final String STATE = "select pg_current_snapshot()::text";

  private static final String DONE =
      """
      delete from portfolio_figures_due d
      using unnest(cast(:portfolios as bigint[]), cast(:dates as date[])) as k (portfolio_id, day)
      where d.portfolio_id = k.portfolio_id and d.figure_date = k.day
        and (d.read_server <> (select server_identity())
          or pg_visible_in_snapshot(d.written_in, cast(:state as pg_snapshot)))
      """;

  private final JdbcClient jdbc;

  public FigureDueStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** A session whose figures are due, and the kinds of change. */
  public record Due(Portfolio portfolio, LocalDate date, SortedSet<String> causes) {}

  private record Mark(String readBefore, @Nullable LocalDate newest) {}

  /**
   * Hands on what was logged since the last plan. In a READ COMMITTED transaction: a second plan
   * waits for the first one's end and then sees what it did.
   *
   * @param target the session of the run
   * @param benchmark whose changes concern all later sessions
   * @param funds whose changes concern all portfolios
   */
  public void handOn(LocalDate target, String benchmark, List<String> funds) {
    jdbc.sql(BEGIN).update();
    Mark mark =
        jdbc.sql(MARK)
            .query(
                (row, number) ->
                    new Mark(
                        row.getString("read_before"),
                        row.getObject("newest_date", LocalDate.class)))
            .single();
    String horizon = jdbc.sql(HORIZON).query(String.class).single();
    if (mark.newest() != null) {
      jdbc.sql(HAND_ON_MARKET)
          .param("since", mark.readBefore())
          .param("newest", mark.newest())
          .param("benchmark", benchmark)
          .param("funds", SqlArrays.texts(funds))
          .update();
      jdbc.sql(HAND_ON_EXPOSURES).param("newest", mark.newest()).update();
    }
    jdbc.sql(HAND_ON_LATER).update();
    jdbc.sql(FORGET_EXPOSURES).param("horizon", horizon).update();
    jdbc.sql(MOVE_MARK).param("horizon", horizon).param("target", target).update();
  }

  /**
   * What is due of the portfolios of a range up to a date, the newest sessions first.
   *
   * @param most how many at most; what is left is due still
   */
  public List<Due> due(KeyRange range, LocalDate upTo, int most) {
    List<Due> due = new ArrayList<>();
    jdbc.sql(DUE)
        .param("from", range.from())
        .param("to", range.to())
        .param("up_to", upTo)
        .param("most", most)
        .query(
            row -> {
              due.add(
                  new Due(
                      Portfolio.stored(row.getLong("portfolio_id"), row.getString("name")),
                      row.getObject("figure_date", LocalDate.class),
                      new TreeSet<>(List.of((String[]) row.getArray("causes").getArray()))));
            });
    return due;
  }

  /** Whether a plan might find something due of the portfolios of a range up to a date. */
  public boolean pending(KeyRange range, LocalDate upTo) {
    return jdbc.sql(PENDING)
        .param("from", range.from())
        .param("to", range.to())
        .param("up_to", upTo)
        .query(Boolean.class)
        .single();
  }

  /** What this transaction sees: PostgreSQL's pg_snapshot as text. */
  public String state() {
    return jdbc.sql(STATE).query(String.class).single();
  }

  /**
   * Sessions are no longer due, as far as a plan saw that they are.
   *
   * @param portfolios by key, as many as dates
   * @param state of the transaction in which the plan was made
   */
  public void done(List<Long> portfolios, List<LocalDate> dates, String state) {
    jdbc.sql(DONE)
        .param("portfolios", SqlArrays.keys(portfolios))
        .param("dates", SqlArrays.texts(dates))
        .param("state", state)
        .update();
  }
}
