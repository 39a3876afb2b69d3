--liquibase formatted sql

--changeset afterclose:0011-snapshot-reads
--comment What a snapshot's transaction saw is the database's own knowledge: its default, evaluated in the transaction that read the inputs, which is REPEATABLE READ.
drop view portfolio_daily_performance;
drop view portfolio_snapshots_latest;
alter table portfolio_snapshots alter column reason type varchar(200);
alter table portfolio_snapshots add column read_position pg_snapshot;
alter table portfolio_snapshots alter column read_position set default pg_current_snapshot();
comment on column portfolio_snapshots.read_position is 'The transactions whose changes its inputs include; null for those from before this column, which are looked at again.';

create table portfolio_snapshot_checks (
  portfolio_id      bigint       not null,
  snapshot_date     date         not null,
  read_position     pg_snapshot  not null default pg_current_snapshot(),
  job_execution_id  bigint,
  checked_at        timestamptz  not null,
  constraint portfolio_snapshot_checks_pk primary key (portfolio_id, snapshot_date)
);
comment on table portfolio_snapshot_checks is 'Snapshots that were made again because of a logged change and came out the same: they are current, and are not made every night.';

create view portfolio_snapshots_latest as
select distinct on (portfolio_id, snapshot_date) *
from portfolio_snapshots
order by portfolio_id, snapshot_date, revision desc;

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

create view portfolio_snapshot_reads as
select
  s.portfolio_id,
  s.snapshot_date,
  case
    when known_reading(s.read_position) is null
      or pg_snapshot_xmax(known_reading(k.read_position)) > pg_snapshot_xmax(s.read_position)
    then known_reading(k.read_position)
    else s.read_position
  end as read_position
from portfolio_snapshots_latest s
left join portfolio_snapshot_checks k
  on k.portfolio_id = s.portfolio_id and k.snapshot_date = s.snapshot_date;
comment on view portfolio_snapshot_reads is 'What was seen when a snapshot was last made or found the same; null is nothing.';
--rollback drop view portfolio_snapshot_reads;
--rollback drop view portfolio_daily_performance;
--rollback drop view portfolio_snapshots_latest;
--rollback drop table portfolio_snapshot_checks;
--rollback alter table portfolio_snapshots drop column read_position;
--rollback alter table portfolio_snapshots alter column reason type varchar(40) using left(reason, 40);
--rollback create view portfolio_snapshots_latest as
--rollback select distinct on (portfolio_id, snapshot_date) *
--rollback from portfolio_snapshots
--rollback order by portfolio_id, snapshot_date, revision desc;
--rollback create view portfolio_daily_performance as
--rollback select
--rollback   portfolio_id, snapshot_date, revision, net_asset_value,
--rollback   case when comparable then net_asset_value - previous_nav - external_flows end as daily_pnl,
--rollback   case when comparable then (net_asset_value - previous_nav - external_flows) / previous_nav end as daily_return,
--rollback   external_flows
--rollback from (
--rollback   select
--rollback     portfolio_id, snapshot_date, revision, net_asset_value,
--rollback     lag(net_asset_value) over w as previous_nav,
--rollback     cumulative_external_flows - lag(cumulative_external_flows) over w as external_flows,
--rollback     coalesce(lag(net_asset_value) over w > 0 and unpriced_count = 0 and lag(unpriced_count) over w = 0, false)
--rollback       as comparable
--rollback   from portfolio_snapshots_latest
--rollback   window w as (partition by portfolio_id order by snapshot_date)
--rollback ) latest;
