--liquibase formatted sql

--changeset afterclose:corporate-actions
create table corporate_actions (
  symbol      varchar(32)     not null,
  ex_date     date            not null,
  kind        varchar(8)      not null,
  value       numeric(24, 12) not null,
  source      varchar(16)     not null,
  fetched_at  timestamptz     not null,
  arrived_in  xid8            not null default pg_current_xact_id(),
  constraint corporate_actions_pk primary key (symbol, ex_date, kind),
  constraint corporate_actions_kind check (kind in ('SPLIT', 'DIVIDEND', 'IMPLIED')),
  constraint corporate_actions_value check (value <> 'NaN' and (kind = 'IMPLIED' or value > 0))
);
comment on table corporate_actions is 'SPLIT: new shares per old. DIVIDEND: cash per share as paid, USD. IMPLIED: what adjusted closes imply, for returns only, never cash.';
comment on column corporate_actions.arrived_in is 'The transaction that stored the action.';
--rollback drop table corporate_actions;

--changeset afterclose:corporate-actions-history splitStatements:false
create table corporate_actions_history (
  history_id   bigint generated always as identity,
  symbol       varchar(32)     not null,
  ex_date      date            not null,
  kind         varchar(8)      not null,
  value        numeric(24, 12) not null,
  arrived_in   xid8            not null,
  replaced_in  xid8            not null default pg_current_xact_id(),
  constraint corporate_actions_history_pk primary key (history_id)
);
create index corporate_actions_history_by_symbol on corporate_actions_history (symbol);
comment on table corporate_actions_history is 'Actions that a later answer corrected, as they were.';

create function keep_corporate_action() returns trigger language plpgsql set search_path from current as
$$
begin
  if tg_op = 'DELETE' or old.value <> new.value then
    insert into corporate_actions_history (symbol, ex_date, kind, value, arrived_in)
    values (old.symbol, old.ex_date, old.kind, old.value, old.arrived_in);
  end if;
  return null;
end
$$;

create trigger corporate_actions_kept after update of value or delete on corporate_actions
for each row execute function keep_corporate_action();
--rollback drop trigger corporate_actions_kept on corporate_actions;
--rollback drop function keep_corporate_action();
--rollback drop table corporate_actions_history;

--changeset afterclose:corporate-action-reports splitStatements:false
create table corporate_action_reports (
  symbol      varchar(32)     not null,
  ex_date     date            not null,
  kind        varchar(8)      not null,
  source      varchar(16)     not null,
  rank        smallint        not null,
  value       numeric(24, 12),
  odd_ratio   boolean         not null default false,
  reported_at timestamptz     not null,
  constraint corporate_action_reports_pk primary key (symbol, ex_date, kind, source),
  constraint corporate_action_reports_kind check (kind in ('SPLIT', 'DIVIDEND', 'IMPLIED')),
  constraint corporate_action_reports_value check (
    value is null and source = 'operator'
    or value <> 'NaN' and (kind = 'IMPLIED' or value > 0)),
  constraint corporate_action_reports_rank check ((rank = 0) = (source = 'operator'))
);
comment on table corporate_action_reports is 'Corporate actions as each source reports them. The best-ranked report of a symbol, day and kind is in force: a trigger puts it into corporate_actions.';
comment on column corporate_action_reports.rank is '0 for the operator, else the place of the source in the order of providers, from 1.';
comment on column corporate_action_reports.value is 'SPLIT: new shares per old. DIVIDEND: USD per share as paid. IMPLIED: USD per share. Null: the operator says that there was none.';
comment on column corporate_action_reports.odd_ratio is 'A split whose ratio is none of small whole numbers: rather a spin-off.';
comment on column corporate_action_reports.reported_at is 'When this value was reported first.';

insert into corporate_action_reports (symbol, ex_date, kind, source, rank, value, reported_at)
select symbol, ex_date, kind, source, 1, value, fetched_at from corporate_actions;

alter table corporate_actions add column unconfirmed boolean not null default false;
comment on column corporate_actions.unconfirmed is 'A split with an odd ratio that no operator has confirmed: it serves returns, and no quantity.';
comment on table corporate_actions is 'The corporate actions in force, kept by a trigger on corporate_action_reports. SPLIT: new shares per old. DIVIDEND: cash per share as paid, USD. IMPLIED: what adjusted closes imply, for returns only, never cash.';

create function put_corporate_action_in_force(of_symbol text, on_day date, of_kind text) returns void
language plpgsql set search_path from current as
$$
declare
  best corporate_action_reports%rowtype;
begin
  select * into best from corporate_action_reports r
  where r.symbol = of_symbol and r.ex_date = on_day and r.kind = of_kind
  order by r.rank, r.reported_at desc, r.source limit 1;
  if best.value is null then
    delete from corporate_actions a
    where a.symbol = of_symbol and a.ex_date = on_day and a.kind = of_kind;
  else
    insert into corporate_actions as a (symbol, ex_date, kind, value, source, fetched_at, unconfirmed)
    values (best.symbol, best.ex_date, best.kind, best.value, best.source, best.reported_at, best.odd_ratio)
    on conflict (symbol, ex_date, kind) do update set
      value = excluded.value, source = excluded.source, fetched_at = excluded.fetched_at,
      unconfirmed = excluded.unconfirmed
    where (a.value, a.source, a.unconfirmed)
      is distinct from (excluded.value, excluded.source, excluded.unconfirmed);
  end if;
end
$$;
comment on function put_corporate_action_in_force is 'Makes corporate_actions follow the best report of one key; without one, or where the operator says that there was none, no action is in force.';

create function follow_corporate_action_report() returns trigger language plpgsql set search_path from current as
$$
begin
  if tg_op <> 'INSERT' then
    perform put_corporate_action_in_force(old.symbol, old.ex_date, old.kind);
  end if;
  if tg_op = 'INSERT' or tg_op = 'UPDATE'
    and (old.symbol, old.ex_date, old.kind) is distinct from (new.symbol, new.ex_date, new.kind) then
    perform put_corporate_action_in_force(new.symbol, new.ex_date, new.kind);
  end if;
  return null;
end
$$;
create trigger corporate_action_reports_followed after insert or update or delete on corporate_action_reports
for each row execute function follow_corporate_action_report();

create function log_corporate_action() returns trigger language plpgsql set search_path from current as
$$
begin
  if tg_op <> 'INSERT' and old.kind <> 'IMPLIED' then
    insert into market_data_changes (symbol, first_date, kind, changed_at)
    values (old.symbol, old.ex_date, 'ACTION', clock_timestamp());
  end if;
  if tg_op <> 'DELETE' and new.kind <> 'IMPLIED' and (tg_op = 'INSERT'
    or (old.symbol, old.ex_date) is distinct from (new.symbol, new.ex_date)) then
    insert into market_data_changes (symbol, first_date, kind, changed_at)
    values (new.symbol, new.ex_date, 'ACTION', new.fetched_at);
  end if;
  return null;
end
$$;
create trigger corporate_actions_added after insert or delete on corporate_actions
for each row execute function log_corporate_action();
create trigger corporate_actions_changed after update on corporate_actions
for each row when (
  (old.symbol, old.ex_date, old.kind, old.value, old.unconfirmed)
  is distinct from (new.symbol, new.ex_date, new.kind, new.value, new.unconfirmed))
execute function log_corporate_action();
--rollback drop trigger corporate_actions_changed on corporate_actions;
--rollback drop trigger corporate_actions_added on corporate_actions;
--rollback drop function log_corporate_action();
--rollback drop trigger corporate_action_reports_followed on corporate_action_reports;
--rollback drop function follow_corporate_action_report();
--rollback drop function put_corporate_action_in_force(text, date, text);
--rollback alter table corporate_actions drop column unconfirmed;
--rollback drop table corporate_action_reports;
