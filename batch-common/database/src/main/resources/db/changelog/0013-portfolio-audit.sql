--liquibase formatted sql

--changeset afterclose:portfolio-audit splitStatements:false
create table portfolio_audit (
  audit_id      bigint generated always as identity,
  made_at       timestamptz   not null default now(),
  made_by       text          not null default current_user,
  command       varchar(32),
  portfolio_id  bigint        not null,
  subject       varchar(9)    not null,
  row_key       bigint        not null,
  action        varchar(8)    not null,
  before        jsonb,
  after         jsonb,
  reason        varchar(500),
  constraint portfolio_audit_pk primary key (audit_id),
  constraint portfolio_audit_subject check (subject in ('PORTFOLIO', 'POSITION', 'CASH', 'VALUATION')),
  constraint portfolio_audit_action check (action in ('ADDED', 'CHANGED', 'DELETED', 'RESTORED')),
  constraint portfolio_audit_reason check (btrim(reason) <> '')
);
create index portfolio_audit_by_portfolio on portfolio_audit (portfolio_id, audit_id);
comment on table portfolio_audit is 'Each change of what is stated about a portfolio, with the row before and after it; written by triggers, so for every writer of these tables, and never changed. Before a change, set_config(''afterclose.reason'', TEXT, true) in its transaction gives the reason.';
comment on column portfolio_audit.audit_id is 'Key, ascending.';
comment on column portfolio_audit.made_at is 'By the database''s clock.';
comment on column portfolio_audit.made_by is 'The database''s user.';
comment on column portfolio_audit.command is 'Such as "position close"; the setting afterclose.command, null where none was made.';
comment on column portfolio_audit.portfolio_id is 'Whose row; the portfolio may be deleted since.';
comment on column portfolio_audit.subject is 'Which table: PORTFOLIO portfolios, POSITION positions, CASH cash_movements, VALUATION position_valuations.';
comment on column portfolio_audit.row_key is 'The portfolio_id, the position_id (of a VALUATION too) or the movement_id.';
comment on column portfolio_audit.action is 'A row with a deleted_at is DELETED when it is set and RESTORED when it is cleared.';
comment on column portfolio_audit.before is 'The row as it was, without the values that a refresh shows on positions; null where there was none.';
comment on column portfolio_audit.after is 'The row as it is since; null where there is none.';
comment on column portfolio_audit.reason is 'As the setting afterclose.reason gave it; null where none was given.';

create function audit_portfolio_row() returns trigger language plpgsql set search_path from current as
$$
declare
  derived constant text[] :=
    array['last_price', 'last_price_date', 'valued_on', 'market_value', 'unrealized_pnl'];
  row_before constant jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - derived end;
  row_after constant jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - derived end;
  audited constant jsonb := coalesce(row_after, row_before);
  was_there constant boolean := coalesce(jsonb_typeof(row_before -> 'deleted_at'), 'null') = 'null';
  is_there constant boolean := coalesce(jsonb_typeof(row_after -> 'deleted_at'), 'null') = 'null';
begin
  if row_before = row_after then
    return null;
  end if;
  insert into portfolio_audit (command, portfolio_id, subject, row_key, action, before, after, reason)
  values (
    nullif(current_setting('afterclose.command', true), ''),
    coalesce(
      (audited ->> 'portfolio_id')::bigint,
      (select p.portfolio_id from positions p where p.position_id = (audited ->> 'position_id')::bigint)),
    tg_argv[0],
    (audited ->> tg_argv[1])::bigint,
    case
      when tg_op = 'INSERT' then 'ADDED'
      when tg_op = 'DELETE' or (was_there and not is_there) then 'DELETED'
      when is_there and not was_there then 'RESTORED'
      else 'CHANGED'
    end,
    row_before,
    row_after,
    nullif(current_setting('afterclose.reason', true), ''));
  return null;
end
$$;
comment on function audit_portfolio_row is 'Writes a row of portfolio_audit for a changed row: its subject and the column of its key are the arguments.';

create trigger portfolios_audited after insert or update or delete on portfolios
for each row execute function audit_portfolio_row('PORTFOLIO', 'portfolio_id');
-- Not on the columns that the refresh itself writes.
create trigger positions_audited after insert or delete or update of portfolio_id, symbol,
  investment_class, position_type, quantity, quantity_as_of, entry_date, entry_price, multiplier,
  exit_date, exit_price, deleted_at
on positions for each row execute function audit_portfolio_row('POSITION', 'position_id');
create trigger cash_movements_audited after insert or update or delete on cash_movements
for each row execute function audit_portfolio_row('CASH', 'movement_id');
create trigger position_valuations_audited after insert or update or delete on position_valuations
for each row execute function audit_portfolio_row('VALUATION', 'position_id');
--rollback drop trigger position_valuations_audited on position_valuations;
--rollback drop trigger cash_movements_audited on cash_movements;
--rollback drop trigger positions_audited on positions;
--rollback drop trigger portfolios_audited on portfolios;
--rollback drop function audit_portfolio_row();
--rollback drop table portfolio_audit;

--changeset afterclose:portfolio-snapshots-latest-without-deleted
create or replace view portfolio_snapshots_latest as
select distinct on (s.portfolio_id, s.snapshot_date)
  s.portfolio_id,
  s.snapshot_date,
  s.revision,
  s.status,
  s.total_value,
  s.total_cost,
  s.total_pnl,
  s.pnl_percent,
  s.cash_value,
  s.net_asset_value,
  s.cumulative_external_flows,
  s.long_value,
  s.short_value,
  s.gross_exposure,
  s.net_exposure,
  s.position_count,
  s.priced_count,
  s.stale_count,
  s.estimated_count,
  s.unpriced_count,
  s.coverage,
  s.fingerprint,
  s.reason,
  s.job_execution_id,
  s.written_at,
  s.read_snapshot
from portfolio_snapshots s
join portfolios f on f.portfolio_id = s.portfolio_id and f.deleted_at is null
order by s.portfolio_id, s.snapshot_date, s.revision desc;
comment on view portfolio_snapshots_latest is 'The latest revision of each snapshot; none of a deleted portfolio.';
--rollback create or replace view portfolio_snapshots_latest as
--rollback select distinct on (portfolio_id, snapshot_date)
--rollback   portfolio_id, snapshot_date, revision, status, total_value, total_cost, total_pnl, pnl_percent,
--rollback   cash_value, net_asset_value, cumulative_external_flows, long_value, short_value, gross_exposure,
--rollback   net_exposure, position_count, priced_count, stale_count, estimated_count, unpriced_count,
--rollback   coverage, fingerprint, reason, job_execution_id, written_at, read_snapshot
--rollback from portfolio_snapshots
--rollback order by portfolio_id, snapshot_date, revision desc;
--rollback comment on view portfolio_snapshots_latest is 'The latest revision of each snapshot.';

--changeset afterclose:divided-lots-and-valuations-per-quantity
alter table positions add column divided_from bigint;
alter table cash_movements add column divided_from bigint;
alter table position_valuations
  add column quantity numeric(28, 10),
  add constraint position_valuations_quantity check (quantity > 0 and quantity <> 'NaN');
comment on column positions.divided_from is 'The lot that this one was part of until a part of it was sold; null for a lot of its own. Before the parts went different ways they count as one position.';
comment on column cash_movements.divided_from is 'The row of the whole lot that this one is a part of; null for a row of its own.';
comment on column position_valuations.quantity is 'The quantity that amount is for, so that a divided lot and a corrected quantity keep the value of a unit; null for the whole position.';
drop trigger position_valuations_logged on position_valuations;
create trigger position_valuations_logged after insert or delete
  or update of position_id, as_of, amount, quantity
on position_valuations for each row execute function log_valuation();
drop trigger positions_audited on positions;
create trigger positions_audited after insert or delete or update of portfolio_id, symbol,
  investment_class, position_type, quantity, quantity_as_of, entry_date, entry_price, multiplier,
  exit_date, exit_price, deleted_at, opened_in_kind, closed_in_kind, entry_assumed, exit_assumed,
  entry_reference, exit_reference, divided_from
on positions for each row execute function audit_portfolio_row('POSITION', 'position_id');
--rollback drop trigger positions_audited on positions;
--rollback create trigger positions_audited after insert or delete or update of portfolio_id, symbol, investment_class, position_type, quantity, quantity_as_of, entry_date, entry_price, multiplier, exit_date, exit_price, deleted_at on positions for each row execute function audit_portfolio_row('POSITION', 'position_id');
--rollback drop trigger position_valuations_logged on position_valuations;
--rollback create trigger position_valuations_logged after insert or delete or update of position_id, as_of, amount on position_valuations for each row execute function log_valuation();
--rollback alter table position_valuations drop column quantity;
--rollback alter table cash_movements drop column divided_from;
--rollback alter table positions drop column divided_from;
