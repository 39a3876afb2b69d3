--liquibase formatted sql

--changeset afterclose:transaction-visibility
--comment A reader of inputs keeps which transactions were visible to it. A change is missed by exactly the readers to which its transaction was not visible, however late it was committed; no clock can tell that. A copy of the database on another server brings along numbers that this server has not reached yet, and that mean nothing there.
create function known_transaction(number xid8) returns xid8 language sql stable parallel safe
  return case when number < pg_snapshot_xmax(pg_current_snapshot()) then number else '0'::xid8 end;
create function known_snapshot(seen pg_snapshot) returns pg_snapshot language sql stable parallel safe
  return case when pg_snapshot_xmax(seen) <= pg_snapshot_xmax(pg_current_snapshot()) then seen end;
comment on function known_transaction is 'A transaction of this server; 0, visible to every reader, for one that a copied database brought along.';
comment on function known_snapshot is 'What a reader on this server saw; null, which is nothing, for one that a copied database brought along.';
--rollback drop function known_snapshot(pg_snapshot);
--rollback drop function known_transaction(xid8);

--changeset afterclose:server-identity splitStatements:false
--comment Transaction numbers compare only within the server that gave them. A copied database brings along numbers that the new server reaches one day; by then it cannot be told any more whose they are, so what was read is kept with whose numbers it has.
create function server_identity() returns bigint language plpgsql stable parallel safe
set search_path from current as
$$
declare
  origin text;
begin
  -- The same for every login, so not what this one may do is asked but what all may.
  if has_function_privilege('public', 'pg_control_system()', 'execute') then
    origin := (select system_identifier from pg_control_system());
  else
    origin := (select xmin from databasechangelog order by orderexecuted limit 1);
  end if;
  return (
    select hashtextextended(concat_ws('/', origin, d.oid, 'databasechangelog'::regclass::oid), 0)
    from pg_database d where d.datname = current_database());
end
$$;
comment on function server_identity is 'Another number in each copy of the database, on this server or another one: from the server''s identifier, or, where that is hidden, from the transaction that recorded the first change; and from numbers that a copy gives anew.';
--rollback drop function server_identity();
