--liquibase formatted sql

--changeset afterclose:0009-symbol-universe-audit
create table symbol_universe_audit (
  audit_id      bigint generated always as identity,
  symbol        varchar(32)   not null,
  action        varchar(12)   not null,
  effective_on  date          not null,
  reason        varchar(200)  not null,
  recorded_at   timestamptz   not null,
  constraint symbol_universe_audit_pk primary key (audit_id),
  constraint symbol_universe_audit_action check (action in ('DEACTIVATED', 'REACTIVATED'))
);
create index symbol_universe_audit_by_symbol on symbol_universe_audit (symbol);
comment on table symbol_universe_audit is 'Why and from which session on a symbol left the universe, or came back.';
--rollback drop table symbol_universe_audit;

--changeset afterclose:0009-symbol-batch-universe-session
alter table symbol_batch_universe add column session date;
alter table symbol_batch_universe add column nightly boolean not null default true;
create index symbol_batch_universe_by_symbol on symbol_batch_universe (symbol, session);
comment on column symbol_batch_universe.nightly is 'Whether the run was for all symbols; a narrower one says nothing about who is in.';
--rollback alter table symbol_batch_universe drop column session; alter table symbol_batch_universe drop column nightly;
