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
