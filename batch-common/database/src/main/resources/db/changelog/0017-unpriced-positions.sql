--liquibase formatted sql

--changeset afterclose:snapshots-carried-value
--comment The default is that of the rows that are there: without an unpriced position nothing is carried. The others are made again by the next run, since what they read is no longer known.
alter table portfolio_snapshots
  add column carried_value numeric(28, 2) not null default 0,
  add column newly_unpriced_count integer not null default 0,
  add column day_trade_inflows numeric(28, 2) not null default 0,
  add column day_trade_outflows numeric(28, 2) not null default 0,
  add constraint portfolio_snapshots_newly_unpriced check (
    newly_unpriced_count between 0 and unpriced_count),
  add constraint portfolio_snapshots_day_trades check (
    day_trade_inflows >= 0 and day_trade_outflows >= 0);
comment on column portfolio_snapshots.carried_value is 'What the unpriced positions were worth last while they were held, less what was paid since, at cost where they had no price yet; signed, USD, in no other column. 0 in revisions older than the column.';
comment on column portfolio_snapshots.newly_unpriced_count is 'Of unpriced_count those that had a value at the session before, or were not held then.';
comment on column portfolio_snapshots.day_trade_inflows is 'What the owner brought in for lots that were opened and closed since the session before, USD; cumulative_external_flows has it net.';
comment on column portfolio_snapshots.day_trade_outflows is 'What the owner took out of the same lots, USD.';
update portfolio_snapshots s set read_server = 0
where s.unpriced_count > 0 and not exists (
  select from portfolio_snapshots n
  where n.portfolio_id = s.portfolio_id and n.snapshot_date = s.snapshot_date
    and n.revision > s.revision);
delete from portfolio_snapshot_checks k
using portfolio_snapshots s
where s.unpriced_count > 0 and s.read_server = 0
  and k.portfolio_id = s.portfolio_id and k.snapshot_date = s.snapshot_date;
--rollback alter table portfolio_snapshots drop column carried_value, drop column newly_unpriced_count, drop column day_trade_inflows, drop column day_trade_outflows;

--changeset afterclose:outdated-by-market
create index market_data_changes_by_symbol_transaction on market_data_changes (symbol, transaction_id);

create function option_underlying(symbol text) returns text language sql stable
  return (
    select case
      when exists (select from option_roots o where o.root = r.root)
      then (select o.underlying from option_roots o where o.root = r.root)
      when exists (select from option_roots o where o.root = r.plain)
      then (select o.underlying from option_roots o where o.root = r.plain)
      else r.plain
    end
    from (
      select left(option_underlying.symbol, -15) as root,
        regexp_replace(left(option_underlying.symbol, -15), '[0-9]$', '') as plain) r);
comment on function option_underlying is 'The share that an option is on, by its compact OCC symbol; null for an index.';

create function latest_close_unseen(symbol text, first_day date, last_day date, seen pg_snapshot) returns boolean
language sql stable
  return exists (
    select from (
      select m.price_date, m.close, m.arrived_in from market_data_cache m
      where m.symbol = latest_close_unseen.symbol and m.price_date between first_day and last_day
      order by m.price_date desc limit 1) l
    where not coalesce(pg_visible_in_snapshot(known_transaction(l.arrived_in), seen), false)
      or exists (
        select from (
          select h.replaced_in, h.close, lead(h.close, 1, l.close) over (order by h.history_id) as next_close
          from market_data_history h
          where h.symbol = latest_close_unseen.symbol and h.price_date = l.price_date) v
        where v.close <> v.next_close
          and not coalesce(pg_visible_in_snapshot(known_transaction(v.replaced_in), seen), false)));
comment on function latest_close_unseen is 'Whether the latest close of a symbol between two days was stored or corrected by a transaction that a reader did not see.';

create function outdated_by_market(portfolio_id bigint, day date, seen pg_snapshot) returns boolean
language sql stable
  return exists (
    select from (
      select
        p.symbol,
        p.investment_class = 'OPTIONS' as is_option,
        case p.investment_class when 'OPTIONS' then option_underlying(p.symbol) end as underlying,
        case p.investment_class when 'OPTIONS' then day_after_expiry(p.symbol) - 1 end as expiry,
        p.quantity_as_of,
        p.entry_date,
        p.exit_date,
        p.exit_date is null or p.exit_date > day as is_open
      from positions p
      where p.portfolio_id = outdated_by_market.portfolio_id and p.deleted_at is null
        and p.investment_class <> 'PRIVATE' and p.entry_date <= day
    ) p
    join market_data_changes c on c.symbol = any (array[p.symbol, p.underlying])
    where c.transaction_id >= greatest(pg_snapshot_xmin(seen), (
        select m.read_before from portfolio_snapshot_marks m
        where m.portfolio_id = outdated_by_market.portfolio_id and m.newest_date >= day
          and m.read_server = (select server_identity())
          and not exists (
            select from portfolio_snapshots_unmarked u
            where u.portfolio_id = m.portfolio_id and u.snapshot_date = day)))
      and not coalesce(pg_visible_in_snapshot(known_transaction(c.transaction_id), seen), false)
      and case
        when c.kind <> 'ACTION' then p.is_open and c.first_date <= day and case
          when c.symbol = p.symbol
          then latest_close_unseen(c.symbol, p.entry_date - 10, least(day, p.expiry), seen)
          else day >= p.expiry - case extract(isodow from p.expiry) when 6 then 1 else 0 end
            and latest_close_unseen(c.symbol, p.expiry - 4, p.expiry, seen)
          end
        when p.is_option <> (c.symbol = p.symbol) then
          c.first_date > least(p.quantity_as_of, p.entry_date - 10)
          and c.first_date <= greatest(p.quantity_as_of, least(day, p.exit_date, p.expiry))
          and (c.first_date <= day or exists (
            select from corporate_actions a
            where a.symbol = c.symbol and a.ex_date = c.first_date and a.kind <> 'DIVIDEND'
            union all
            select from corporate_actions_history h
            where h.symbol = c.symbol and h.ex_date = c.first_date and h.kind <> 'DIVIDEND'))
        else false
      end);
comment on function outdated_by_market is 'Whether a close or an action that a snapshot may read came after it was read. The plan of a run is exact, this is not: it is true for an action between the day a lot is counted on, or ten days before its entry, and its end, whether or not the value depends on it, so a snapshot may count as outdated that the next run finds current; and it does not see the close of a contract that a split made of a held option.';
--rollback drop function outdated_by_market(bigint, date, pg_snapshot);
--rollback drop function latest_close_unseen(text, date, date, pg_snapshot);
--rollback drop function option_underlying(text);
--rollback drop index market_data_changes_by_symbol_transaction;

--changeset afterclose:daily-performance-with-carried-values
create or replace view portfolio_snapshots_latest as
select distinct on (s.portfolio_id, s.snapshot_date)
  s.portfolio_id,
  s.snapshot_date,
  s.revision,
  s.status,
  s.total_value,
  s.total_cost,
  s.total_pnl,
  s.pnl_percent,
  s.cash_value,
  s.net_asset_value,
  s.cumulative_external_flows,
  s.long_value,
  s.short_value,
  s.gross_exposure,
  s.net_exposure,
  s.position_count,
  s.priced_count,
  s.stale_count,
  s.estimated_count,
  s.unpriced_count,
  s.coverage,
  s.fingerprint,
  s.reason,
  s.job_execution_id,
  s.written_at,
  s.read_snapshot,
  s.carried_value,
  s.newly_unpriced_count,
  s.day_trade_inflows,
  s.day_trade_outflows
from portfolio_snapshots s
join portfolios f on f.portfolio_id = s.portfolio_id and f.deleted_at is null
order by s.portfolio_id, s.snapshot_date, s.revision desc;
comment on column portfolio_snapshots_latest.carried_value is 'What the unpriced positions were worth last while they were held, less what was paid since, at cost where they had no price yet; signed, USD, in no other column. 0 in revisions older than the column.';
comment on column portfolio_snapshots_latest.newly_unpriced_count is 'Of unpriced_count those that had a value at the session before, or were not held then.';
comment on column portfolio_snapshots_latest.day_trade_inflows is 'What the owner brought in for lots that were opened and closed since the session before, USD; cumulative_external_flows has it net.';
comment on column portfolio_snapshots_latest.day_trade_outflows is 'What the owner took out of the same lots, USD.';
drop view portfolio_daily_performance;
create view portfolio_daily_performance as
select
  portfolio_id,
  snapshot_date,
  revision,
  previous_date,
  previous_net_asset_value,
  net_asset_value,
  external_flows,
  case when pnl_reason is null then worth - previous_worth - external_flows end as daily_pnl,
  pnl_reason,
  case when return_reason is null
    then (worth + day_trade_outflows + greatest(-other_flows, 0)) / base - 1 end as daily_return,
  return_reason,
  coverage,
  previous_carried_value,
  carried_value,
  case when pnl_reason is null and caught_up then 'CATCH_UP' end as pnl_mark
from (
  select
    l.*,
    coalesce(l.pnl_reason, case
      when l.coverage < 0.98 then 'LOW_COVERAGE'
      when l.base <= 0 then 'BASE_NOT_POSITIVE'
    end) as return_reason
  from (
    select
      f.*,
      f.net_asset_value + f.carried_value as worth,
      f.previous_net_asset_value + f.previous_carried_value as previous_worth,
      f.previous_net_asset_value + f.previous_carried_value + f.day_trade_inflows
        + greatest(f.other_flows, 0) as base
    from (
      select
        s.portfolio_id,
        s.snapshot_date,
        s.revision,
        s.previous_date,
        case when s.starts_at_zero then 0 else s.previous_nav end as previous_net_asset_value,
        case when s.starts_at_zero then 0 else s.previous_carried end as previous_carried_value,
        s.net_asset_value,
        s.carried_value,
        s.day_trade_inflows,
        s.day_trade_outflows,
        s.cumulative_external_flows - case when s.starts_at_zero then 0 else s.previous_flows end
          as external_flows,
        s.cumulative_external_flows - case when s.starts_at_zero then 0 else s.previous_flows end
          - s.day_trade_inflows + s.day_trade_outflows as other_flows,
        least(s.coverage, s.previous_coverage) as coverage,
        s.previous_unpriced > s.unpriced_count - s.newly_unpriced_count as caught_up,
        case
          when s.previous_date is null and not s.starts_at_zero then 'NO_BASE'
          when s.gap then 'SNAPSHOT_MISSING'
          when outdated_by_portfolio(s.portfolio_id, s.snapshot_date, s.read_snapshot)
            or outdated_by_portfolio(s.portfolio_id, s.previous_date, s.previous_read)
            or outdated_by_market(s.portfolio_id, s.snapshot_date, s.read_snapshot)
            or outdated_by_market(s.portfolio_id, s.previous_date, s.previous_read) then 'OUTDATED'
        end as pnl_reason
      from (
        select
          p.*,
          p.previous_date is null
            and not exists (
              select from positions h
              where h.portfolio_id = p.portfolio_id and h.deleted_at is null
                and h.entry_date < p.snapshot_date
                and not weekend_before(h.entry_date, p.snapshot_date))
            and not exists (
              select from cash_movements c
              where c.portfolio_id = p.portfolio_id and c.movement_date < p.snapshot_date
                and not weekend_before(c.movement_date, p.snapshot_date))
            as starts_at_zero,
          p.previous_held and exists (
            select from market_data_cache m
            where m.symbol = 'SPY' and m.price_date > p.previous_date and m.price_date < p.snapshot_date)
            as gap
        from (
          select
            n.portfolio_id,
            n.snapshot_date,
            n.revision,
            n.net_asset_value,
            n.carried_value,
            n.cumulative_external_flows,
            n.day_trade_inflows,
            n.day_trade_outflows,
            n.unpriced_count,
            n.newly_unpriced_count,
            n.coverage,
            r.read_snapshot,
            lag(n.snapshot_date) over w as previous_date,
            lag(n.net_asset_value) over w as previous_nav,
            lag(n.carried_value) over w as previous_carried,
            lag(n.cumulative_external_flows) over w as previous_flows,
            lag(n.unpriced_count) over w as previous_unpriced,
            lag(n.coverage) over w as previous_coverage,
            lag(r.read_snapshot) over w as previous_read,
            lag(n.position_count > 0 or n.cash_value <> 0 or n.net_asset_value <> 0) over w
              as previous_held
          from portfolio_snapshots_latest n
          join portfolio_snapshot_reads r
            on r.portfolio_id = n.portfolio_id and r.snapshot_date = n.snapshot_date
          window w as (partition by n.portfolio_id order by n.snapshot_date)
        ) p
      ) s
    ) f
  ) l
) told;
comment on view portfolio_daily_performance is 'Profit and return of the time since the previous snapshot, without external flows. A position without a price counts at its carried value on either side, so it adds 0 until it has a price again or is sold: then it adds its whole change, marked CATCH_UP. The first snapshot starts at 0. A reason is there where a number is not: NO_BASE, an entry or cash row lies before the day of the first snapshot (a weekend belongs to the session after it); SNAPSHOT_MISSING, a session with market prices between the two has none; OUTDATED, what was recorded, or a close or action that may be read, changed since; BASE_NOT_POSITIVE, previous value + inflow is 0 or less; LOW_COVERAGE, less than 98 % of gross value is known.';
comment on column portfolio_daily_performance.portfolio_id is 'Whose performance.';
comment on column portfolio_daily_performance.snapshot_date is 'The session.';
comment on column portfolio_daily_performance.revision is 'The latest revision of its snapshot.';
comment on column portfolio_daily_performance.previous_date is 'The session of the snapshot before; null for the first.';
comment on column portfolio_daily_performance.previous_net_asset_value is 'Of the snapshot before, USD; 0 where the record starts with this one.';
comment on column portfolio_daily_performance.net_asset_value is 'At the close, USD, without what has no price.';
comment on column portfolio_daily_performance.external_flows is 'What the owner paid in less what was taken out since the previous snapshot, USD.';
comment on column portfolio_daily_performance.daily_pnl is '(net_asset_value + carried_value) less the same of the snapshot before, less external_flows, USD; null where it cannot be known.';
comment on column portfolio_daily_performance.pnl_reason is 'Why there is no daily_pnl; null where there is one.';
comment on column portfolio_daily_performance.daily_return is '(net asset value + carried value + outflow) / (those of the snapshot before + inflow) − 1, of the net flow, day trades gross; a fraction.';
comment on column portfolio_daily_performance.return_reason is 'Why there is no daily_return; null where there is one.';
comment on column portfolio_daily_performance.coverage is 'The share of gross value that daily_pnl and daily_return know: the smaller one of the two snapshots.';
comment on column portfolio_daily_performance.previous_carried_value is 'The carried value of the snapshot before, USD; 0 where the record starts with this one.';
comment on column portfolio_daily_performance.carried_value is 'What the positions without a price were worth last, USD; in no net asset value.';
comment on column portfolio_daily_performance.pnl_mark is 'CATCH_UP where daily_pnl holds the change since its last value, or cost, of a position that had no price at the snapshot before and has one again, or was sold; else null.';
--rollback drop view portfolio_daily_performance;
--rollback drop view portfolio_snapshots_latest;
--rollback create view portfolio_snapshots_latest as
--rollback select distinct on (s.portfolio_id, s.snapshot_date)
--rollback   s.portfolio_id,
--rollback   s.snapshot_date,
--rollback   s.revision,
--rollback   s.status,
--rollback   s.total_value,
--rollback   s.total_cost,
--rollback   s.total_pnl,
--rollback   s.pnl_percent,
--rollback   s.cash_value,
--rollback   s.net_asset_value,
--rollback   s.cumulative_external_flows,
--rollback   s.long_value,
--rollback   s.short_value,
--rollback   s.gross_exposure,
--rollback   s.net_exposure,
--rollback   s.position_count,
--rollback   s.priced_count,
--rollback   s.stale_count,
--rollback   s.estimated_count,
--rollback   s.unpriced_count,
--rollback   s.coverage,
--rollback   s.fingerprint,
--rollback   s.reason,
--rollback   s.job_execution_id,
--rollback   s.written_at,
--rollback   s.read_snapshot
--rollback from portfolio_snapshots s
--rollback join portfolios f on f.portfolio_id = s.portfolio_id and f.deleted_at is null
--rollback order by s.portfolio_id, s.snapshot_date, s.revision desc;
--rollback comment on view portfolio_snapshots_latest is 'The latest revision of each snapshot; none of a deleted portfolio.';
--rollback create view portfolio_daily_performance as
--rollback select
--rollback   portfolio_id,
--rollback   snapshot_date,
--rollback   revision,
--rollback   previous_date,
--rollback   previous_net_asset_value,
--rollback   net_asset_value,
--rollback   external_flows,
--rollback   case when pnl_reason is null then net_asset_value - previous_net_asset_value - external_flows end
--rollback     as daily_pnl,
--rollback   pnl_reason,
--rollback   case when return_reason is null
--rollback     then (net_asset_value + greatest(-external_flows, 0))
--rollback       / (previous_net_asset_value + greatest(external_flows, 0)) - 1 end as daily_return,
--rollback   return_reason,
--rollback   coverage
--rollback from (
--rollback   select
--rollback     l.*,
--rollback     coalesce(l.pnl_reason, case
--rollback       when l.coverage < 0.98 then 'LOW_COVERAGE'
--rollback       when l.previous_net_asset_value + greatest(l.external_flows, 0) <= 0 then 'BASE_NOT_POSITIVE'
--rollback     end) as return_reason
--rollback   from (
--rollback     select
--rollback       s.portfolio_id,
--rollback       s.snapshot_date,
--rollback       s.revision,
--rollback       s.previous_date,
--rollback       case when s.starts_at_zero then 0 else s.previous_nav end as previous_net_asset_value,
--rollback       s.net_asset_value,
--rollback       s.cumulative_external_flows - case when s.starts_at_zero then 0 else s.previous_flows end
--rollback         as external_flows,
--rollback       least(s.coverage, s.previous_coverage) as coverage,
--rollback       case
--rollback         when s.previous_date is null and not s.starts_at_zero then 'NO_BASE'
--rollback         when s.gap then 'SNAPSHOT_MISSING'
--rollback         when outdated_by_portfolio(s.portfolio_id, s.snapshot_date, s.read_snapshot)
--rollback           or outdated_by_portfolio(s.portfolio_id, s.previous_date, s.previous_read) then 'OUTDATED'
--rollback         when s.unpriced_count > 0 or s.previous_unpriced > 0 then 'UNPRICED'
--rollback       end as pnl_reason
--rollback     from (
--rollback       select
--rollback         p.*,
--rollback         p.previous_date is null
--rollback           and not exists (
--rollback             select from positions h
--rollback             where h.portfolio_id = p.portfolio_id and h.deleted_at is null
--rollback               and h.entry_date < p.snapshot_date
--rollback               and not weekend_before(h.entry_date, p.snapshot_date))
--rollback           and not exists (
--rollback             select from cash_movements c
--rollback             where c.portfolio_id = p.portfolio_id and c.movement_date < p.snapshot_date
--rollback               and not weekend_before(c.movement_date, p.snapshot_date))
--rollback           as starts_at_zero,
--rollback         p.previous_held and exists (
--rollback           select from market_data_cache m
--rollback           where m.symbol = 'SPY' and m.price_date > p.previous_date and m.price_date < p.snapshot_date)
--rollback           as gap
--rollback       from (
--rollback         select
--rollback           n.portfolio_id,
--rollback           n.snapshot_date,
--rollback           n.revision,
--rollback           n.net_asset_value,
--rollback           n.cumulative_external_flows,
--rollback           n.unpriced_count,
--rollback           n.coverage,
--rollback           r.read_snapshot,
--rollback           lag(n.snapshot_date) over w as previous_date,
--rollback           lag(n.net_asset_value) over w as previous_nav,
--rollback           lag(n.cumulative_external_flows) over w as previous_flows,
--rollback           lag(n.unpriced_count) over w as previous_unpriced,
--rollback           lag(n.coverage) over w as previous_coverage,
--rollback           lag(r.read_snapshot) over w as previous_read,
--rollback           lag(n.position_count > 0 or n.cash_value <> 0 or n.net_asset_value <> 0) over w as previous_held
--rollback         from portfolio_snapshots_latest n
--rollback         join portfolio_snapshot_reads r
--rollback           on r.portfolio_id = n.portfolio_id and r.snapshot_date = n.snapshot_date
--rollback         window w as (partition by n.portfolio_id order by n.snapshot_date)
--rollback       ) p
--rollback     ) s
--rollback   ) l
--rollback ) told;
