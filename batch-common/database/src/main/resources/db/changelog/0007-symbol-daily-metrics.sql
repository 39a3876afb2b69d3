--liquibase formatted sql

--changeset afterclose:symbol-daily-metrics
create table symbol_daily_metrics (
  symbol               varchar(32)       not null,
  metrics_date         date              not null,
  close                numeric(18, 8),
  return_1d            double precision,
  return_mtd           double precision,
  return_ytd           double precision,
  return_1m            double precision,
  return_3m            double precision,
  return_1y            double precision,
  volatility_21d       double precision,
  volatility_63d       double precision,
  market_beta          double precision,
  ir_beta              double precision,
  value                double precision,
  growth               double precision,
  momentum             double precision,
  quality              double precision,
  size                 double precision,
  low_volatility       double precision,
  growth_value_spread  double precision,
  momentum_spread      double precision,
  size_spread          double precision,
  quality_spread       double precision,
  data_quality_score   double precision  not null,
  priced               boolean           not null,
  full_window_90       boolean           not null,
  full_window_180      boolean           not null,
  unflagged_21         boolean           not null,
  all_factors_fitted   boolean           not null,
  name                 varchar(200),
  sector               varchar(100),
  industry             varchar(100),
  reasons              varchar(1000)     not null default '',
  constraint symbol_daily_metrics_pk primary key (metrics_date, symbol)
);
comment on table symbol_daily_metrics is 'One row per symbol and date, history kept; reasons tells why a value is missing.';
--rollback drop table symbol_daily_metrics;

--changeset afterclose:symbol-daily-metrics-read-before
--comment Which changes of prices and actions a row lacks is found by their transactions, as for snapshots.
alter table symbol_daily_metrics add column read_before xid8 not null default '0';
create index market_data_changes_by_transaction on market_data_changes (transaction_id);
comment on column symbol_daily_metrics.read_before is 'Changes by transactions below this number are in the row and in the exposures of its symbol and date; one by a later transaction may not be.';
--rollback drop index market_data_changes_by_transaction;
--rollback alter table symbol_daily_metrics drop column read_before;

--changeset afterclose:symbol-daily-metrics-read-server
alter table symbol_daily_metrics add column read_server bigint not null default server_identity();
update symbol_daily_metrics set read_server = 0
where read_before <> '0' and known_transaction(read_before) = '0';
comment on column symbol_daily_metrics.read_server is 'The server whose number read_before is: server_identity() when it was read.';
--rollback alter table symbol_daily_metrics drop column read_server;
