--liquibase formatted sql

--changeset afterclose:market-data-quarantine-once
--comment A value that is answered again each night is one row with the runs that met it, not a row a night.
alter table market_data_quarantine add column seen_by bigint[] not null default '{}';
alter table market_data_quarantine add column first_seen_at timestamptz;
with once as (
  select max(quarantine_id) as quarantine_id, array_agg(distinct job_execution_id) as seen_by,
    min(quarantined_at) as first_seen_at, max(quarantined_at) as quarantined_at,
    max(job_execution_id) as job_execution_id, max(decision) as decision
  from market_data_quarantine
  group by symbol, price_date, reason, detail, source, close
), kept as (
  update market_data_quarantine q
  set seen_by = o.seen_by, first_seen_at = o.first_seen_at, quarantined_at = o.quarantined_at,
    job_execution_id = o.job_execution_id, decision = o.decision
  from once o where o.quarantine_id = q.quarantine_id
)
delete from market_data_quarantine q
where not exists (select from once o where o.quarantine_id = q.quarantine_id);
alter table market_data_quarantine alter column first_seen_at set not null;
drop index market_data_quarantine_by_price;
create index market_data_quarantine_by_price on market_data_quarantine (symbol, price_date);
create index market_data_quarantine_by_runs on market_data_quarantine using gin (seen_by);
comment on column market_data_quarantine.seen_by is 'The executions that met the value, in their order; the newest 300.';
comment on column market_data_quarantine.first_seen_at is 'When the first of them met it.';
comment on column market_data_quarantine.quarantined_at is 'When the newest of them met it.';
comment on column market_data_quarantine.job_execution_id is 'The newest of them; the row is purged with its records.';
--rollback drop index market_data_quarantine_by_runs;
--rollback drop index market_data_quarantine_by_price;
--rollback create index market_data_quarantine_by_price on market_data_quarantine (symbol, price_date) where close is not null;
--rollback alter table market_data_quarantine drop column seen_by, drop column first_seen_at;
