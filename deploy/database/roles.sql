-- What each part of Afterclose may do in its database, as roles without a login. Run it as the
-- owner of the tables or as a superuser, after `database migrate`, and again after each migration:
--
--   psql "$DATABASE_URL" -v ON_ERROR_STOP=1 -f deploy/database/roles.sql
--   create role nightly_symbols login password '…' in role afterclose_symbol_batch;
--
-- afterclose_migrator           owns the tables, whoever made them: database migrate. An owner has
--                               every right on its tables, so no job logs in with it
-- afterclose_symbol_batch       prices, exposures, metrics; reads who holds what; no snapshot
-- afterclose_portfolio_refresh  snapshots, and the values shown on positions; no trade, no price
-- afterclose_onboarding         import, cash add, value: portfolios, positions, cash, valuations;
--                               no snapshot: the first one is made by the portfolio job
-- afterclose_console            reads everything; writes accounts, requests and schedules, asks for
--                               symbols, adds to its audit; no run, price or snapshot: the jobs
--                               that it starts have a login of their own, in
--                               AFTERCLOSE_JOBS_DATABASE_URL
-- afterclose_reader             reads everything but the logins to the console
--
-- A night under these roles finds the schema in place: the jobs migrate only when the last
-- migration did not know the same changes, and then refuse with the reason. So migrate first.

-- Needed: the right to make roles (createrole, or a superuser), unless the six exist already.

do $$
declare
  role_name text;
begin
  if not exists (select from pg_roles where rolname = current_user and (rolsuper or rolcreaterole))
    and (select count(*) from pg_roles where rolname in (
      'afterclose_migrator', 'afterclose_symbol_batch', 'afterclose_portfolio_refresh',
      'afterclose_onboarding', 'afterclose_console', 'afterclose_reader')) < 6
  then
    raise exception '% may not make roles: run this as a superuser, or first: alter role % createrole',
      current_user, quote_ident(current_user);
  end if;
  if to_regclass('databasechangelog') is null then
    raise exception 'there is no schema of Afterclose in %: run database migrate first',
      current_database();
  end if;
  foreach role_name in array array[
    'afterclose_migrator', 'afterclose_symbol_batch', 'afterclose_portfolio_refresh',
    'afterclose_onboarding', 'afterclose_console', 'afterclose_reader']
  loop
    if not exists (select from pg_roles where rolname = role_name) then
      execute format('create role %I nologin', role_name);
    end if;
    execute format('grant usage on schema %I to %I', current_schema(), role_name);
    -- Bulk writes are staged in temporary tables.
    execute format('grant temporary on database %I to %I', current_database(), role_name);
  end loop;
  execute format('revoke create on schema %I from public', current_schema());
  execute format('grant create on schema %I to afterclose_migrator', current_schema());
end
$$;

-- All that is in the schema belongs to afterclose_migrator, whoever migrated first or last: only an
-- owner may change a table. Who owned it becomes a member, and so loses no right. The schema is
-- Afterclose's own: what another program's superuser made in it would be handed over too.
do $$
declare
  former name;
  object text;
begin
  for former in
    select pg_get_userbyid(relowner) from pg_class where oid = 'databasechangelog'::regclass
    union
    select current_user
  loop
    if not pg_has_role(former, 'afterclose_migrator', 'usage') then
      execute format('grant afterclose_migrator to %I', former);
    end if;
  end loop;
  for object in
    select format('%s %s',
      case c.relkind when 'v' then 'view' when 'S' then 'sequence' else 'table' end, c.oid::regclass)
    from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p', 'v', 'S')
      and c.relowner <> 'afterclose_migrator'::regrole
      and pg_has_role(c.relowner, 'afterclose_migrator', 'usage')
      -- The sequence of an identity column goes with its table; an extension keeps what it made.
      and not exists (
        select from pg_depend d
        where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('a', 'i', 'e'))
    union all
    select format('function %s', p.oid::regprocedure)
    from pg_proc p
    where p.pronamespace = current_schema()::regnamespace and p.prokind = 'f'
      and p.proowner <> 'afterclose_migrator'::regrole
      and pg_has_role(p.proowner, 'afterclose_migrator', 'usage')
      and not exists (
        select from pg_depend d
        where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
  loop
    execute format('alter %s owner to afterclose_migrator', object);
  end loop;
end
$$;

-- Everybody reads everything, the tables of Liquibase among it: a job looks there whether the
-- schema is the one it knows.
do $$
declare
  role_name text;
begin
  foreach role_name in array array[
    'afterclose_symbol_batch', 'afterclose_portfolio_refresh', 'afterclose_onboarding',
    'afterclose_console', 'afterclose_reader']
  loop
    execute format('grant select on all tables in schema %I to %I', current_schema(), role_name);
  end loop;
end
$$;

-- Hashes of passwords, cookies and tokens are for the console alone.
revoke select on console_accounts, console_sessions, console_tokens
  from afterclose_symbol_batch, afterclose_portfolio_refresh, afterclose_onboarding,
    afterclose_reader;

-- The records of runs, which both jobs keep: the job repository, its sequences, the runs at work,
-- what failed and why. Rows are removed by purge alone.
grant insert, update, delete on
  batch_job_instance, batch_job_execution, batch_job_execution_params,
  batch_job_execution_context, batch_step_execution, batch_step_execution_context,
  job_runs, job_run_heartbeats, run_item_failures
  to afterclose_symbol_batch, afterclose_portfolio_refresh;
grant usage on sequence
  batch_job_instance_seq, batch_job_execution_seq, batch_step_execution_seq
  to afterclose_symbol_batch, afterclose_portfolio_refresh;

-- Exposures of held symbols that lack them are fitted by the portfolio job too.
grant insert, update, delete on symbol_factor_exposures, factor_model_diagnostics
  to afterclose_symbol_batch, afterclose_portfolio_refresh;
-- Triggers note in the name of the writer which exposures were written, for the figures.
grant insert on symbol_exposure_changes to afterclose_symbol_batch, afterclose_portfolio_refresh;

grant insert, update, delete on
  symbol_universe, symbol_universe_audit, symbol_batch_universe, symbol_profiles,
  market_data_cache, market_data_history, market_data_changes, market_data_quarantine,
  corporate_actions, corporate_actions_history, corporate_action_reports, symbol_daily_metrics
  to afterclose_symbol_batch;
grant insert on market_data_audit to afterclose_symbol_batch;
-- A new symbol whose prices are there is no longer waited for; one that found no room in the queue is
-- added to it when there is some, and one that failed is asked for again.
grant insert, update on symbol_onboarding_queue
  to afterclose_symbol_batch, afterclose_portfolio_refresh;

-- The portfolio job makes snapshots and shows the latest values on positions: of a position it
-- changes nothing else, and it adds and removes none.
grant insert, update, delete on portfolio_snapshots, portfolio_snapshot_checks,
  portfolio_snapshot_marks, portfolio_snapshots_unmarked
  to afterclose_portfolio_refresh;
grant update (last_price, last_price_date, valued_on, market_value, unrealized_pnl) on positions
  to afterclose_portfolio_refresh;

-- The portfolio job calculates figures; a changed snapshot or rate makes those of its session due.
grant insert on portfolio_figures, portfolio_figure_grids to afterclose_portfolio_refresh;
grant insert, update, delete on portfolio_figures_due, portfolio_figure_marks
  to afterclose_portfolio_refresh;
grant delete on symbol_exposure_changes to afterclose_portfolio_refresh;

-- What owners state. The change log is written by triggers, in the name of who makes the change.
grant insert, update on portfolios, positions, position_valuations, symbol_onboarding_queue
  to afterclose_onboarding;
grant insert, update, delete on cash_movements to afterclose_onboarding;
grant insert, update on risk_free_rates to afterclose_onboarding;
grant insert on portfolio_figures_due to afterclose_onboarding;
grant delete on positions, position_valuations to afterclose_onboarding;
grant insert on portfolio_changes, portfolio_audit to afterclose_onboarding;
-- An earlier version of this file let an importer write snapshots.
revoke insert on portfolio_snapshots from afterclose_onboarding;
revoke insert, update on portfolio_snapshot_checks from afterclose_onboarding;

-- The console's own records. An account is disabled and a token revoked, never deleted; the audit
-- takes new rows alone, whoever writes them.
grant insert, update on console_accounts, console_tokens to afterclose_console;
grant insert on console_account_portfolios, console_token_portfolios to afterclose_console;
grant insert, update, delete on console_sessions to afterclose_console;
grant insert on console_audit to afterclose_console;
-- A symbol that failed is asked for again; what becomes of it the worker writes.
grant insert (symbol, status, source, requested_at, updated_at),
  update (status, source, requested_at, updated_at)
  on symbol_onboarding_queue to afterclose_console;
-- What it was asked to start, and when it starts runs by itself.
grant insert, update on run_requests to afterclose_console;
grant update on schedules to afterclose_console;
grant insert, update on schedule_fires to afterclose_console;
