--liquibase formatted sql

--changeset afterclose:portfolio-defaults splitStatements:false
alter table portfolios alter column created_at set default now();
alter table positions alter column position_type set default 'LONG';
alter table cash_movements alter column recorded_at set default now();
alter table position_valuations alter column recorded_at set default now();
alter table symbol_onboarding_queue
  alter column status set default 'PENDING',
  alter column requested_at set default now(),
  alter column updated_at set default now();
create function fill_position() returns trigger language plpgsql set search_path from current as
$$
begin
  new.investment_class := coalesce(new.investment_class,
    case when day_after_expiry(new.symbol) is null then 'PUBLIC' else 'OPTIONS' end);
  new.quantity_as_of := coalesce(new.quantity_as_of, new.entry_date);
  new.multiplier := coalesce(new.multiplier, case when new.investment_class = 'OPTIONS' then 100 else 1 end);
  return new;
end
$$;
comment on function fill_position is 'What an import without these columns takes: the class by the symbol, the quantity as of the entry, 100 for an option.';
create trigger positions_filled before insert on positions for each row execute function fill_position();
--rollback drop trigger positions_filled on positions;
--rollback drop function fill_position();
--rollback alter table symbol_onboarding_queue alter column status drop default, alter column requested_at drop default, alter column updated_at drop default;
--rollback alter table position_valuations alter column recorded_at drop default;
--rollback alter table cash_movements alter column recorded_at drop default;
--rollback alter table positions alter column position_type drop default;
--rollback alter table portfolios alter column created_at drop default;

--changeset afterclose:portfolio-rules
alter table portfolios
  add constraint portfolios_name_text check (btrim(name) <> '' and name = btrim(name)) not valid;
alter table positions
  add constraint positions_symbol check (symbol ~ '^[A-Z0-9][A-Z0-9._-]*$') not valid,
  add constraint positions_option check (
    investment_class <> 'OPTIONS'
    or day_after_expiry(symbol) is not null and entry_date < day_after_expiry(symbol)) not valid,
  add constraint positions_dates check (
    entry_date between date '1900-01-01' and date '2199-12-31'
    and quantity_as_of between date '1900-01-01' and date '2199-12-31'
    and (exit_date is null or exit_date <= date '2199-12-31')) not valid,
  add constraint positions_finite check (
    quantity < 'Infinity' and entry_price < 'Infinity' and multiplier < 'Infinity'
    and (exit_price is null or exit_price < 'Infinity')) not valid;
alter table cash_movements
  add constraint cash_movements_dates check (
    movement_date between date '1900-01-01' and date '2199-12-31'
    and (ex_date is null or ex_date between date '1900-01-01' and date '2199-12-31')) not valid,
  add constraint cash_movements_finite check (amount > '-Infinity' and amount < 'Infinity') not valid;
alter table position_valuations
  add constraint position_valuations_dates check (
    as_of between date '1900-01-01' and date '2199-12-31') not valid;
alter table symbol_onboarding_queue
  add constraint symbol_onboarding_queue_symbol check (symbol ~ '^[A-Z0-9][A-Z0-9._-]*$') not valid;
--rollback alter table symbol_onboarding_queue drop constraint symbol_onboarding_queue_symbol;
--rollback alter table position_valuations drop constraint position_valuations_dates;
--rollback alter table cash_movements drop constraint cash_movements_finite, drop constraint cash_movements_dates;
--rollback alter table positions drop constraint positions_finite, drop constraint positions_dates, drop constraint positions_option, drop constraint positions_symbol;
--rollback alter table portfolios drop constraint portfolios_name_text;

--changeset afterclose:valuations-of-private-positions splitStatements:false
create function check_valuation() returns trigger language plpgsql set search_path from current as
$$
declare
  valued positions;
begin
  select p.* into valued from positions p where p.position_id = new.position_id;
  if valued.investment_class <> 'PRIVATE' then
    raise exception 'position % is %, which is worth its market price; only a PRIVATE one has a valuation',
      new.position_id, valued.investment_class using errcode = 'check_violation';
  elsif valued.position_type = 'SHORT' and new.amount > 0 then
    raise exception 'position % is a SHORT: what is owed is 0 or below, found %', new.position_id, new.amount
      using errcode = 'check_violation';
  end if;
  return new;
end
$$;
comment on function check_valuation is 'A valuation is of a PRIVATE position, and of a SHORT 0 or below. One from before the entry counts from the entry on.';
create trigger position_valuations_checked before insert or update of position_id, as_of, amount
on position_valuations for each row execute function check_valuation();
--rollback drop trigger position_valuations_checked on position_valuations;
--rollback drop function check_valuation();

--changeset afterclose:portfolio-comments splitStatements:false
comment on table portfolios is 'Portfolios. A deleted one keeps its rows; its name is free and its snapshots leave the views.';
comment on table cash_movements is 'The explicit rows of the cash ledgers, USD. What positions imply (purchases, sales, dividends) is not stored; a row that names one replaces it.';
comment on table symbol_onboarding_queue is 'Symbols of new positions that have no prices yet.';
comment on view portfolio_daily_performance is 'The profit and return of each session since the snapshot before it, without external flows; null where they cannot be known.';
do $$
declare
  said record;
begin
  for said in
    select * from (values
      ('portfolios', 'portfolio_id', 'Key; given by the database.'),
      ('portfolios', 'name', 'Display name, 1 to 100 visible characters, no blank at either end; unique among the portfolios that are not deleted.'),
      ('portfolios', 'created_at', 'When it was recorded; default now().'),
      ('portfolios', 'deleted_at', 'When it was deleted; null while it is kept. Set it instead of deleting the row.'),
      ('positions', 'position_id', 'Key; given by the database.'),
      ('positions', 'portfolio_id', 'Whose lot.'),
      ('positions', 'symbol', 'Canonical: upper case, class shares with a dot (BRK.B), options as compact OCC (AAPL240119C00150000).'),
      ('positions', 'investment_class', 'PUBLIC shares and funds, OPTIONS, or PRIVATE without a market price; left out: by the symbol, PUBLIC or OPTIONS.'),
      ('positions', 'position_type', 'LONG or SHORT; default LONG.'),
      ('positions', 'quantity_as_of', 'The day after whose splits quantity is counted; left out: the entry date.'),
      ('positions', 'entry_date', 'The first day on which it is held.'),
      ('positions', 'entry_price', 'USD per unit as quantity counts them: quantity x entry_price x multiplier is what was paid.'),
      ('positions', 'multiplier', 'Units of the price per unit of quantity; left out: 100 for OPTIONS, else 1.'),
      ('positions', 'exit_date', 'The first day on which it is no longer held; null while held. With exit_price.'),
      ('positions', 'exit_price', 'USD per unit as traded on the exit date.'),
      ('positions', 'deleted_at', 'When it was deleted: it counts as never held; null while it counts.'),
      ('positions', 'last_price', 'Written by the refresh: USD per unit at the close of valued_on; null for PRIVATE and unpriced ones.'),
      ('positions', 'last_price_date', 'Written by the refresh: the session of last_price, or the day of the estimate.'),
      ('positions', 'valued_on', 'Written by the refresh: the session that the values are of; of a closed lot the last one on which it was held.'),
      ('positions', 'market_value', 'Written by the refresh: USD, negative for a SHORT; null if unpriced.'),
      ('positions', 'unrealized_pnl', 'Written by the refresh: market_value less the signed cost, USD.'),
      ('cash_movements', 'movement_id', 'Key; given by the database.'),
      ('cash_movements', 'portfolio_id', 'Whose cash.'),
      ('cash_movements', 'movement_date', 'The day on which it counts.'),
      ('cash_movements', 'kind', 'BALANCE (cash at the end of the day), DEPOSIT, WITHDRAWAL, TRADE, DIVIDEND, FEE, INTEREST or TAX.'),
      ('cash_movements', 'amount', 'USD. DEPOSIT, WITHDRAWAL, FEE and TAX: 0 or more. BALANCE: any sign. TRADE, DIVIDEND and INTEREST: signed as it hits cash.'),
      ('cash_movements', 'position_id', 'The lot of the same portfolio that it is about; null for none.'),
      ('cash_movements', 'recorded_at', 'When it was recorded; default now().'),
      ('position_valuations', 'position_id', 'The PRIVATE position.'),
      ('position_valuations', 'as_of', 'The first day on which it counts, until the next one.'),
      ('position_valuations', 'amount', 'USD as it enters the net asset value, for quantity or for the whole position; 0 or below for a SHORT.'),
      ('position_valuations', 'recorded_at', 'When it was recorded; default now().'),
      ('symbol_onboarding_queue', 'symbol', 'Canonical symbol.'),
      ('symbol_onboarding_queue', 'status', 'PENDING, PROCESSING, COMPLETED or FAILED; default PENDING.'),
      ('symbol_onboarding_queue', 'reason', 'Why it is FAILED; null otherwise.'),
      ('symbol_onboarding_queue', 'requested_at', 'When it was asked for; default now().'),
      ('symbol_onboarding_queue', 'updated_at', 'When its status changed last; default now().'),
      ('portfolio_changes', 'change_id', 'Key, ascending.'),
      ('portfolio_changes', 'portfolio_id', 'Whose snapshots may be outdated.'),
      ('portfolio_changes', 'kind', 'POSITION, DELETION, VALUATION or CASH.'),
      ('portfolio_changes', 'first_date', 'The first day that the change can affect.'),
      ('portfolio_changes', 'position_id', 'The lot that changed, or that the row is about.'),
      ('portfolio_changes', 'movement_id', 'The cash row that changed; null for other kinds.'),
      ('portfolio_changes', 'transaction_id', 'The transaction of the change: a snapshot that did not see it is outdated.'),
      ('portfolio_snapshots', 'portfolio_id', 'Whose snapshot.'),
      ('portfolio_snapshots', 'snapshot_date', 'The session at whose close it is.'),
      ('portfolio_snapshots', 'revision', 'From 1; a change of inputs adds the next one.'),
      ('portfolio_snapshots', 'status', 'COMPLETE, or PARTIAL where something could not be priced or booked.'),
      ('portfolio_snapshots', 'total_value', 'Signed market value of the priced positions, USD, without cash.'),
      ('portfolio_snapshots', 'total_cost', 'Signed cost of the same positions, USD.'),
      ('portfolio_snapshots', 'total_pnl', 'total_value less total_cost, USD.'),
      ('portfolio_snapshots', 'pnl_percent', 'total_pnl in per cent of the sum of the costs without signs; 0 without cost.'),
      ('portfolio_snapshots', 'cash_value', 'Cash at the end of the day, USD; negative is owed.'),
      ('portfolio_snapshots', 'net_asset_value', 'What the portfolio is worth with its cash, USD.'),
      ('portfolio_snapshots', 'cumulative_external_flows', 'All that was paid in less what was taken out since the beginning, USD.'),
      ('portfolio_snapshots', 'long_value', 'Market value of what is owned, USD.'),
      ('portfolio_snapshots', 'short_value', 'Market value of what is owed, USD, 0 or below.'),
      ('portfolio_snapshots', 'gross_exposure', 'long_value less short_value, USD.'),
      ('portfolio_snapshots', 'net_exposure', 'long_value plus short_value, USD.'),
      ('portfolio_snapshots', 'position_count', 'Positions held at the close; the sum of the four counts.'),
      ('portfolio_snapshots', 'priced_count', 'Positions with a close of the day.'),
      ('portfolio_snapshots', 'stale_count', 'Positions with a close at most five sessions older.'),
      ('portfolio_snapshots', 'estimated_count', 'PRIVATE positions, at their valuation or cost.'),
      ('portfolio_snapshots', 'unpriced_count', 'Positions without a value; they are in neither total.'),
      ('portfolio_snapshots', 'coverage', 'Share of the gross value that is known, 0 to 1.'),
      ('portfolio_snapshots', 'fingerprint', 'SHA-256 of all inputs: equal inputs, equal numbers.'),
      ('portfolio_snapshots', 'reason', 'Why this revision was written.'),
      ('portfolio_snapshots', 'job_execution_id', 'The run that wrote it; null for the first one of an import.'),
      ('portfolio_snapshots', 'written_at', 'When it was written.'),
      ('portfolio_snapshot_checks', 'portfolio_id', 'Whose snapshot.'),
      ('portfolio_snapshot_checks', 'snapshot_date', 'Its session.'),
      ('portfolio_snapshot_checks', 'read_snapshot', 'The transactions that the check has seen.'),
      ('portfolio_snapshot_checks', 'job_execution_id', 'The run that checked it.'),
      ('portfolio_snapshot_checks', 'checked_at', 'When it was checked.'),
      ('portfolio_snapshot_reads', 'portfolio_id', 'Whose snapshot.'),
      ('portfolio_snapshot_reads', 'snapshot_date', 'Its session.'),
      ('portfolio_snapshot_reads', 'read_snapshot', 'The transactions that its latest revision or check has seen.'),
      ('portfolio_daily_performance', 'portfolio_id', 'Whose performance.'),
      ('portfolio_daily_performance', 'snapshot_date', 'The session.'),
      ('portfolio_daily_performance', 'revision', 'The latest revision of its snapshot.'),
      ('portfolio_daily_performance', 'net_asset_value', 'At the close, USD.'),
      ('portfolio_daily_performance', 'daily_pnl', 'Profit since the snapshot before, USD, without external flows; null where it cannot be known.'),
      ('portfolio_daily_performance', 'daily_return', 'Return since the snapshot before, as a fraction; null where it cannot be known.'),
      ('portfolio_daily_performance', 'external_flows', 'Paid in less taken out since the snapshot before, USD.')
    ) as v (relation, name, words)
  loop
    if exists (
      select from information_schema.columns c
      where c.table_schema = current_schema() and c.table_name = said.relation and c.column_name = said.name)
    then
      execute format('comment on column %I.%I is %L', said.relation, said.name, said.words);
    end if;
  end loop;
  for said in
    select a.attname as name, d.description as words
    from pg_attribute a
    join pg_description d on d.objoid = a.attrelid and d.objsubid = a.attnum and d.classoid = 'pg_class'::regclass
    join pg_attribute v on v.attrelid = 'portfolio_snapshots_latest'::regclass and v.attname = a.attname
    where a.attrelid = 'portfolio_snapshots'::regclass and a.attnum > 0
  loop
    execute format('comment on column portfolio_snapshots_latest.%I is %L', said.name, said.words);
  end loop;
end
$$;
--rollback select 1;
