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

--changeset afterclose:market-data-kept splitStatements:false
--comment What is replaced and what is logged does not depend on who writes: a run, a command, or a statement by hand.
alter table market_data_history drop constraint market_data_history_pk;
alter table market_data_history add column history_id bigint generated always as identity
  constraint market_data_history_pk primary key;
create index market_data_history_by_symbol on market_data_history (symbol, price_date, history_id);
comment on column market_data_history.history_id is 'Of two versions of a bar the older one has the lower number.';
comment on column market_data_history.replaced_at is 'For people only: the writer''s clock where the new bar has a later one, else the database''s.';

create function log_arrived_prices() returns trigger language plpgsql set search_path from current as
$$
begin
  insert into market_data_changes (symbol, first_date, kind, changed_at)
  select symbol, min(price_date), 'PRICE_ARRIVED', min(fetched_at)
  from arrived group by symbol order by symbol;
  return null;
end
$$;

create function keep_changed_prices() returns trigger language plpgsql set search_path from current as
$$
begin
  insert into market_data_history
    (symbol, price_date, open, high, low, close, volume, source, fetched_at, job_execution_id, replaced_at)
  select o.symbol, o.price_date, o.open, o.high, o.low, o.close, o.volume, o.source, o.fetched_at,
    o.job_execution_id,
    case when n.fetched_at > o.fetched_at then n.fetched_at else clock_timestamp() end
  from replaced o
  join replacing n on n.symbol = o.symbol and n.price_date = o.price_date
  where (o.open, o.high, o.low, o.close, o.volume, o.source)
    is distinct from (n.open, n.high, n.low, n.close, n.volume, n.source);
  insert into market_data_changes (symbol, first_date, kind, changed_at)
  select o.symbol, min(o.price_date), 'PRICE_CORRECTED', max(n.fetched_at)
  from replaced o
  join replacing n on n.symbol = o.symbol and n.price_date = o.price_date
  where abs(n.close - o.close) > 0.000001 * o.close
  group by o.symbol order by o.symbol;
  return null;
end
$$;

create function keep_removed_prices() returns trigger language plpgsql set search_path from current as
$$
begin
  insert into market_data_history
    (symbol, price_date, open, high, low, close, volume, source, fetched_at, job_execution_id, replaced_at)
  select symbol, price_date, open, high, low, close, volume, source, fetched_at, job_execution_id,
    clock_timestamp()
  from removed;
  insert into market_data_changes (symbol, first_date, kind, changed_at)
  select symbol, min(price_date), 'PRICE_CORRECTED', clock_timestamp()
  from removed group by symbol order by symbol;
  return null;
end
$$;

create function refuse_moved_price() returns trigger language plpgsql as
$$
begin
  raise exception 'the price of % on % cannot become one of another symbol or day',
    old.symbol, old.price_date using errcode = 'check_violation';
end
$$;

create trigger market_data_arrived after insert on market_data_cache
referencing new table as arrived for each statement execute function log_arrived_prices();
create trigger market_data_changed after update on market_data_cache
referencing old table as replaced new table as replacing
for each statement execute function keep_changed_prices();
create trigger market_data_removed after delete on market_data_cache
referencing old table as removed for each statement execute function keep_removed_prices();
create trigger market_data_stays before update of symbol, price_date on market_data_cache
for each row when (old.symbol <> new.symbol or old.price_date <> new.price_date)
execute function refuse_moved_price();
--rollback drop trigger market_data_stays on market_data_cache;
--rollback drop trigger market_data_removed on market_data_cache;
--rollback drop trigger market_data_changed on market_data_cache;
--rollback drop trigger market_data_arrived on market_data_cache;
--rollback drop function refuse_moved_price();
--rollback drop function keep_removed_prices();
--rollback drop function keep_changed_prices();
--rollback drop function log_arrived_prices();
--rollback drop index market_data_history_by_symbol;
--rollback alter table market_data_history drop column history_id;
--rollback alter table market_data_history add constraint market_data_history_pk primary key (symbol, price_date, replaced_at);

--changeset afterclose:market-data-quarantine-decisions
alter table market_data_quarantine add column close numeric(18, 8);
alter table market_data_quarantine add column decision varchar(8);
alter table market_data_quarantine add constraint market_data_quarantine_decision
  check (decision in ('ACCEPTED', 'REJECTED', 'REPEATED'));
alter table market_data_quarantine add constraint market_data_quarantine_close
  check (close > 0 and close < 1000000000);
create index market_data_quarantine_by_price on market_data_quarantine (symbol, price_date)
  where close is not null;
comment on column market_data_quarantine.close is 'USD as traded, where it could be stored after all; null where it is no price.';
comment on column market_data_quarantine.decision is 'ACCEPTED or REJECTED by an operator; REPEATED: answered on three nights, and stored as suspect; null while it is open.';
--rollback drop index market_data_quarantine_by_price;
--rollback alter table market_data_quarantine drop column close, drop column decision;

--changeset afterclose:market-data-audit
create table market_data_audit (
  audit_id    bigint generated always as identity,
  made_at     timestamptz    not null default now(),
  made_by     text           not null default current_user,
  command     varchar(32)    not null,
  symbol      varchar(32)    not null,
  first_date  date           not null,
  last_date   date           not null,
  detail      varchar(500)   not null,
  reason      varchar(500)   not null,
  constraint market_data_audit_pk primary key (audit_id),
  constraint market_data_audit_reason check (btrim(reason) <> '')
);
create index market_data_audit_by_symbol on market_data_audit (symbol, audit_id);
comment on table market_data_audit is 'What operators decided about prices and corporate actions, one row per symbol and decision; never changed.';
comment on column market_data_audit.made_at is 'By the database''s clock.';
comment on column market_data_audit.made_by is 'The database''s user.';
comment on column market_data_audit.command is 'Such as "actions withdraw".';
comment on column market_data_audit.first_date is 'The first session or ex-date that it is about.';
comment on column market_data_audit.last_date is 'The last one.';
comment on column market_data_audit.detail is 'What was decided, with the values before it.';
comment on column market_data_audit.reason is 'As the operator gave it.';
--rollback drop table market_data_audit;

--changeset afterclose:market-data-source-rank
alter table market_data_cache add column source_rank integer not null default 1
  constraint market_data_cache_source_rank check (source_rank >= 0);
comment on column market_data_cache.source_rank is 'The place of the source in the order of providers when it answered, from 1, and 0 for an operator: one of a worse place does not correct an unflagged price.';
--rollback alter table market_data_cache drop column source_rank;
