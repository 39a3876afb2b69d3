--liquibase formatted sql

--changeset afterclose:portfolio-snapshots
create table portfolio_snapshots (
  portfolio_id               bigint          not null,
  snapshot_date              date            not null,
  revision                   integer         not null,
  status                     varchar(8)      not null,
  total_value                numeric(28, 2)  not null,
  total_cost                 numeric(28, 2)  not null,
  total_pnl                  numeric(28, 2)  not null,
  pnl_percent                numeric(28, 6)  not null,
  cash_value                 numeric(28, 2)  not null,
  net_asset_value            numeric(28, 2)  not null,
  cumulative_external_flows  numeric(28, 2)  not null,
  long_value                 numeric(28, 2)  not null,
  short_value                numeric(28, 2)  not null,
  gross_exposure             numeric(28, 2)  not null,
  net_exposure               numeric(28, 2)  not null,
  position_count             integer         not null,
  priced_count               integer         not null,
  stale_count                integer         not null,
  estimated_count            integer         not null,
  unpriced_count             integer         not null,
  coverage                   numeric(9, 8)   not null,
  fingerprint                char(64)        not null,
  reason                     varchar(200)    not null,
  job_execution_id           bigint,
  written_at                 timestamptz     not null,
  read_snapshot              pg_snapshot     default pg_current_snapshot(),
  constraint portfolio_snapshots_pk primary key (portfolio_id, snapshot_date, revision),
  constraint portfolio_snapshots_portfolio foreign key (portfolio_id) references portfolios (portfolio_id),
  constraint portfolio_snapshots_status check (status in ('COMPLETE', 'PARTIAL')),
  constraint portfolio_snapshots_revision check (revision >= 1),
  constraint portfolio_snapshots_counts check (
    priced_count + stale_count + estimated_count + unpriced_count = position_count)
);
comment on table portfolio_snapshots is 'What a portfolio was worth at the close of a session, USD; a change of inputs adds a revision, none is ever rewritten.';
comment on column portfolio_snapshots.read_snapshot is 'The transactions whose changes its inputs include: evaluated in the transaction that read the inputs, which is REPEATABLE READ.';
--rollback drop table portfolio_snapshots;

--changeset afterclose:portfolio-snapshot-checks
create table portfolio_snapshot_checks (
  portfolio_id      bigint       not null,
  snapshot_date     date         not null,
  read_snapshot     pg_snapshot  not null default pg_current_snapshot(),
  job_execution_id  bigint,
  checked_at        timestamptz  not null,
  constraint portfolio_snapshot_checks_pk primary key (portfolio_id, snapshot_date)
);
comment on table portfolio_snapshot_checks is 'Snapshots that were made again because of a logged change and came out the same: they are current, and are not made every night.';
--rollback drop table portfolio_snapshot_checks;

--changeset afterclose:portfolio-snapshots-latest
create view portfolio_snapshots_latest as
select distinct on (portfolio_id, snapshot_date)
  portfolio_id,
  snapshot_date,
  revision,
  status,
  total_value,
  total_cost,
  total_pnl,
  pnl_percent,
  cash_value,
  net_asset_value,
  cumulative_external_flows,
  long_value,
  short_value,
  gross_exposure,
  net_exposure,
  position_count,
  priced_count,
  stale_count,
  estimated_count,
  unpriced_count,
  coverage,
  fingerprint,
  reason,
  job_execution_id,
  written_at,
  read_snapshot
from portfolio_snapshots
order by portfolio_id, snapshot_date, revision desc;
comment on view portfolio_snapshots_latest is 'The latest revision of each snapshot.';
--rollback drop view portfolio_snapshots_latest;

--changeset afterclose:portfolio-snapshot-reads
create view portfolio_snapshot_reads as
select
  s.portfolio_id,
  s.snapshot_date,
  case
    when known_snapshot(s.read_snapshot) is null
      or pg_snapshot_xmax(known_snapshot(k.read_snapshot)) > pg_snapshot_xmax(s.read_snapshot)
    then known_snapshot(k.read_snapshot)
    else s.read_snapshot
  end as read_snapshot
from portfolio_snapshots_latest s
left join portfolio_snapshot_checks k
  on k.portfolio_id = s.portfolio_id and k.snapshot_date = s.snapshot_date;
comment on view portfolio_snapshot_reads is 'What was seen when a snapshot was last made or found the same; null is nothing.';
--rollback drop view portfolio_snapshot_reads;

--changeset afterclose:portfolio-daily-performance
create view portfolio_daily_performance as
select
  portfolio_id,
  snapshot_date,
  revision,
  net_asset_value,
  case when comparable then net_asset_value - previous_nav - external_flows end as daily_pnl,
  case when comparable then (net_asset_value - previous_nav - external_flows) / previous_nav end as daily_return,
  external_flows
from (
  select
    portfolio_id,
    snapshot_date,
    revision,
    net_asset_value,
    lag(net_asset_value) over w as previous_nav,
    cumulative_external_flows - lag(cumulative_external_flows) over w as external_flows,
    coalesce(lag(net_asset_value) over w > 0 and unpriced_count = 0 and lag(unpriced_count) over w = 0, false)
      as comparable
  from portfolio_snapshots_latest
  window w as (partition by portfolio_id order by snapshot_date)
) latest;
comment on view portfolio_daily_performance is 'Profit of the time since the previous snapshot without external flows; null for the first one, after a NAV of 0 or less, and where either side has an unpriced position.';
--rollback drop view portfolio_daily_performance;

--changeset afterclose:portfolio-snapshot-read-servers
--comment What was read on another server is unknown for ever, also when this one has reached its numbers: else a change made since would be taken for one that was seen.
alter table portfolio_snapshots add column read_server bigint not null default server_identity();
alter table portfolio_snapshot_checks add column read_server bigint not null default server_identity();
update portfolio_snapshots set read_server = 0
where read_snapshot is not null and known_snapshot(read_snapshot) is null;
update portfolio_snapshot_checks set read_server = 0 where known_snapshot(read_snapshot) is null;
comment on column portfolio_snapshots.read_server is 'The server whose numbers read_snapshot has: server_identity() when it was read.';
comment on column portfolio_snapshot_checks.read_server is 'The server whose numbers read_snapshot has: server_identity() when it was read.';
--rollback alter table portfolio_snapshot_checks drop column read_server;
--rollback alter table portfolio_snapshots drop column read_server;

--changeset afterclose:portfolio-snapshot-reads-by-server
create or replace view portfolio_snapshot_reads as
select
  s.portfolio_id,
  s.snapshot_date,
  case
    when s.seen is null or pg_snapshot_xmax(k.seen) > pg_snapshot_xmax(s.seen) then k.seen
    else s.seen
  end as read_snapshot
from (
  select distinct on (r.portfolio_id, r.snapshot_date)
    r.portfolio_id,
    r.snapshot_date,
    case when r.read_server = (select server_identity()) then known_snapshot(r.read_snapshot) end as seen
  from portfolio_snapshots r
  order by r.portfolio_id, r.snapshot_date, r.revision desc
) s
left join (
  select
    c.portfolio_id,
    c.snapshot_date,
    case when c.read_server = (select server_identity()) then known_snapshot(c.read_snapshot) end as seen
  from portfolio_snapshot_checks c
) k on k.portfolio_id = s.portfolio_id and k.snapshot_date = s.snapshot_date;
comment on view portfolio_snapshot_reads is 'What was seen on this server when a snapshot was last made or found the same; null is nothing.';
--rollback create or replace view portfolio_snapshot_reads as
--rollback select s.portfolio_id, s.snapshot_date,
--rollback   case
--rollback     when known_snapshot(s.read_snapshot) is null
--rollback       or pg_snapshot_xmax(known_snapshot(k.read_snapshot)) > pg_snapshot_xmax(s.read_snapshot)
--rollback     then known_snapshot(k.read_snapshot)
--rollback     else s.read_snapshot
--rollback   end as read_snapshot
--rollback from portfolio_snapshots_latest s
--rollback left join portfolio_snapshot_checks k
--rollback   on k.portfolio_id = s.portfolio_id and k.snapshot_date = s.snapshot_date;
--rollback comment on view portfolio_snapshot_reads is 'What was seen when a snapshot was last made or found the same; null is nothing.';

--changeset afterclose:portfolio-snapshots-dividend-unbooked-count
alter table portfolio_snapshots add column dividend_unbooked_count integer not null default 0;
alter table portfolio_snapshots add constraint portfolio_snapshots_dividend_unbooked_count
  check (dividend_unbooked_count >= 0);
comment on column portfolio_snapshots.dividend_unbooked_count is 'Lots that were paid a dividend on the day of which only adjusted closes tell: it is in no cash, and the value lacks it.';
--rollback alter table portfolio_snapshots drop column dividend_unbooked_count;

--changeset afterclose:portfolio-snapshot-marks splitStatements:false
--comment So that a plan reads what came since the last one, and not all snapshots that were ever written.
create table portfolio_snapshot_marks (
  portfolio_id  bigint  not null,
  first_date    date    not null,
  newest_date   date    not null,
  complete_to   date    not null,
  read_before   xid8    not null,
  read_server   bigint  not null default server_identity(),
  constraint portfolio_snapshot_marks_pk primary key (portfolio_id)
);
comment on table portfolio_snapshot_marks is 'Up to where the snapshots of a portfolio were checked against the logs of changes. Made by a plan that found none of them outdated.';
comment on column portfolio_snapshot_marks.portfolio_id is 'Whose snapshots.';
comment on column portfolio_snapshot_marks.first_date is 'The oldest snapshot.';
comment on column portfolio_snapshot_marks.complete_to is 'From the oldest snapshot up to here each session that is expected has one.';
comment on column portfolio_snapshot_marks.newest_date is 'The newest of the snapshots that were checked.';
comment on column portfolio_snapshot_marks.read_before is 'Each change of a transaction before it is in the snapshots that were checked, or is none of theirs.';

create table portfolio_snapshots_unmarked (
  portfolio_id   bigint  not null,
  snapshot_date  date    not null,
  read_before    xid8    not null,
  written_in     xid8    not null default pg_current_xact_id(),
  read_server    bigint  not null default server_identity()
);
create index portfolio_snapshots_unmarked_by_portfolio on portfolio_snapshots_unmarked (portfolio_id);
comment on table portfolio_snapshots_unmarked is 'Snapshots that no mark covers yet. Written by triggers, so for every writer of snapshots.';
comment on column portfolio_snapshots_unmarked.portfolio_id is 'Whose snapshot.';
comment on column portfolio_snapshots_unmarked.snapshot_date is 'The session of the snapshot.';
comment on column portfolio_snapshots_unmarked.read_before is 'Each change of a transaction before it was seen; 0 where it is not known what was seen.';
comment on column portfolio_snapshot_marks.read_server is 'The server whose number read_before is: server_identity() when it was read.';
comment on column portfolio_snapshots_unmarked.read_server is 'The server whose numbers read_before and written_in are: server_identity() when the row was written.';
comment on column portfolio_snapshots_unmarked.written_in is 'A plan covers what it could see: rows of transactions that it did not see stay.';

insert into portfolio_snapshots_unmarked (portfolio_id, snapshot_date, read_before, read_server)
select portfolio_id, snapshot_date,
  case when read_server = (select server_identity())
  then coalesce(pg_snapshot_xmin(known_snapshot(read_snapshot)), '0'::xid8) else '0'::xid8 end,
  (select server_identity())
from portfolio_snapshots;

create function note_added_snapshots() returns trigger language plpgsql set search_path from current as
$$
begin
  insert into portfolio_snapshots_unmarked (portfolio_id, snapshot_date, read_before, read_server)
  select portfolio_id, snapshot_date,
    case when read_server = (select server_identity())
    then coalesce(pg_snapshot_xmin(known_snapshot(read_snapshot)), '0'::xid8) else '0'::xid8 end,
    (select server_identity())
  from added;
  return null;
end
$$;

create function unmark_changed_snapshots() returns trigger language plpgsql set search_path from current as
$$
begin
  delete from portfolio_snapshot_marks where portfolio_id in (select portfolio_id from changed);
  delete from portfolio_snapshots_unmarked where portfolio_id in (select portfolio_id from changed);
  insert into portfolio_snapshots_unmarked (portfolio_id, snapshot_date, read_before, read_server)
  select portfolio_id, snapshot_date,
    case when read_server = (select server_identity())
    then coalesce(pg_snapshot_xmin(known_snapshot(read_snapshot)), '0'::xid8) else '0'::xid8 end,
    (select server_identity())
  from portfolio_snapshots
  where portfolio_id in (select portfolio_id from changed);
  return null;
end
$$;

create function unmark_all_snapshots() returns trigger language plpgsql set search_path from current as
$$
begin
  delete from portfolio_snapshot_marks;
  delete from portfolio_snapshots_unmarked;
  return null;
end
$$;

create trigger portfolio_snapshots_added after insert on portfolio_snapshots
referencing new table as added for each statement execute function note_added_snapshots();
create trigger portfolio_snapshots_changed after update on portfolio_snapshots
referencing new table as changed for each statement execute function unmark_changed_snapshots();
create trigger portfolio_snapshots_removed after delete on portfolio_snapshots
referencing old table as changed for each statement execute function unmark_changed_snapshots();
create trigger portfolio_snapshots_emptied after truncate on portfolio_snapshots
for each statement execute function unmark_all_snapshots();
--rollback drop trigger portfolio_snapshots_emptied on portfolio_snapshots;
--rollback drop trigger portfolio_snapshots_removed on portfolio_snapshots;
--rollback drop trigger portfolio_snapshots_changed on portfolio_snapshots;
--rollback drop trigger portfolio_snapshots_added on portfolio_snapshots;
--rollback drop function unmark_all_snapshots();
--rollback drop function unmark_changed_snapshots();
--rollback drop function note_added_snapshots();
--rollback drop table portfolio_snapshots_unmarked;
--rollback drop table portfolio_snapshot_marks;

--changeset afterclose:outdated-by-portfolio
create function outdated_by_portfolio(portfolio_id bigint, day date, seen pg_snapshot) returns boolean
language sql stable
  return exists (
    select from portfolio_changes c
    where c.portfolio_id = outdated_by_portfolio.portfolio_id and c.first_date <= day
      and not coalesce(pg_visible_in_snapshot(known_transaction(c.transaction_id), seen), false));
comment on function outdated_by_portfolio is 'Whether something was recorded for a day or before that a reader did not see. Bounds of a valuation are not looked at: it may be true for a snapshot that the next run finds current.';
--rollback drop function outdated_by_portfolio(bigint, date, pg_snapshot);

--changeset afterclose:weekend-before
create function weekend_before(day date, session date) returns boolean language sql immutable
return extract(isodow from day) in (6, 7) and session > day and session - day <= 3;
comment on function weekend_before is 'Whether a day is of the weekend before a session, a Tuesday after a holiday included: what is dated then belongs to the session.';
--rollback drop function weekend_before(date, date);

--changeset afterclose:portfolio-daily-performance-with-reasons
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
  case when pnl_reason is null then net_asset_value - previous_net_asset_value - external_flows end
    as daily_pnl,
  pnl_reason,
  case when return_reason is null
    then (net_asset_value + greatest(-external_flows, 0))
      / (previous_net_asset_value + greatest(external_flows, 0)) - 1 end as daily_return,
  return_reason,
  coverage
from (
  select
    l.*,
    coalesce(l.pnl_reason, case
      when l.coverage < 0.98 then 'LOW_COVERAGE'
      when l.previous_net_asset_value + greatest(l.external_flows, 0) <= 0 then 'BASE_NOT_POSITIVE'
    end) as return_reason
  from (
    select
      s.portfolio_id,
      s.snapshot_date,
      s.revision,
      s.previous_date,
      case when s.starts_at_zero then 0 else s.previous_nav end as previous_net_asset_value,
      s.net_asset_value,
      s.cumulative_external_flows - case when s.starts_at_zero then 0 else s.previous_flows end
        as external_flows,
      least(s.coverage, s.previous_coverage) as coverage,
      case
        when s.previous_date is null and not s.starts_at_zero then 'NO_BASE'
        when s.gap then 'SNAPSHOT_MISSING'
        when outdated_by_portfolio(s.portfolio_id, s.snapshot_date, s.read_snapshot)
          or outdated_by_portfolio(s.portfolio_id, s.previous_date, s.previous_read) then 'OUTDATED'
        when s.unpriced_count > 0 or s.previous_unpriced > 0 then 'UNPRICED'
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
          n.cumulative_external_flows,
          n.unpriced_count,
          n.coverage,
          r.read_snapshot,
          lag(n.snapshot_date) over w as previous_date,
          lag(n.net_asset_value) over w as previous_nav,
          lag(n.cumulative_external_flows) over w as previous_flows,
          lag(n.unpriced_count) over w as previous_unpriced,
          lag(n.coverage) over w as previous_coverage,
          lag(r.read_snapshot) over w as previous_read,
          lag(n.position_count > 0 or n.cash_value <> 0 or n.net_asset_value <> 0) over w as previous_held
        from portfolio_snapshots_latest n
        join portfolio_snapshot_reads r
          on r.portfolio_id = n.portfolio_id and r.snapshot_date = n.snapshot_date
        window w as (partition by n.portfolio_id order by n.snapshot_date)
      ) p
    ) s
  ) l
) told;
comment on view portfolio_daily_performance is 'Profit and return of the time since the previous snapshot, without external flows. The first one starts at 0. A reason is there where a number is not: NO_BASE, an entry or cash row lies before the day of the first snapshot (a weekend belongs to the session after it); SNAPSHOT_MISSING, a session with market prices between the two has none; OUTDATED, what was recorded changed since; UNPRICED, a position of either side has no value; BASE_NOT_POSITIVE, previous net asset value + inflow is 0 or less; LOW_COVERAGE, less than 98 % of gross value is known.';
comment on column portfolio_daily_performance.previous_date is 'The session of the snapshot before; null for the first.';
comment on column portfolio_daily_performance.previous_net_asset_value is 'Of the snapshot before, USD; 0 where the record starts with this one.';
comment on column portfolio_daily_performance.pnl_reason is 'Why there is no daily_pnl; null where there is one.';
comment on column portfolio_daily_performance.return_reason is 'Why there is no daily_return; null where there is one.';
comment on column portfolio_daily_performance.external_flows is 'What the owner paid in less what was taken out since the previous snapshot, USD.';
comment on column portfolio_daily_performance.daily_return is '(net asset value + outflow) / (previous + inflow) − 1, of the net flow; a fraction.';
comment on column portfolio_daily_performance.coverage is 'The smaller one of the two snapshots.';
--rollback drop view portfolio_daily_performance;
--rollback create view portfolio_daily_performance as select portfolio_id, snapshot_date, revision, net_asset_value, case when comparable then net_asset_value - previous_nav - external_flows end as daily_pnl, case when comparable then (net_asset_value - previous_nav - external_flows) / previous_nav end as daily_return, external_flows from (select portfolio_id, snapshot_date, revision, net_asset_value, lag(net_asset_value) over w as previous_nav, cumulative_external_flows - lag(cumulative_external_flows) over w as external_flows, coalesce(lag(net_asset_value) over w > 0 and unpriced_count = 0 and lag(unpriced_count) over w = 0, false) as comparable from portfolio_snapshots_latest window w as (partition by portfolio_id order by snapshot_date)) latest;
