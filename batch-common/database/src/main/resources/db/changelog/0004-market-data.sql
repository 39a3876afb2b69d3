--liquibase formatted sql

--changeset afterclose:market-data-cache
create table market_data_cache (
  symbol      varchar(32)    not null,
  price_date  date           not null,
  open        numeric(18, 8),
  high        numeric(18, 8),
  low         numeric(18, 8),
  close       numeric(18, 8) not null,
  volume      bigint,
  source      varchar(16)    not null,
  status      varchar(11)    not null,
  flags       varchar(64)    not null default '',
  fetched_at  timestamptz    not null,
  arrived_in  xid8           not null default pg_current_xact_id(),
  job_execution_id  bigint,
  constraint market_data_cache_pk primary key (symbol, price_date),
  -- 'NaN'::numeric > 0 is true, so NaN is refused by the upper bound: NaN sorts above every number.
  constraint market_data_cache_close check (close > 0 and close < 1000000000),
  constraint market_data_cache_open check (open > 0 and open < 1000000000),
  constraint market_data_cache_high check (high > 0 and high < 1000000000),
  constraint market_data_cache_low check (low > 0 and low < 1000000000),
  constraint market_data_cache_volume check (volume >= 0),
  constraint market_data_cache_status check (status in ('PROVISIONAL', 'FINAL'))
);
create index market_data_cache_by_date on market_data_cache (price_date);
comment on table market_data_cache is 'Daily bars as traded, USD; never rewritten by a later split.';
comment on column market_data_cache.arrived_in is 'The transaction that stored the first bar of the day.';
comment on column market_data_cache.job_execution_id is 'The run that stored these values; null for those that no run stored. The run''s own records may be purged.';
--rollback drop table market_data_cache;

--changeset afterclose:market-data-history
create table market_data_history (
  symbol       varchar(32)    not null,
  price_date   date           not null,
  open         numeric(18, 8),
  high         numeric(18, 8),
  low          numeric(18, 8),
  close        numeric(18, 8) not null,
  volume       bigint,
  source       varchar(16)    not null,
  fetched_at   timestamptz    not null,
  replaced_at  timestamptz    not null,
  replaced_in  xid8           not null default pg_current_xact_id(),
  job_execution_id  bigint,
  constraint market_data_history_pk primary key (symbol, price_date, replaced_at)
);
comment on table market_data_history is 'Bars that a later answer corrected, as they were.';
comment on column market_data_history.replaced_in is 'The transaction that corrected the bar.';
comment on column market_data_history.job_execution_id is 'The run that stored these values; null where it is not known.';
--rollback drop table market_data_history;

--changeset afterclose:market-data-changes
create table market_data_changes (
  change_id   bigint generated always as identity,
  symbol      varchar(32)  not null,
  first_date  date         not null,
  kind        varchar(16)  not null,
  changed_at  timestamptz  not null,
  transaction_id  xid8     not null default pg_current_xact_id(),
  constraint market_data_changes_pk primary key (change_id),
  constraint market_data_changes_kind check (kind in ('PRICE_ARRIVED', 'PRICE_CORRECTED', 'ACTION'))
);
create index market_data_changes_by_symbol on market_data_changes (symbol, changed_at);
comment on table market_data_changes is 'What changed for a symbol and from which date on; snapshots written before it may be outdated.';
create index market_data_changes_by_date on market_data_changes (first_date, transaction_id);
comment on column market_data_changes.transaction_id is 'The transaction that made the change.';
--rollback drop table market_data_changes;

--changeset afterclose:market-data-quarantine
create table market_data_quarantine (
  quarantine_id     bigint generated always as identity,
  job_execution_id  bigint        not null,
  symbol            varchar(64)   not null,
  price_date        varchar(32)   not null,
  reason            varchar(24)   not null,
  detail            varchar(500)  not null,
  source            varchar(16)   not null,
  quarantined_at    timestamptz   not null,
  constraint market_data_quarantine_pk primary key (quarantine_id)
);
create index market_data_quarantine_by_run on market_data_quarantine (job_execution_id);
comment on table market_data_quarantine is 'Values a provider answered that are no price, with the reason; symbol and date as they were answered.';
--rollback drop table market_data_quarantine;
