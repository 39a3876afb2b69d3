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

--changeset afterclose:corporate-actions-of-all-kinds splitStatements:false rollbackSplitStatements:false
--comment A share may be renamed, merged, delisted or spun off, and its symbol given to another company.
drop trigger corporate_actions_kept on corporate_actions;
drop trigger corporate_actions_changed on corporate_actions;
alter table corporate_actions drop constraint corporate_actions_kind;
alter table corporate_actions drop constraint corporate_actions_value;
alter table corporate_action_reports drop constraint corporate_action_reports_kind;
alter table corporate_action_reports drop constraint corporate_action_reports_value;
alter table corporate_actions
  alter column kind type varchar(16),
  add column other_symbol varchar(32),
  add column cash numeric(24, 12),
  add column cost_share numeric(24, 12);
alter table corporate_actions_history
  alter column kind type varchar(16),
  add column other_symbol varchar(32),
  add column cash numeric(24, 12),
  add column cost_share numeric(24, 12),
  add column unconfirmed boolean not null default false;
alter table corporate_action_reports
  alter column kind type varchar(16),
  add column other_symbol varchar(32),
  add column cash numeric(24, 12),
  add column cost_share numeric(24, 12);
alter table corporate_action_reports rename column odd_ratio to unconfirmed;

alter table corporate_actions
  add constraint corporate_actions_kind check (kind in ('SPLIT', 'DIVIDEND', 'IMPLIED', 'RENAME',
    'STOCK_MERGER', 'CASH_MERGER', 'DELISTED', 'SPINOFF', 'LISTING')),
  add constraint corporate_actions_value check (value <> 'NaN' and case kind
    when 'IMPLIED' then true
    when 'DELISTED' then value >= 0
    when 'RENAME' then value = 1
    when 'LISTING' then value = 1
    else value > 0 end),
  add constraint corporate_actions_other_symbol check (
    (other_symbol is not null) = (kind in ('RENAME', 'STOCK_MERGER', 'SPINOFF'))
    and other_symbol is distinct from symbol),
  add constraint corporate_actions_cash check (
    (cash is not null) = (kind = 'STOCK_MERGER')
    and (cash is null or cash >= 0 and cash <> 'NaN')),
  add constraint corporate_actions_cost_share check (
    cost_share is null or kind = 'SPINOFF' and cost_share between 0 and 1),
  add constraint corporate_actions_unconfirmed check (not unconfirmed or kind in ('SPLIT', 'IMPLIED'));
alter table corporate_action_reports
  add constraint corporate_action_reports_kind check (kind in ('SPLIT', 'DIVIDEND', 'IMPLIED', 'RENAME',
    'STOCK_MERGER', 'CASH_MERGER', 'DELISTED', 'SPINOFF', 'LISTING')),
  add constraint corporate_action_reports_value check (case
    when value is null then source = 'operator'
    else value <> 'NaN' and case kind
      when 'IMPLIED' then true
      when 'DELISTED' then value >= 0
      when 'RENAME' then value = 1
      when 'LISTING' then value = 1
      else value > 0 end end),
  add constraint corporate_action_reports_other_symbol check (
    (other_symbol is not null)
      = (value is not null and kind in ('RENAME', 'STOCK_MERGER', 'SPINOFF'))
    and other_symbol is distinct from symbol),
  add constraint corporate_action_reports_cash check (
    (cash is not null) = (value is not null and kind = 'STOCK_MERGER')
    and (cash is null or cash >= 0 and cash <> 'NaN')),
  add constraint corporate_action_reports_cost_share check (
    cost_share is null or value is not null and kind = 'SPINOFF' and cost_share between 0 and 1),
  add constraint corporate_action_reports_unconfirmed check (
    not unconfirmed or value is not null and kind in ('SPLIT', 'IMPLIED'));
create index corporate_actions_by_other_symbol on corporate_actions (other_symbol)
  where other_symbol is not null;
create index corporate_actions_history_by_other_symbol on corporate_actions_history (other_symbol)
  where other_symbol is not null;

comment on table corporate_actions is 'The corporate actions in force, kept by a trigger on corporate_action_reports: of the reports of a symbol, day and kind the best-ranked one. A SPINOFF takes the place of the SPLIT of its day; a SPLIT, DIVIDEND or SPINOFF that of the IMPLIED amount.';
comment on column corporate_actions.ex_date is 'The first session on which the share trades without the right, under the other symbol, or no more; LISTING: the first session of the company that has the symbol from then on.';
comment on column corporate_actions.kind is 'SPLIT, DIVIDEND, IMPLIED (what adjusted closes imply: for returns only, never cash), RENAME, STOCK_MERGER, CASH_MERGER, DELISTED, SPINOFF or LISTING.';
comment on column corporate_actions.value is 'SPLIT and STOCK_MERGER: new shares per old. DIVIDEND, IMPLIED, CASH_MERGER and DELISTED: USD per share. SPINOFF: child shares per share. RENAME and LISTING: 1.';
comment on column corporate_actions.other_symbol is 'RENAME: the symbol from then on. STOCK_MERGER: the symbol of the shares received. SPINOFF: the child. Else null.';
comment on column corporate_actions.cash is 'STOCK_MERGER: USD per old share beside the new shares. Else null.';
comment on column corporate_actions.cost_share is 'SPINOFF: the part of the cost that goes to the child, 0 to 1; null where the first closes decide it. Else null.';
comment on column corporate_actions.unconfirmed is 'A split with an odd ratio, or an implied amount outside -1 % to +20 % of the close, that no operator has confirmed: it serves returns, and no quantity.';
comment on column corporate_actions_history.other_symbol is 'As in corporate_actions.';
comment on column corporate_actions_history.cash is 'As in corporate_actions.';
comment on column corporate_actions_history.cost_share is 'As in corporate_actions.';
comment on column corporate_actions_history.unconfirmed is 'As in corporate_actions.';
comment on column corporate_action_reports.value is 'As in corporate_actions. Null: the operator says that there was none.';
comment on column corporate_action_reports.other_symbol is 'As in corporate_actions.';
comment on column corporate_action_reports.cash is 'As in corporate_actions.';
comment on column corporate_action_reports.cost_share is 'As in corporate_actions.';
comment on column corporate_action_reports.unconfirmed is 'A split whose ratio is none of small whole numbers, rather a spin-off; or an implied amount that is no dividend, rather a split.';

create or replace function keep_corporate_action() returns trigger language plpgsql set search_path from current as
$$
begin
  if tg_op = 'DELETE' or (old.value, old.other_symbol, old.cash, old.cost_share, old.unconfirmed)
    is distinct from (new.value, new.other_symbol, new.cash, new.cost_share, new.unconfirmed) then
    insert into corporate_actions_history
      (symbol, ex_date, kind, value, other_symbol, cash, cost_share, unconfirmed, arrived_in)
    values (old.symbol, old.ex_date, old.kind, old.value, old.other_symbol, old.cash, old.cost_share,
      old.unconfirmed, old.arrived_in);
  end if;
  return null;
end
$$;
create trigger corporate_actions_kept after update or delete on corporate_actions
for each row execute function keep_corporate_action();

create or replace function put_corporate_action_in_force(of_symbol text, on_day date, of_kind text) returns void
language plpgsql set search_path from current as
$$
declare
  best corporate_action_reports%rowtype;
  replacing constant text[] := case of_kind
    when 'SPLIT' then array['SPINOFF']
    when 'IMPLIED' then array['SPINOFF', 'SPLIT', 'DIVIDEND']
    else array[]::text[] end;
  replaced constant text[] := case of_kind
    when 'SPINOFF' then array['SPLIT', 'IMPLIED']
    when 'SPLIT' then array['IMPLIED']
    when 'DIVIDEND' then array['IMPLIED']
    else array[]::text[] end;
begin
  select * into best from corporate_action_reports r
  where r.symbol = of_symbol and r.ex_date = on_day and r.kind = of_kind
  order by r.rank, r.reported_at desc, r.source limit 1;
  if best.value is null or exists (
    select from corporate_actions a
    where a.symbol = of_symbol and a.ex_date = on_day and a.kind = any (replacing)) then
    delete from corporate_actions a
    where a.symbol = of_symbol and a.ex_date = on_day and a.kind = of_kind;
  else
    insert into corporate_actions as a (symbol, ex_date, kind, value, other_symbol, cash, cost_share,
      source, fetched_at, unconfirmed)
    values (best.symbol, best.ex_date, best.kind, best.value, best.other_symbol, best.cash,
      best.cost_share, best.source, best.reported_at, best.unconfirmed)
    on conflict (symbol, ex_date, kind) do update set
      value = excluded.value, other_symbol = excluded.other_symbol, cash = excluded.cash,
      cost_share = excluded.cost_share, source = excluded.source, fetched_at = excluded.fetched_at,
      unconfirmed = excluded.unconfirmed
    where (a.value, a.other_symbol, a.cash, a.cost_share, a.source, a.unconfirmed)
      is distinct from (excluded.value, excluded.other_symbol, excluded.cash, excluded.cost_share,
        excluded.source, excluded.unconfirmed);
  end if;
  perform put_corporate_action_in_force(of_symbol, on_day, k.kind)
  from unnest(replaced) with ordinality as k(kind, place)
  where exists (
    select from corporate_action_reports r
    where r.symbol = of_symbol and r.ex_date = on_day and r.kind = k.kind);
end
$$;
comment on function put_corporate_action_in_force is 'Makes corporate_actions follow the best report of one key. Without one, where the operator says that there was none, or where another kind takes its place, no action is in force.';

create or replace function log_corporate_action() returns trigger language plpgsql set search_path from current as
$$
begin
  if tg_op <> 'INSERT' then
    insert into market_data_changes (symbol, first_date, kind, changed_at)
    select touched.symbol, old.ex_date, 'ACTION', clock_timestamp()
    from unnest(array[old.symbol, old.other_symbol]) as touched(symbol)
    where touched.symbol is not null;
  end if;
  if tg_op <> 'DELETE' and (tg_op = 'INSERT' or (old.symbol, old.ex_date, old.other_symbol)
    is distinct from (new.symbol, new.ex_date, new.other_symbol)) then
    insert into market_data_changes (symbol, first_date, kind, changed_at)
    select touched.symbol, new.ex_date, 'ACTION', new.fetched_at
    from unnest(array[new.symbol, new.other_symbol]) as touched(symbol)
    where touched.symbol is not null;
  end if;
  return null;
end
$$;
create trigger corporate_actions_changed after update on corporate_actions
for each row when (
  (old.symbol, old.ex_date, old.kind, old.value, old.other_symbol, old.cash, old.cost_share,
    old.unconfirmed)
  is distinct from (new.symbol, new.ex_date, new.kind, new.value, new.other_symbol, new.cash,
    new.cost_share, new.unconfirmed))
execute function log_corporate_action();

update corporate_action_reports r set unconfirmed = true
from market_data_cache m
where r.kind = 'IMPLIED' and r.value is not null and m.symbol = r.symbol and m.price_date = r.ex_date
  and (r.value < -0.01 * m.close or r.value > 0.2 * m.close);
select put_corporate_action_in_force(a.symbol, a.ex_date, a.kind) from corporate_actions a
where a.kind = 'IMPLIED' and exists (
  select from corporate_actions known
  where known.symbol = a.symbol and known.ex_date = a.ex_date and known.kind <> 'IMPLIED');
--rollback drop trigger corporate_actions_changed on corporate_actions;
--rollback drop trigger corporate_actions_kept on corporate_actions;
--rollback delete from corporate_action_reports where kind not in ('SPLIT', 'DIVIDEND', 'IMPLIED');
--rollback delete from corporate_actions_history where kind not in ('SPLIT', 'DIVIDEND', 'IMPLIED');
--rollback drop index corporate_actions_history_by_other_symbol;
--rollback drop index corporate_actions_by_other_symbol;
--rollback alter table corporate_action_reports rename column unconfirmed to odd_ratio;
--rollback alter table corporate_action_reports drop constraint corporate_action_reports_kind, drop constraint corporate_action_reports_value, drop constraint corporate_action_reports_unconfirmed, drop column other_symbol, drop column cash, drop column cost_share, alter column kind type varchar(8);
--rollback alter table corporate_action_reports add constraint corporate_action_reports_kind check (kind in ('SPLIT', 'DIVIDEND', 'IMPLIED')), add constraint corporate_action_reports_value check (value is null and source = 'operator' or value <> 'NaN' and (kind = 'IMPLIED' or value > 0));
--rollback alter table corporate_actions_history drop column other_symbol, drop column cash, drop column cost_share, drop column unconfirmed, alter column kind type varchar(8);
--rollback alter table corporate_actions drop constraint corporate_actions_kind, drop constraint corporate_actions_value, drop constraint corporate_actions_unconfirmed, drop column other_symbol, drop column cash, drop column cost_share, alter column kind type varchar(8);
--rollback alter table corporate_actions add constraint corporate_actions_kind check (kind in ('SPLIT', 'DIVIDEND', 'IMPLIED')), add constraint corporate_actions_value check (value <> 'NaN' and (kind = 'IMPLIED' or value > 0));
--rollback create or replace function keep_corporate_action() returns trigger language plpgsql set search_path from current as
--rollback $$
--rollback begin
--rollback   if tg_op = 'DELETE' or old.value <> new.value then
--rollback     insert into corporate_actions_history (symbol, ex_date, kind, value, arrived_in)
--rollback     values (old.symbol, old.ex_date, old.kind, old.value, old.arrived_in);
--rollback   end if;
--rollback   return null;
--rollback end
--rollback $$;
--rollback create or replace function put_corporate_action_in_force(of_symbol text, on_day date, of_kind text) returns void
--rollback language plpgsql set search_path from current as
--rollback $$
--rollback declare
--rollback   best corporate_action_reports%rowtype;
--rollback begin
--rollback   select * into best from corporate_action_reports r
--rollback   where r.symbol = of_symbol and r.ex_date = on_day and r.kind = of_kind
--rollback   order by r.rank, r.reported_at desc, r.source limit 1;
--rollback   if best.value is null then
--rollback     delete from corporate_actions a
--rollback     where a.symbol = of_symbol and a.ex_date = on_day and a.kind = of_kind;
--rollback   else
--rollback     insert into corporate_actions as a (symbol, ex_date, kind, value, source, fetched_at, unconfirmed)
--rollback     values (best.symbol, best.ex_date, best.kind, best.value, best.source, best.reported_at, best.odd_ratio)
--rollback     on conflict (symbol, ex_date, kind) do update set
--rollback       value = excluded.value, source = excluded.source, fetched_at = excluded.fetched_at,
--rollback       unconfirmed = excluded.unconfirmed
--rollback     where (a.value, a.source, a.unconfirmed)
--rollback       is distinct from (excluded.value, excluded.source, excluded.unconfirmed);
--rollback   end if;
--rollback end
--rollback $$;
--rollback create or replace function log_corporate_action() returns trigger language plpgsql set search_path from current as
--rollback $$
--rollback begin
--rollback   if tg_op <> 'INSERT' and old.kind <> 'IMPLIED' then
--rollback     insert into market_data_changes (symbol, first_date, kind, changed_at)
--rollback     values (old.symbol, old.ex_date, 'ACTION', clock_timestamp());
--rollback   end if;
--rollback   if tg_op <> 'DELETE' and new.kind <> 'IMPLIED' and (tg_op = 'INSERT'
--rollback     or (old.symbol, old.ex_date) is distinct from (new.symbol, new.ex_date)) then
--rollback     insert into market_data_changes (symbol, first_date, kind, changed_at)
--rollback     values (new.symbol, new.ex_date, 'ACTION', new.fetched_at);
--rollback   end if;
--rollback   return null;
--rollback end
--rollback $$;
--rollback create trigger corporate_actions_kept after update of value or delete on corporate_actions
--rollback for each row execute function keep_corporate_action();
--rollback create trigger corporate_actions_changed after update on corporate_actions
--rollback for each row when (
--rollback   (old.symbol, old.ex_date, old.kind, old.value, old.unconfirmed)
--rollback   is distinct from (new.symbol, new.ex_date, new.kind, new.value, new.unconfirmed))
--rollback execute function log_corporate_action();

--changeset afterclose:corporate-actions-of-lineage
create index corporate_actions_of_lineage on corporate_actions (ex_date)
  where kind not in ('SPLIT', 'DIVIDEND', 'IMPLIED');
comment on index corporate_actions_of_lineage is 'The few actions that tell which symbol''s bars count on which dates.';
--rollback drop index corporate_actions_of_lineage;
