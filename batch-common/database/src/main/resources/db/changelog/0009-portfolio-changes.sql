--liquibase formatted sql

--changeset afterclose:portfolio-changes splitStatements:false
create table portfolio_changes (
  change_id       bigint generated always as identity,
  portfolio_id    bigint       not null,
  kind            varchar(9)   not null,
  first_date      date         not null,
  position_id     bigint,
  movement_id     bigint,
  before          jsonb,
  transaction_id  xid8         not null default pg_current_xact_id(),
  changed_at      timestamptz  not null default now(),
  constraint portfolio_changes_pk primary key (change_id),
  constraint portfolio_changes_kind check (kind in ('POSITION', 'DELETION', 'VALUATION', 'CASH'))
);
create index portfolio_changes_by_date on portfolio_changes (first_date, transaction_id);
create index portfolio_changes_by_portfolio on portfolio_changes (portfolio_id, change_id);
comment on table portfolio_changes is 'What changed in a portfolio and from which date on; snapshots read before it may be outdated. Written by triggers, so for every writer of these tables.';
comment on column portfolio_changes.before is 'The row as it was, so that what a snapshot was made of can be read back; null where there was none.';
comment on column portfolio_changes.changed_at is 'By the database''s clock and for people only: nothing is decided by it.';

create function first_day_of_position(position_id bigint, entry_date date) returns date language sql stable
  return least(entry_date, (
    select min(c.movement_date) from cash_movements c where c.position_id = first_day_of_position.position_id));
comment on function first_day_of_position is 'The entry, or the first cash row of the position where that is earlier: a deletion affects both.';

create function day_after_expiry(symbol text) returns date language sql immutable
  return case
    when symbol ~ '^[A-Z][A-Z.]*[0-9]?[0-9]{2}(0[1-9]|1[0-2])[0-9]{2}[CP][0-9]{8}$'
    then make_date(
        2000 + substr(right(symbol, 15), 1, 2)::integer, substr(right(symbol, 15), 3, 2)::integer, 1)
      + substr(right(symbol, 15), 5, 2)::integer
  end;
comment on function day_after_expiry is 'The day after the expiry of an option, on which its settlement moved cash; null for other symbols.';

create function log_added_position() returns trigger language plpgsql set search_path from current as
$$
begin
  insert into portfolio_changes (portfolio_id, kind, first_date, position_id)
  values (new.portfolio_id, 'POSITION', new.entry_date, new.position_id);
  return null;
end
$$;

create function log_removed_position() returns trigger language plpgsql set search_path from current as
$$
begin
  insert into portfolio_changes (portfolio_id, kind, first_date, position_id, before)
  values (old.portfolio_id, 'DELETION', first_day_of_position(old.position_id, old.entry_date),
    old.position_id, to_jsonb(old));
  return null;
end
$$;

create function log_changed_position() returns trigger language plpgsql set search_path from current as
$$
declare
  derived constant text[] :=
    array['last_price', 'last_price_date', 'valued_on', 'market_value', 'unrealized_pnl'];
  recorded constant jsonb := to_jsonb(new) - derived;
  recorded_before constant jsonb := to_jsonb(old) - derived;
  comes_or_goes constant boolean := (old.deleted_at is null) <> (new.deleted_at is null);
  moves constant boolean := old.portfolio_id <> new.portfolio_id;
  kind constant text := case when comes_or_goes then 'DELETION' else 'POSITION' end;
  since date := least(old.entry_date, new.entry_date);
begin
  if recorded = recorded_before or (old.deleted_at is not null and new.deleted_at is not null) then
    return null;
  elsif comes_or_goes or moves then
    since := first_day_of_position(old.position_id, since);
  elsif recorded - 'exit_date' - 'exit_price' = recorded_before - 'exit_date' - 'exit_price' then
    since := least(old.exit_date, new.exit_date,
      case when new.investment_class = 'OPTIONS' then day_after_expiry(new.symbol) end);
  end if;
  insert into portfolio_changes (portfolio_id, kind, first_date, position_id, before)
  values (old.portfolio_id, kind, since, old.position_id, recorded_before);
  if moves then
    insert into portfolio_changes (portfolio_id, kind, first_date, position_id)
    values (new.portfolio_id, kind, since, new.position_id);
  end if;
  return null;
end
$$;

create trigger positions_added after insert on positions
for each row when (new.deleted_at is null) execute function log_added_position();
create trigger positions_removed after delete on positions
for each row when (old.deleted_at is null) execute function log_removed_position();
-- Not on the columns that the refresh itself writes: they are no input of a snapshot.
create trigger positions_changed after update of portfolio_id, symbol, investment_class, position_type,
  quantity, quantity_as_of, entry_date, entry_price, multiplier, exit_date, exit_price, deleted_at
on positions for each row execute function log_changed_position();

create function log_cash() returns trigger language plpgsql set search_path from current as
$$
begin
  if tg_op = 'UPDATE' and old.portfolio_id = new.portfolio_id then
    insert into portfolio_changes (portfolio_id, kind, first_date, position_id, movement_id, before)
    values (old.portfolio_id, 'CASH', least(old.movement_date, new.movement_date), old.position_id,
      old.movement_id, to_jsonb(old));
    return null;
  end if;
  if tg_op <> 'INSERT' then
    insert into portfolio_changes (portfolio_id, kind, first_date, position_id, movement_id, before)
    values (old.portfolio_id, 'CASH', old.movement_date, old.position_id, old.movement_id, to_jsonb(old));
  end if;
  if tg_op <> 'DELETE' then
    insert into portfolio_changes (portfolio_id, kind, first_date, position_id, movement_id)
    values (new.portfolio_id, 'CASH', new.movement_date, new.position_id, new.movement_id);
  end if;
  return null;
end
$$;

create trigger cash_movements_logged after insert or delete
  or update of portfolio_id, movement_date, kind, amount, position_id
on cash_movements for each row execute function log_cash();

create function log_valuation() returns trigger language plpgsql set search_path from current as
$$
begin
  if tg_op <> 'INSERT' then
    insert into portfolio_changes (portfolio_id, kind, first_date, position_id, before)
    select p.portfolio_id, 'VALUATION', old.as_of, old.position_id, to_jsonb(old)
    from positions p where p.position_id = old.position_id;
  end if;
  if tg_op <> 'DELETE' then
    insert into portfolio_changes (portfolio_id, kind, first_date, position_id)
    select p.portfolio_id, 'VALUATION', new.as_of, new.position_id
    from positions p where p.position_id = new.position_id;
  end if;
  return null;
end
$$;

create trigger position_valuations_logged after insert or delete
  or update of position_id, as_of, amount
on position_valuations for each row execute function log_valuation();
--rollback drop trigger position_valuations_logged on position_valuations;
--rollback drop trigger cash_movements_logged on cash_movements;
--rollback drop trigger positions_changed on positions;
--rollback drop trigger positions_removed on positions;
--rollback drop trigger positions_added on positions;
--rollback drop function log_valuation();
--rollback drop function log_cash();
--rollback drop function log_changed_position();
--rollback drop function log_removed_position();
--rollback drop function log_added_position();
--rollback drop function day_after_expiry(text);
--rollback drop function first_day_of_position(bigint, date);
--rollback drop table portfolio_changes;

--changeset afterclose:changes-of-lots-in-kind-and-of-named-cash-rows splitStatements:false rollbackSplitStatements:false
create or replace function log_changed_position() returns trigger language plpgsql set search_path from current as
$$
declare
  derived constant text[] := array['last_price', 'last_price_date', 'valued_on', 'market_value',
    'unrealized_pnl', 'entry_reference', 'exit_reference'];
  of_exit constant text[] := array['exit_date', 'exit_price', 'closed_in_kind', 'exit_assumed'];
  recorded constant jsonb := to_jsonb(new) - derived;
  recorded_before constant jsonb := to_jsonb(old) - derived;
  comes_or_goes constant boolean := (old.deleted_at is null) <> (new.deleted_at is null);
  moves constant boolean := old.portfolio_id <> new.portfolio_id;
  kind constant text := case when comes_or_goes then 'DELETION' else 'POSITION' end;
  since date := least(old.entry_date, new.entry_date);
begin
  if recorded = recorded_before or (old.deleted_at is not null and new.deleted_at is not null) then
    return null;
  elsif comes_or_goes or moves then
    since := first_day_of_position(old.position_id, since);
  elsif recorded - of_exit = recorded_before - of_exit then
    since := least(old.exit_date, new.exit_date,
      case when new.investment_class = 'OPTIONS' then day_after_expiry(new.symbol) end);
  end if;
  insert into portfolio_changes (portfolio_id, kind, first_date, position_id, before)
  values (old.portfolio_id, kind, since, old.position_id, recorded_before);
  if moves then
    insert into portfolio_changes (portfolio_id, kind, first_date, position_id)
    values (new.portfolio_id, kind, since, new.position_id);
  end if;
  return null;
end
$$;

drop trigger positions_changed on positions;
-- Not on the columns that the refresh itself writes: they are no input of a snapshot.
create trigger positions_changed after update of portfolio_id, symbol, investment_class, position_type,
  quantity, quantity_as_of, entry_date, entry_price, multiplier, exit_date, exit_price, deleted_at,
  opened_in_kind, closed_in_kind, entry_assumed, exit_assumed
on positions for each row execute function log_changed_position();

create function first_day_of_cash(named cash_movements) returns date language sql stable
  return least(named.movement_date, (
    select min(b.movement_date)
    from cash_movements b
    left join positions p on p.position_id = named.position_id
    where b.portfolio_id = named.portfolio_id and b.kind in ('BALANCE', 'DEPOSIT')
      and named.replaces is not null and b.movement_date < named.movement_date
      and b.movement_date >= case named.replaces
        when 'ENTRY' then p.entry_date
        when 'EXIT' then p.exit_date
        when 'SETTLEMENT' then day_after_expiry(p.symbol) - 7
        else named.ex_date - 21
      end));
comment on function first_day_of_cash is 'The first day that a row of the ledger affects: its own, or the first statement or payment between it and the implied row that it stands for, since the cash between the two is still to come. The implied row may lie some days before the named ex-date, a settlement before the expiry.';

create or replace function log_cash() returns trigger language plpgsql set search_path from current as
$$
begin
  if tg_op = 'UPDATE' and old.portfolio_id = new.portfolio_id then
    insert into portfolio_changes (portfolio_id, kind, first_date, position_id, movement_id, before)
    values (old.portfolio_id, 'CASH', least(first_day_of_cash(old), first_day_of_cash(new)),
      old.position_id, old.movement_id, to_jsonb(old));
    return null;
  end if;
  if tg_op <> 'INSERT' then
    insert into portfolio_changes (portfolio_id, kind, first_date, position_id, movement_id, before)
    values (old.portfolio_id, 'CASH', first_day_of_cash(old), old.position_id, old.movement_id,
      to_jsonb(old));
  end if;
  if tg_op <> 'DELETE' then
    insert into portfolio_changes (portfolio_id, kind, first_date, position_id, movement_id)
    values (new.portfolio_id, 'CASH', first_day_of_cash(new), new.position_id, new.movement_id);
  end if;
  return null;
end
$$;

drop trigger cash_movements_logged on cash_movements;
create trigger cash_movements_logged after insert or delete
  or update of portfolio_id, movement_date, kind, amount, position_id, replaces, symbol, ex_date
on cash_movements for each row execute function log_cash();
--rollback drop trigger cash_movements_logged on cash_movements;
--rollback drop trigger positions_changed on positions;
--rollback create or replace function log_cash() returns trigger language plpgsql set search_path from current as $$ begin if tg_op = 'UPDATE' and old.portfolio_id = new.portfolio_id then insert into portfolio_changes (portfolio_id, kind, first_date, position_id, movement_id, before) values (old.portfolio_id, 'CASH', least(old.movement_date, new.movement_date), old.position_id, old.movement_id, to_jsonb(old)); return null; end if; if tg_op <> 'INSERT' then insert into portfolio_changes (portfolio_id, kind, first_date, position_id, movement_id, before) values (old.portfolio_id, 'CASH', old.movement_date, old.position_id, old.movement_id, to_jsonb(old)); end if; if tg_op <> 'DELETE' then insert into portfolio_changes (portfolio_id, kind, first_date, position_id, movement_id) values (new.portfolio_id, 'CASH', new.movement_date, new.position_id, new.movement_id); end if; return null; end $$;
--rollback drop function first_day_of_cash(cash_movements);
--rollback create or replace function log_changed_position() returns trigger language plpgsql set search_path from current as $$ declare derived constant text[] := array['last_price', 'last_price_date', 'valued_on', 'market_value', 'unrealized_pnl']; recorded constant jsonb := to_jsonb(new) - derived; recorded_before constant jsonb := to_jsonb(old) - derived; comes_or_goes constant boolean := (old.deleted_at is null) <> (new.deleted_at is null); moves constant boolean := old.portfolio_id <> new.portfolio_id; kind constant text := case when comes_or_goes then 'DELETION' else 'POSITION' end; since date := least(old.entry_date, new.entry_date); begin if recorded = recorded_before or (old.deleted_at is not null and new.deleted_at is not null) then return null; elsif comes_or_goes or moves then since := first_day_of_position(old.position_id, since); elsif recorded - 'exit_date' - 'exit_price' = recorded_before - 'exit_date' - 'exit_price' then since := least(old.exit_date, new.exit_date, case when new.investment_class = 'OPTIONS' then day_after_expiry(new.symbol) end); end if; insert into portfolio_changes (portfolio_id, kind, first_date, position_id, before) values (old.portfolio_id, kind, since, old.position_id, recorded_before); if moves then insert into portfolio_changes (portfolio_id, kind, first_date, position_id) values (new.portfolio_id, kind, since, new.position_id); end if; return null; end $$;
--rollback create trigger positions_changed after update of portfolio_id, symbol, investment_class, position_type, quantity, quantity_as_of, entry_date, entry_price, multiplier, exit_date, exit_price, deleted_at on positions for each row execute function log_changed_position();
--rollback create trigger cash_movements_logged after insert or delete or update of portfolio_id, movement_date, kind, amount, position_id on cash_movements for each row execute function log_cash();

--changeset afterclose:name-the-implied-rows-of-recorded-cash
--comment A TRADE used to stand for all that its position traded on its date, a DIVIDEND for that of its date.
update cash_movements c set
  replaces = case
    when c.kind = 'DIVIDEND' then 'DIVIDEND'
    when c.movement_date = p.entry_date and c.movement_date = p.exit_date
      then case when (c.amount < 0) = (p.position_type = 'LONG') then 'ENTRY' else 'EXIT' end
    when c.movement_date = p.entry_date then 'ENTRY'
    when c.movement_date = p.exit_date then 'EXIT'
    else 'SETTLEMENT'
  end,
  ex_date = case when c.kind = 'DIVIDEND' then c.movement_date end
from positions p
where p.portfolio_id = c.portfolio_id and p.position_id = c.position_id
  and (c.kind = 'DIVIDEND' or c.kind = 'TRADE' and (
    c.movement_date in (p.entry_date, p.exit_date)
    or p.investment_class = 'OPTIONS' and c.movement_date = day_after_expiry(p.symbol)));
insert into portfolio_changes (portfolio_id, kind, first_date)
select portfolio_id, 'CASH', min(movement_date) from cash_movements group by portfolio_id;
--rollback update cash_movements set replaces = null, ex_date = null where replaces is not null;

--changeset afterclose:changes-of-exits-of-settled-options splitStatements:false rollbackSplitStatements:false
--comment An option is settled at the last session up to its expiry and no longer held from its close on.
create function settlement_day(option_symbol text) returns date language sql stable
  return least(day_after_expiry(option_symbol) - 1, greatest(day_after_expiry(option_symbol) - 5, (
    select max(m.price_date) from market_data_cache m
    where m.symbol = 'SPY' and m.price_date < day_after_expiry(option_symbol))));
comment on function settlement_day is 'The last session up to the expiry of an option, as far as prices tell, else a day up to four days before the expiry; null for other symbols.';

create or replace function log_changed_position() returns trigger language plpgsql set search_path from current as
$$
declare
  derived constant text[] := array['last_price', 'last_price_date', 'valued_on', 'market_value',
    'unrealized_pnl', 'entry_reference', 'exit_reference'];
  of_exit constant text[] := array['exit_date', 'exit_price', 'closed_in_kind', 'exit_assumed'];
  recorded constant jsonb := to_jsonb(new) - derived;
  recorded_before constant jsonb := to_jsonb(old) - derived;
  comes_or_goes constant boolean := (old.deleted_at is null) <> (new.deleted_at is null);
  moves constant boolean := old.portfolio_id <> new.portfolio_id;
  kind constant text := case when comes_or_goes then 'DELETION' else 'POSITION' end;
  since date := least(old.entry_date, new.entry_date);
begin
  if recorded = recorded_before or (old.deleted_at is not null and new.deleted_at is not null) then
    return null;
  elsif comes_or_goes or moves then
    since := first_day_of_position(old.position_id, since);
  elsif recorded - of_exit = recorded_before - of_exit then
    since := least(old.exit_date, new.exit_date,
      case when new.investment_class = 'OPTIONS' then settlement_day(new.symbol) end);
  end if;
  insert into portfolio_changes (portfolio_id, kind, first_date, position_id, before)
  values (old.portfolio_id, kind, since, old.position_id, recorded_before);
  if moves then
    insert into portfolio_changes (portfolio_id, kind, first_date, position_id)
    values (new.portfolio_id, kind, since, new.position_id);
  end if;
  return null;
end
$$;

insert into portfolio_changes (portfolio_id, kind, first_date)
select portfolio_id, 'POSITION', min(entry_date) from positions
where investment_class = 'OPTIONS' and deleted_at is null group by portfolio_id;
--rollback create or replace function log_changed_position() returns trigger language plpgsql set search_path from current as $$ declare derived constant text[] := array['last_price', 'last_price_date', 'valued_on', 'market_value', 'unrealized_pnl', 'entry_reference', 'exit_reference']; of_exit constant text[] := array['exit_date', 'exit_price', 'closed_in_kind', 'exit_assumed']; recorded constant jsonb := to_jsonb(new) - derived; recorded_before constant jsonb := to_jsonb(old) - derived; comes_or_goes constant boolean := (old.deleted_at is null) <> (new.deleted_at is null); moves constant boolean := old.portfolio_id <> new.portfolio_id; kind constant text := case when comes_or_goes then 'DELETION' else 'POSITION' end; since date := least(old.entry_date, new.entry_date); begin if recorded = recorded_before or (old.deleted_at is not null and new.deleted_at is not null) then return null; elsif comes_or_goes or moves then since := first_day_of_position(old.position_id, since); elsif recorded - of_exit = recorded_before - of_exit then since := least(old.exit_date, new.exit_date, case when new.investment_class = 'OPTIONS' then day_after_expiry(new.symbol) end); end if; insert into portfolio_changes (portfolio_id, kind, first_date, position_id, before) values (old.portfolio_id, kind, since, old.position_id, recorded_before); if moves then insert into portfolio_changes (portfolio_id, kind, first_date, position_id) values (new.portfolio_id, kind, since, new.position_id); end if; return null; end $$;
--rollback drop function settlement_day(text);

--changeset afterclose:portfolio-changes-by-transaction
create index portfolio_changes_by_transaction on portfolio_changes (transaction_id);
--rollback drop index portfolio_changes_by_transaction;
