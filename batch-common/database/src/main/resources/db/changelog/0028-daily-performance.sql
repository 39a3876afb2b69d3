--liquibase formatted sql

--changeset afterclose:daily-performance-a-portfolio-at-a-time
--comment Each day was compared with the logs of changes some eight times, by functions over all positions. Now once, and closely only from the first day on that something new concerns.
create index portfolio_changes_by_portfolio_transaction
  on portfolio_changes (portfolio_id, transaction_id, first_date);
create or replace view portfolio_daily_performance as
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
  case when pnl_reason is null and caught_up then 'CATCH_UP' end as pnl_mark,
  day_trade_inflows,
  day_trade_outflows
from (
  select
    l.*,
    coalesce(l.pnl_reason, case
      when l.coverage < 0.98 then 'LOW_COVERAGE'
      when l.base <= 0 then 'BASE_NOT_POSITIVE'
    end) as return_reason
  from (
    select
      s.*,
      s.net_asset_value + s.carried_value as worth,
      s.previous_net_asset_value + s.previous_carried_value as previous_worth,
      s.previous_net_asset_value + s.previous_carried_value + s.day_trade_inflows
        + greatest(s.other_flows, 0) as base,
      case
        when s.previous_date is null and not s.starts_at_zero then 'NO_BASE'
        when s.gap then 'SNAPSHOT_MISSING'
        when s.outdated or s.previous_outdated then 'OUTDATED'
      end as pnl_reason
    from (
      select
        f.portfolio_id,
        p.snapshot_date,
        p.revision,
        p.previous_date,
        p.net_asset_value,
        p.carried_value,
        p.day_trade_inflows,
        p.day_trade_outflows,
        p.outdated,
        p.previous_outdated,
        t.starts_at_zero,
        t.gap,
        case when t.starts_at_zero then 0 else p.previous_nav end as previous_net_asset_value,
        case when t.starts_at_zero then 0 else p.previous_carried end as previous_carried_value,
        p.cumulative_external_flows - case when t.starts_at_zero then 0 else p.previous_flows end
          as external_flows,
        p.cumulative_external_flows - case when t.starts_at_zero then 0 else p.previous_flows end
          - p.day_trade_inflows + p.day_trade_outflows as other_flows,
        least(p.coverage, p.previous_coverage) as coverage,
        p.previous_unpriced > p.unpriced_count - p.newly_unpriced_count as caught_up
      from portfolios f
      cross join lateral (
        select case
          when exists (select from market_data_changes c where c.transaction_id >= b.read_before)
          then (
            select min(case when c.kind = 'ACTION' and c.first_date <= h.quantity_as_of
              then h.entry_date else c.first_date end)
            from positions h
            join market_data_changes c on c.symbol = any (array[h.symbol,
              case h.investment_class when 'OPTIONS' then option_underlying(h.symbol) end])
            where h.portfolio_id = f.portfolio_id and h.deleted_at is null
              and h.investment_class <> 'PRIVATE' and c.transaction_id >= b.read_before)
          end as first_date
        from (
          select coalesce(min(case when r.read_server = (select server_identity())
            then r.read_before else '0'::xid8 end), '0'::xid8) as read_before
          from (
            select m.read_before, m.read_server from portfolio_snapshot_marks m
            where m.portfolio_id = f.portfolio_id
            union all
            select u.read_before, u.read_server from portfolio_snapshots_unmarked u
            where u.portfolio_id = f.portfolio_id
          ) r
        ) b
        offset 0
      ) market
      cross join lateral (
        select
          n.*,
          lag(n.snapshot_date) over w as previous_date,
          lag(n.net_asset_value) over w as previous_nav,
          lag(n.carried_value) over w as previous_carried,
          lag(n.cumulative_external_flows) over w as previous_flows,
          lag(n.unpriced_count) over w as previous_unpriced,
          lag(n.coverage) over w as previous_coverage,
          lag(n.outdated) over w as previous_outdated,
          lag(n.position_count > 0 or n.cash_value <> 0 or n.net_asset_value <> 0) over w
            as previous_held
        from (
          select
            r.*,
            exists (
              select from portfolio_changes c
              where c.portfolio_id = f.portfolio_id and c.first_date <= r.snapshot_date
                and c.transaction_id >= coalesce(pg_snapshot_xmin(r.seen), '0'::xid8)
                and not coalesce(
                  pg_visible_in_snapshot(known_transaction(c.transaction_id), r.seen), false))
              or case when market.first_date <= r.snapshot_date
                then outdated_by_market(f.portfolio_id, r.snapshot_date, r.seen)
                else false end as outdated
          from (
            select
              s.*,
              case when s.read is null or pg_snapshot_xmax(k.read) > pg_snapshot_xmax(s.read)
                then k.read else s.read end as seen
            from (
              select distinct on (s.snapshot_date)
                s.snapshot_date,
                s.revision,
                s.net_asset_value,
                s.cash_value,
                s.carried_value,
                s.cumulative_external_flows,
                s.day_trade_inflows,
                s.day_trade_outflows,
                s.position_count,
                s.unpriced_count,
                s.newly_unpriced_count,
                s.coverage,
                case when s.read_server = (select server_identity())
                  then known_snapshot(s.read_snapshot) end as read
              from portfolio_snapshots s
              where s.portfolio_id = f.portfolio_id
              order by s.snapshot_date, s.revision desc
            ) s
            left join lateral (
              select case when c.read_server = (select server_identity())
                then known_snapshot(c.read_snapshot) end as read
              from portfolio_snapshot_checks c
              where c.portfolio_id = f.portfolio_id and c.snapshot_date = s.snapshot_date
              offset 0
            ) k on true
            offset 0
          ) r
          offset 0
        ) n
        window w as (order by n.snapshot_date)
      ) p
      cross join lateral (
        select
          p.previous_date is null
            and not exists (
              select from positions h
              where h.portfolio_id = f.portfolio_id and h.deleted_at is null
                and h.entry_date < p.snapshot_date
                and not weekend_before(h.entry_date, p.snapshot_date))
            and not exists (
              select from cash_movements c
              where c.portfolio_id = f.portfolio_id and c.movement_date < p.snapshot_date
                and not weekend_before(c.movement_date, p.snapshot_date))
            as starts_at_zero,
          p.previous_held and exists (
            select from market_data_cache m
            where m.symbol = 'SPY' and m.price_date > p.previous_date
              and m.price_date < p.snapshot_date) as gap
        offset 0
      ) t
      where f.deleted_at is null
    ) s
  ) l
) told;
comment on column portfolio_daily_performance.day_trade_inflows is 'What the owner brought in for lots that were opened and closed since the snapshot before, USD; external_flows has it net.';
comment on column portfolio_daily_performance.day_trade_outflows is 'What the owner took out of the same lots, USD.';
--rollback drop view portfolio_daily_performance;
--rollback create view portfolio_daily_performance as
--rollback select
--rollback   portfolio_id,
--rollback   snapshot_date,
--rollback   revision,
--rollback   previous_date,
--rollback   previous_net_asset_value,
--rollback   net_asset_value,
--rollback   external_flows,
--rollback   case when pnl_reason is null then worth - previous_worth - external_flows end as daily_pnl,
--rollback   pnl_reason,
--rollback   case when return_reason is null
--rollback     then (worth + day_trade_outflows + greatest(-other_flows, 0)) / base - 1 end as daily_return,
--rollback   return_reason,
--rollback   coverage,
--rollback   previous_carried_value,
--rollback   carried_value,
--rollback   case when pnl_reason is null and caught_up then 'CATCH_UP' end as pnl_mark
--rollback from (
--rollback   select
--rollback     l.*,
--rollback     coalesce(l.pnl_reason, case
--rollback       when l.coverage < 0.98 then 'LOW_COVERAGE'
--rollback       when l.base <= 0 then 'BASE_NOT_POSITIVE'
--rollback     end) as return_reason
--rollback   from (
--rollback     select
--rollback       f.*,
--rollback       f.net_asset_value + f.carried_value as worth,
--rollback       f.previous_net_asset_value + f.previous_carried_value as previous_worth,
--rollback       f.previous_net_asset_value + f.previous_carried_value + f.day_trade_inflows
--rollback         + greatest(f.other_flows, 0) as base
--rollback     from (
--rollback       select
--rollback         s.portfolio_id,
--rollback         s.snapshot_date,
--rollback         s.revision,
--rollback         s.previous_date,
--rollback         case when s.starts_at_zero then 0 else s.previous_nav end as previous_net_asset_value,
--rollback         case when s.starts_at_zero then 0 else s.previous_carried end as previous_carried_value,
--rollback         s.net_asset_value,
--rollback         s.carried_value,
--rollback         s.day_trade_inflows,
--rollback         s.day_trade_outflows,
--rollback         s.cumulative_external_flows - case when s.starts_at_zero then 0 else s.previous_flows end
--rollback           as external_flows,
--rollback         s.cumulative_external_flows - case when s.starts_at_zero then 0 else s.previous_flows end
--rollback           - s.day_trade_inflows + s.day_trade_outflows as other_flows,
--rollback         least(s.coverage, s.previous_coverage) as coverage,
--rollback         s.previous_unpriced > s.unpriced_count - s.newly_unpriced_count as caught_up,
--rollback         case
--rollback           when s.previous_date is null and not s.starts_at_zero then 'NO_BASE'
--rollback           when s.gap then 'SNAPSHOT_MISSING'
--rollback           when outdated_by_portfolio(s.portfolio_id, s.snapshot_date, s.read_snapshot)
--rollback             or outdated_by_portfolio(s.portfolio_id, s.previous_date, s.previous_read)
--rollback             or outdated_by_market(s.portfolio_id, s.snapshot_date, s.read_snapshot)
--rollback             or outdated_by_market(s.portfolio_id, s.previous_date, s.previous_read) then 'OUTDATED'
--rollback         end as pnl_reason
--rollback       from (
--rollback         select
--rollback           p.*,
--rollback           p.previous_date is null
--rollback             and not exists (
--rollback               select from positions h
--rollback               where h.portfolio_id = p.portfolio_id and h.deleted_at is null
--rollback                 and h.entry_date < p.snapshot_date
--rollback                 and not weekend_before(h.entry_date, p.snapshot_date))
--rollback             and not exists (
--rollback               select from cash_movements c
--rollback               where c.portfolio_id = p.portfolio_id and c.movement_date < p.snapshot_date
--rollback                 and not weekend_before(c.movement_date, p.snapshot_date))
--rollback             as starts_at_zero,
--rollback           p.previous_held and exists (
--rollback             select from market_data_cache m
--rollback             where m.symbol = 'SPY' and m.price_date > p.previous_date and m.price_date < p.snapshot_date)
--rollback             as gap
--rollback         from (
--rollback           select
--rollback             n.portfolio_id,
--rollback             n.snapshot_date,
--rollback             n.revision,
--rollback             n.net_asset_value,
--rollback             n.carried_value,
--rollback             n.cumulative_external_flows,
--rollback             n.day_trade_inflows,
--rollback             n.day_trade_outflows,
--rollback             n.unpriced_count,
--rollback             n.newly_unpriced_count,
--rollback             n.coverage,
--rollback             r.read_snapshot,
--rollback             lag(n.snapshot_date) over w as previous_date,
--rollback             lag(n.net_asset_value) over w as previous_nav,
--rollback             lag(n.carried_value) over w as previous_carried,
--rollback             lag(n.cumulative_external_flows) over w as previous_flows,
--rollback             lag(n.unpriced_count) over w as previous_unpriced,
--rollback             lag(n.coverage) over w as previous_coverage,
--rollback             lag(r.read_snapshot) over w as previous_read,
--rollback             lag(n.position_count > 0 or n.cash_value <> 0 or n.net_asset_value <> 0) over w
--rollback               as previous_held
--rollback           from portfolio_snapshots_latest n
--rollback           join portfolio_snapshot_reads r
--rollback             on r.portfolio_id = n.portfolio_id and r.snapshot_date = n.snapshot_date
--rollback           window w as (partition by n.portfolio_id order by n.snapshot_date)
--rollback         ) p
--rollback       ) s
--rollback     ) f
--rollback   ) l
--rollback ) told;
--rollback comment on view portfolio_daily_performance is 'Profit and return of the time since the previous snapshot, without external flows. A position without a price counts at its carried value on either side, so it adds 0 until it has a price again or is sold: then it adds its whole change, marked CATCH_UP. The first snapshot starts at 0. A reason is there where a number is not: NO_BASE, an entry or cash row lies before the day of the first snapshot (a weekend belongs to the session after it); SNAPSHOT_MISSING, a session with market prices between the two has none; OUTDATED, what was recorded, or a close or action that may be read, changed since; BASE_NOT_POSITIVE, previous value + inflow is 0 or less; LOW_COVERAGE, less than 98 % of gross value is known.';
--rollback comment on column portfolio_daily_performance.portfolio_id is 'Whose performance.';
--rollback comment on column portfolio_daily_performance.snapshot_date is 'The session.';
--rollback comment on column portfolio_daily_performance.revision is 'The latest revision of its snapshot.';
--rollback comment on column portfolio_daily_performance.previous_date is 'The session of the snapshot before; null for the first.';
--rollback comment on column portfolio_daily_performance.previous_net_asset_value is 'Of the snapshot before, USD; 0 where the record starts with this one.';
--rollback comment on column portfolio_daily_performance.net_asset_value is 'At the close, USD, without what has no price.';
--rollback comment on column portfolio_daily_performance.external_flows is 'What the owner paid in less what was taken out since the previous snapshot, USD.';
--rollback comment on column portfolio_daily_performance.daily_pnl is '(net_asset_value + carried_value) less the same of the snapshot before, less external_flows, USD; null where it cannot be known.';
--rollback comment on column portfolio_daily_performance.pnl_reason is 'Why there is no daily_pnl; null where there is one.';
--rollback comment on column portfolio_daily_performance.daily_return is '(net asset value + carried value + outflow) / (those of the snapshot before + inflow) − 1, of the net flow, day trades gross; a fraction.';
--rollback comment on column portfolio_daily_performance.return_reason is 'Why there is no daily_return; null where there is one.';
--rollback comment on column portfolio_daily_performance.coverage is 'The share of gross value that daily_pnl and daily_return know: the smaller one of the two snapshots.';
--rollback comment on column portfolio_daily_performance.previous_carried_value is 'The carried value of the snapshot before, USD; 0 where the record starts with this one.';
--rollback comment on column portfolio_daily_performance.carried_value is 'What the positions without a price were worth last, USD; in no net asset value.';
--rollback comment on column portfolio_daily_performance.pnl_mark is 'CATCH_UP where daily_pnl holds the change since its last value, or cost, of a position that had no price at the snapshot before and has one again, or was sold; else null.';
--rollback drop index portfolio_changes_by_portfolio_transaction;
