--liquibase formatted sql

--changeset afterclose:0007-portfolio-snapshots
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
  reason                     varchar(40)     not null,
  job_execution_id           bigint,
  written_at                 timestamptz     not null,
  constraint portfolio_snapshots_pk primary key (portfolio_id, snapshot_date, revision),
  constraint portfolio_snapshots_portfolio foreign key (portfolio_id) references portfolios (portfolio_id),
  constraint portfolio_snapshots_status check (status in ('COMPLETE', 'PARTIAL')),
  constraint portfolio_snapshots_revision check (revision >= 1),
  constraint portfolio_snapshots_counts check (
    priced_count + stale_count + estimated_count + unpriced_count = position_count)
);
comment on table portfolio_snapshots is 'What a portfolio was worth at the close of a session, USD; a change of inputs adds a revision, none is ever rewritten.';
--rollback drop table portfolio_snapshots;

--changeset afterclose:0007-portfolio-snapshots-latest
create view portfolio_snapshots_latest as
select distinct on (portfolio_id, snapshot_date) *
from portfolio_snapshots
order by portfolio_id, snapshot_date, revision desc;
--rollback drop view portfolio_snapshots_latest;

--changeset afterclose:0007-portfolio-daily-performance
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
