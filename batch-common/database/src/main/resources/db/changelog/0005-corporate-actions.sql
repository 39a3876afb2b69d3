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
