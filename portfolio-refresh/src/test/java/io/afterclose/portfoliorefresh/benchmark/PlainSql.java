package io.afterclose.portfoliorefresh.benchmark;

import io.afterclose.database.connection.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * The night of a {@link SeededNight} in a few statements over whole sets, in one transaction: what
 * somebody would write who need not care for a portfolio that fails, for restarts, for other runs
 * beside it, or for what changed since. It relies on what the seed leaves out: deleted portfolios
 * and positions, a second split of a symbol, options that expire, actions of what has no price, and
 * purchases on the five sessions after its last one.
 */
final class PlainSql {

  /** The first session from which a close may stand in for each, and the session. */
  private static final String SESSIONS =
      """
      create temp table sessions on commit drop as
      select * from unnest(?::date[], ?::date[]) as s(stale_since, session)
      """;

  private static final String DUE =
      """
      create temp table due on commit drop as
      select k.portfolio_id, s.session
      from (
        select portfolio_id, min(snapshot_date) as first from portfolio_snapshots group by portfolio_id
      ) k
      join sessions s on s.session > k.first
      where not exists (
        select from portfolio_snapshots x
        where x.portfolio_id = k.portfolio_id and x.snapshot_date = s.session)
      """;

  private static final String QUOTES =
      """
      create temp table quotes on commit drop as
      select p.symbol, s.session, m.price_date, m.close,
        m.close / coalesce(x.value, 1) - coalesce((
          select sum(a.value) from corporate_actions a
          where a.symbol = p.symbol and a.kind = 'DIVIDEND'
            and a.ex_date > m.price_date and a.ex_date <= s.session), 0) as price
      from (select distinct symbol from positions where investment_class <> 'PRIVATE') p
      cross join sessions s
      cross join lateral (
        select c.price_date, c.close from market_data_cache c
        where c.symbol = p.symbol and c.price_date between s.stale_since and s.session
        order by c.price_date desc limit 1) m
      left join corporate_actions x on x.symbol = p.symbol and x.kind = 'SPLIT'
        and x.ex_date > m.price_date and x.ex_date <= s.session
      """;

  private static final String VALUED =
      """
      create temp table valued on commit drop as
      select v.*, case when status = 'ESTIMATED' then estimate else price * quantity_on * sign end
        as value,
        case when status = 'UNPRICED' then coalesce((
          select m.close * v.quantity * v.sign from market_data_cache m
          where m.symbol = v.symbol and m.price_date between v.entry_date and v.session
          order by m.price_date desc limit 1), cost) end as carried
      from (
        select d.session, p.*, sign,
          case
            when x.ex_date > p.quantity_as_of and x.ex_date <= d.session then p.quantity * x.value
            when x.ex_date <= p.quantity_as_of and x.ex_date > d.session then p.quantity / x.value
            else p.quantity end as quantity_on,
          case
            when p.investment_class = 'PRIVATE' then 'ESTIMATED'
            when q.price_date = d.session then 'PRICED'
            when q.price_date is not null then 'STALE'
            else 'UNPRICED' end as status,
          q.price,
          case when p.investment_class = 'PRIVATE' then coalesce(e.as_of, p.entry_date)
            else q.price_date end as price_date,
          coalesce(e.amount, p.quantity * p.entry_price * sign) as estimate,
          p.quantity * p.entry_price * sign as cost
        from due d
        join positions p on p.portfolio_id = d.portfolio_id and p.entry_date <= d.session
          and (p.exit_date is null or p.exit_date > d.session)
        cross join lateral (
          select case p.position_type when 'LONG' then p.multiplier else - p.multiplier end as sign) g
        left join quotes q on q.symbol = p.symbol and q.session = d.session
          and p.investment_class <> 'PRIVATE'
        left join corporate_actions x on x.symbol = p.symbol and x.kind = 'SPLIT'
          and p.investment_class = 'PUBLIC'
        left join lateral (
          select w.as_of, w.amount from position_valuations w
          where w.position_id = p.position_id and w.as_of <= d.session
            and p.investment_class = 'PRIVATE'
          order by w.as_of desc limit 1) e on true
      ) v
      """;

  /** What positions imply, unless a stated row replaces it, and what was stated. */
  private static final String LEDGER =
      """
      create temp table ledger on commit drop as
      with implied as (
        select p.portfolio_id, p.position_id, p.entry_date as day, 'TRADE' as kind,
          - p.quantity * p.entry_price * g.sign as amount
        from positions p
        cross join lateral (
          select case p.position_type when 'LONG' then p.multiplier else - p.multiplier end as sign) g
        union all
        select p.portfolio_id, p.position_id, p.exit_date, 'TRADE',
          p.exit_price * g.sign * case
            when x.ex_date > p.quantity_as_of and x.ex_date <= p.exit_date then p.quantity * x.value
            when x.ex_date <= p.quantity_as_of and x.ex_date > p.exit_date then p.quantity / x.value
            else p.quantity end
        from positions p
        cross join lateral (
          select case p.position_type when 'LONG' then p.multiplier else - p.multiplier end as sign) g
        left join corporate_actions x on x.symbol = p.symbol and x.kind = 'SPLIT'
          and p.investment_class = 'PUBLIC'
        where p.exit_date is not null
        union all
        select p.portfolio_id, p.position_id, a.ex_date, 'DIVIDEND',
          a.value * g.sign * case
            when x.ex_date > p.quantity_as_of and x.ex_date < a.ex_date then p.quantity * x.value
            when x.ex_date <= p.quantity_as_of and x.ex_date >= a.ex_date then p.quantity / x.value
            else p.quantity end
        from positions p
        cross join lateral (
          select case p.position_type when 'LONG' then p.multiplier else - p.multiplier end as sign) g
        join corporate_actions a on a.symbol = p.symbol and a.kind = 'DIVIDEND'
          and p.entry_date < a.ex_date and (p.exit_date is null or p.exit_date >= a.ex_date)
        left join corporate_actions x on x.symbol = p.symbol and x.kind = 'SPLIT'
        where p.investment_class = 'PUBLIC'
      )
      select i.portfolio_id, i.day, i.kind, i.amount, false as stated, i.amount as earned
      from implied i
      where not exists (
        select from cash_movements c
        where c.position_id = i.position_id and c.movement_date = i.day and c.kind = i.kind)
      union all
      select portfolio_id, movement_date, kind, amount, true,
        case kind when 'TRADE' then amount when 'DIVIDEND' then amount when 'FEE' then - amount
          else 0 end
      from cash_movements
      """;

  private static final String STATED =
      """
      create temp table stated on commit drop as
      select d.portfolio_id, d.session, coalesce(min(c.movement_date), d.session) as settled_up_to,
        coalesce(min(c.movement_date) filter (where c.kind = 'DEPOSIT'), 'infinity') as tracked_from,
        max(c.movement_date) filter (where c.kind = 'BALANCE') as balanced_on
      from due d
      left join cash_movements c
        on c.portfolio_id = d.portfolio_id and c.movement_date <= d.session
      group by d.portfolio_id, d.session
      """;

  private static final String CASH =
      """
      create temp table cash on commit drop as
      select s.portfolio_id, s.session,
        coalesce(sum(case l.kind
            when 'BALANCE' then l.amount when 'DEPOSIT' then l.amount
            when 'WITHDRAWAL' then - l.amount else l.earned end)
          filter (where l.kind = 'BALANCE' and l.day = s.balanced_on
            or l.kind <> 'BALANCE' and l.day > coalesce(s.balanced_on, '-infinity')
              and l.day >= s.tracked_from), 0) as cash,
        coalesce(sum(l.earned), 0) as earned
      from stated s
      left join ledger l on l.portfolio_id = s.portfolio_id and l.day <= s.session
      group by s.portfolio_id, s.session
      """;

  private static final String NO_FINGERPRINTS =
      """
      create temp table fingerprints on commit drop as
      select portfolio_id, session, repeat('0', 64) as fingerprint from due
      """;

  private static final String FINGERPRINTS =
      """
      create temp table fingerprints on commit drop as
      select portfolio_id, session, encode(sha256(convert_to(
          'afterclose snapshot 1' || chr(10) || session || chr(10)
          || coalesce(string_agg(line, chr(10) order by line collate "C"), '') || chr(10), 'UTF8')),
        'hex') as fingerprint
      from (
        select portfolio_id, session, concat_ws('|', 'position', symbol, investment_class,
          position_type, trim_scale(quantity), quantity_as_of, entry_date, trim_scale(entry_price),
          trim_scale(multiplier), trim_scale(quantity_on), status,
          coalesce(trim_scale(price)::text, ''), coalesce(price_date::text, ''),
          coalesce(trim_scale(value)::text, '')) as line
        from valued
        union all
        select s.portfolio_id, s.session, concat_ws('|', 'cash', l.day, l.kind,
          trim_scale(l.amount), case when l.stated then 'EXPLICIT'
            when l.day > s.settled_up_to then 'IMPLIED' else 'IMPLIED_AND_BALANCED' end)
        from stated s
        join ledger l on l.portfolio_id = s.portfolio_id and l.day <= s.session
        union all
        select portfolio_id, session, null from due
      ) lines
      group by portfolio_id, session
      """;

  private static final String SNAPSHOTS =
      """
      insert into portfolio_snapshots (portfolio_id, snapshot_date, revision, status, total_value,
        total_cost, total_pnl, pnl_percent, cash_value, net_asset_value, cumulative_external_flows,
        long_value, short_value, gross_exposure, net_exposure, position_count, priced_count,
        stale_count, estimated_count, unpriced_count, coverage, carried_value, newly_unpriced_count, fingerprint, reason, written_at)
      select portfolio_id, session, 1, case when unpriced = 0 then 'COMPLETE' else 'PARTIAL' end,
        long + short, cost, long + short - cost,
        case when gross_cost = 0 then 0 else (long + short - cost) * 100 / gross_cost end,
        cash, cash + long + short, cash - earned, long, short, long - short, long + short,
        positions, priced, stale, estimated, unpriced,
        round(case when long - short + unknown = 0 then case when unpriced = 0 then 1 else 0 end
          else (long - short) / (long - short + unknown) end, 6),
        carried, newly_unpriced, fingerprint, 'MISSING', now()
      from (
        select d.portfolio_id, d.session, c.cash, c.earned, f.fingerprint,
          coalesce(sum(v.value) filter (where v.value > 0), 0) as long,
          coalesce(sum(v.value) filter (where v.value < 0), 0) as short,
          coalesce(sum(v.cost) filter (where v.value is not null), 0) as cost,
          coalesce(sum(abs(v.cost)) filter (where v.value is not null), 0) as gross_cost,
          coalesce(sum(abs(v.cost)) filter (where v.value is null), 0) as unknown,
          count(v.position_id) as positions,
          count(*) filter (where v.status = 'PRICED') as priced,
          count(*) filter (where v.status = 'STALE') as stale,
          count(*) filter (where v.status = 'ESTIMATED') as estimated,
          count(*) filter (where v.status = 'UNPRICED') as unpriced,
          coalesce(sum(v.carried), 0) as carried,
          count(*) filter (where v.status = 'UNPRICED' and v.entry_date = d.session)
            as newly_unpriced
        from due d
        join cash c using (portfolio_id, session)
        join fingerprints f using (portfolio_id, session)
        left join valued v using (portfolio_id, session)
        group by d.portfolio_id, d.session, c.cash, c.earned, f.fingerprint
      ) totals
      """;

  private static final String POSITIONS =
      """
      update positions p set last_price = v.price, last_price_date = v.price_date,
        valued_on = v.session, market_value = v.value, unrealized_pnl = v.value - v.cost
      from (
        select distinct on (position_id) * from valued order by position_id, session desc) v
      where v.position_id = p.position_id
      """;

  private PlainSql() {}

  /**
   * Makes the night, and tells how long it took from the connection to the commit.
   *
   * @param fingerprinted whether each snapshot's fingerprint is made as well, which no plain SQL
   *     would care for; else it is zeros
   */
  static Duration run(Database database, boolean fingerprinted) throws SQLException {
    long begin = System.nanoTime();
    try (Connection connection = database.openDirect()) {
      connection.setAutoCommit(false);
      List<LocalDate> missing = SeededNight.missing();
      execute(
          connection,
          SESSIONS,
          texts(missing.stream().map(SeededNight::staleSince).toList()),
          texts(missing));
      execute(connection, DUE);
      execute(connection, QUOTES);
      execute(connection, "analyze sessions, due, quotes");
      execute(connection, VALUED);
      execute(connection, LEDGER);
      execute(connection, STATED);
      execute(connection, "analyze valued, ledger, stated");
      execute(connection, CASH);
      execute(connection, fingerprinted ? FINGERPRINTS : NO_FINGERPRINTS);
      execute(connection, "analyze cash, fingerprints");
      execute(connection, SNAPSHOTS);
      execute(connection, POSITIONS);
      connection.commit();
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static String[] texts(List<LocalDate> dates) {
    return dates.stream().map(LocalDate::toString).toArray(String[]::new);
  }

  private static void execute(Connection connection, String sql, Object... arguments)
      throws SQLException {
    if (arguments.length == 0) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      statement.execute();
    }
  }
}
