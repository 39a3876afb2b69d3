--liquibase formatted sql

--changeset afterclose:portfolio-figures
create table portfolio_figures (
  portfolio_id      bigint            not null,
  figure_date       date              not null,
  code              varchar(32)       not null,
  basis             varchar(16)       not null,
  period            varchar(8)        not null,
  item              varchar(64)       not null,
  revision          integer           not null,
  value             double precision,
  standard_error    double precision,
  reason            varchar(24),
  detail            varchar(300),
  observations      integer           not null,
  from_date         date,
  to_date           date,
  coverage          double precision,
  fingerprint       char(32)          not null,
  change            varchar(200)      not null,
  job_execution_id  bigint,
  written_at        timestamptz       not null,
  constraint portfolio_figures_pk primary key
    (portfolio_id, figure_date, code, basis, period, item, revision),
  constraint portfolio_figures_basis check (basis in ('REALISED', 'CURRENT_HOLDINGS', 'POSITIONS')),
  constraint portfolio_figures_known check ((value is null) = (reason is not null)),
  constraint portfolio_figures_value check (value <> 'NaN' and value between '-1e300' and '1e300'),
  constraint portfolio_figures_revision check (revision >= 1)
);
comment on table portfolio_figures is 'One number a row about a portfolio at the close of a session; what cannot be known is a row without value and with its reason, never 0. A change of inputs adds a revision, none is ever rewritten.';
comment on column portfolio_figures.portfolio_id is 'Whose figure.';
comment on column portfolio_figures.figure_date is 'The session; nothing later is in the figure.';
comment on column portfolio_figures.code is 'What is measured; the figures command lists all codes with their definitions.';
comment on column portfolio_figures.basis is 'REALISED: the daily returns of the snapshots. CURRENT_HOLDINGS: the weights of the session with past returns of their symbols. POSITIONS: what is held at the close.';
comment on column portfolio_figures.period is 'The interval or the level, such as YTD, 63 or 95; empty where the code has one only.';
comment on column portfolio_figures.item is 'What of the portfolio, such as a sector; empty for the whole of it.';
comment on column portfolio_figures.revision is 'Counts from 1 for each figure by itself.';
comment on column portfolio_figures.value is 'In the unit of the code; fractions, not per cent. Null where it is not known.';
comment on column portfolio_figures.standard_error is 'Of the value, in its unit; null where the figure has none.';
comment on column portfolio_figures.reason is 'Why there is no value; null where there is one.';
comment on column portfolio_figures.detail is 'What was found and needed where there is no value, else what is to be known about it.';
comment on column portfolio_figures.observations is 'Returns, positions or days that it rests on, or that there were for it.';
comment on column portfolio_figures.from_date is 'The base of the interval; null where the figure has none.';
comment on column portfolio_figures.to_date is 'The end of the interval; null where the figure has none.';
comment on column portfolio_figures.coverage is 'Share of the gross value that it knows, 0 to 1; null where that has no meaning.';
comment on column portfolio_figures.fingerprint is 'Of its inputs: the first 32 hex digits of their SHA-256. Equal inputs add no revision.';
comment on column portfolio_figures.change is 'Why this revision was written: MISSING for the first, else what changed.';
comment on column portfolio_figures.job_execution_id is 'The run that wrote it; null outside of a run.';
comment on column portfolio_figures.written_at is 'When, by the clock of the writer; for people only.';
--rollback drop table portfolio_figures;

--changeset afterclose:portfolio-figure-grids
create table portfolio_figure_grids (
  portfolio_id      bigint              not null,
  figure_date       date                not null,
  code              varchar(32)         not null,
  revision          integer             not null,
  row_names         text[]              not null,
  column_names      text[]              not null,
  cells             double precision[]  not null,
  observations      integer[]           not null,
  fingerprint       char(32)            not null,
  change            varchar(200)        not null,
  job_execution_id  bigint,
  written_at        timestamptz         not null,
  constraint portfolio_figure_grids_pk primary key (portfolio_id, figure_date, code, revision),
  constraint portfolio_figure_grids_cells check (
    cardinality(cells) = cardinality(row_names) * cardinality(column_names)),
  constraint portfolio_figure_grids_observations check (
    cardinality(observations) in (0, cardinality(cells))),
  constraint portfolio_figure_grids_revision check (revision >= 1)
);
comment on table portfolio_figure_grids is 'What is not one number: exposures by factor and position, correlations, stress results, contributions. The views portfolio_factor_exposures, position_factor_exposures, portfolio_correlations, portfolio_stress_results, position_stress_results and position_contributions show their cells as rows.';
comment on column portfolio_figure_grids.portfolio_id is 'Whose figures.';
comment on column portfolio_figure_grids.figure_date is 'The session; nothing later is in them.';
comment on column portfolio_figure_grids.code is 'What is measured.';
comment on column portfolio_figure_grids.revision is 'Counts from 1 for each code by itself.';
comment on column portfolio_figure_grids.row_names is 'Factors, symbols or scenarios.';
comment on column portfolio_figure_grids.column_names is 'Factors, symbols or quantities.';
comment on column portfolio_figure_grids.cells is 'Row by row; null is unknown.';
comment on column portfolio_figure_grids.observations is 'For each cell how many it rests on; empty where cells have no count of their own.';
comment on column portfolio_figure_grids.fingerprint is 'Of its inputs: the first 32 hex digits of their SHA-256.';
comment on column portfolio_figure_grids.change is 'Why this revision was written: MISSING for the first, else what changed.';
comment on column portfolio_figure_grids.job_execution_id is 'The run that wrote it; null outside of a run.';
comment on column portfolio_figure_grids.written_at is 'When, by the clock of the writer; for people only.';
--rollback drop table portfolio_figure_grids;

--changeset afterclose:portfolio-figures-latest
create view portfolio_figures_latest as
select l.* from (
  select distinct on (g.portfolio_id, g.figure_date, g.code, g.basis, g.period, g.item) g.*
  from portfolio_figures g
  join portfolios f on f.portfolio_id = g.portfolio_id and f.deleted_at is null
  order by g.portfolio_id, g.figure_date, g.code, g.basis, g.period, g.item, g.revision desc
) l
where l.reason is distinct from 'NOT_APPLICABLE';
comment on view portfolio_figures_latest is 'The latest revision of each figure; none of a deleted portfolio, and none that its session has no more.';

create view portfolio_figure_grids_latest as
select l.* from (
  select distinct on (g.portfolio_id, g.figure_date, g.code) g.*
  from portfolio_figure_grids g
  join portfolios f on f.portfolio_id = g.portfolio_id and f.deleted_at is null
  order by g.portfolio_id, g.figure_date, g.code, g.revision desc
) l
where cardinality(l.row_names) > 0;
comment on view portfolio_figure_grids_latest is 'The latest revision of each grid; none of a deleted portfolio, and none that its session has no more.';

create view portfolio_figure_cells as
select g.portfolio_id, g.figure_date, g.code, g.revision,
  g.row_names[r.number] as row_name, g.column_names[c.number] as column_name,
  g.cells[(r.number - 1) * cardinality(g.column_names) + c.number] as value,
  g.observations[(r.number - 1) * cardinality(g.column_names) + c.number] as observations
from portfolio_figure_grids_latest g
cross join lateral generate_series(1, cardinality(g.row_names)) as r (number)
cross join lateral generate_series(1, cardinality(g.column_names)) as c (number);
comment on view portfolio_figure_cells is 'The cells of the latest grids, one a row.';

create view portfolio_factor_exposures as
select portfolio_id, figure_date, revision, row_name as factor_code,
  max(value) filter (where column_name = 'OF_NAV') as exposure,
  max(value) filter (where column_name = 'NORMALISED') as normalised,
  max(value) filter (where column_name = 'DOLLARS') as dollars,
  max(value) filter (where column_name = 'COVERED') as covered
from portfolio_figure_cells where code = 'FACTOR_EXPOSURES'
group by portfolio_id, figure_date, revision, row_name;
comment on view portfolio_factor_exposures is 'Σ signed exposure × beta of a portfolio by factor: exposure over net asset value, normalised over the value that has a beta, dollars in USD, covered the share of gross exposure that has one.';

create view position_factor_exposures as
select portfolio_id, figure_date, revision, row_name as symbol, column_name as factor_code,
  value as dollars
from portfolio_figure_cells where code = 'POSITION_EXPOSURES' and column_name not in ('EXPOSURE', 'WEIGHT');
comment on view position_factor_exposures is 'What each symbol brings to the exposure of its portfolio to a factor, USD; null where it has no beta.';

create view portfolio_correlations as
select portfolio_id, figure_date, revision, code, row_name, column_name, value as correlation, observations
from portfolio_figure_cells where code in ('POSITION_CORRELATION', 'FACTOR_CORRELATION');
comment on view portfolio_correlations is 'Correlations of daily returns, of the symbols held or of the factor funds, each with the sessions it rests on.';

create view portfolio_stress_results as
select portfolio_id, figure_date, revision, row_name as scenario,
  max(value) filter (where column_name = 'PROPAGATED') as propagated,
  max(value) filter (where column_name = 'DIRECT') as direct,
  max(value) filter (where column_name = 'COVERED') as covered,
  coalesce(max(value) filter (where column_name = 'LOSS_EXCEEDS_NAV'), 0) = 1 as loss_exceeds_nav,
  coalesce(max(value) filter (where column_name = 'SHOCK_OUTSIDE_HISTORY'), 0) = 1 as shock_outside_history
from portfolio_figure_cells where code = 'STRESS'
group by portfolio_id, figure_date, revision, row_name;
comment on view portfolio_stress_results is 'What a scenario does to a portfolio, USD, a loss below 0: propagated is the expectation given the shocks, direct the stored exposures times the shocks.';

create view position_stress_results as
select portfolio_id, figure_date, revision, row_name as scenario, column_name as symbol, value as propagated
from portfolio_figure_cells where code = 'POSITION_STRESS';
comment on view position_stress_results is 'What each symbol brings to the propagated result of a scenario, USD; null where it has no slopes.';

create view position_contributions as
select portfolio_id, figure_date, revision, row_name as item,
  max(value) filter (where column_name = 'PROFIT') as profit,
  max(value) filter (where column_name = 'CONTRIBUTION') as contribution
from portfolio_figure_cells where code = 'DAY_CONTRIBUTION'
group by portfolio_id, figure_date, revision, row_name;
comment on view position_contributions is 'What each position, and cash, brought to the profit of the day, USD, and to its return, a fraction.';
comment on column portfolio_figures_latest.portfolio_id is 'Whose figures.';
comment on column portfolio_figures_latest.figure_date is 'The session; nothing later is in them.';
comment on column portfolio_figures_latest.code is 'What is measured.';
comment on column portfolio_figures_latest.basis is 'REALISED, CURRENT_HOLDINGS or POSITIONS.';
comment on column portfolio_figures_latest.period is 'The interval or the level; empty where the code has one only.';
comment on column portfolio_figures_latest.item is 'What of the portfolio; empty for the whole of it.';
comment on column portfolio_figures_latest.revision is 'The latest one.';
comment on column portfolio_figures_latest.value is 'In the unit of the code; null where it is not known.';
comment on column portfolio_figures_latest.standard_error is 'Of the value; null where it has none.';
comment on column portfolio_figures_latest.reason is 'Why there is no value; null where there is one.';
comment on column portfolio_figures_latest.detail is 'What was found and needed, or what is to be known.';
comment on column portfolio_figures_latest.observations is 'How many it rests on.';
comment on column portfolio_figures_latest.from_date is 'The base of the interval.';
comment on column portfolio_figures_latest.to_date is 'The end of the interval.';
comment on column portfolio_figures_latest.coverage is 'Share of the gross value that it knows, 0 to 1.';
comment on column portfolio_figures_latest.fingerprint is 'Of its inputs.';
comment on column portfolio_figures_latest.change is 'Why this revision was written.';
comment on column portfolio_figures_latest.job_execution_id is 'The run that wrote it; null outside of a run.';
comment on column portfolio_figures_latest.written_at is 'When, by the clock of the writer.';
comment on column portfolio_figure_grids_latest.portfolio_id is 'Whose figures.';
comment on column portfolio_figure_grids_latest.figure_date is 'The session; nothing later is in them.';
comment on column portfolio_figure_grids_latest.code is 'What is measured.';
comment on column portfolio_figure_grids_latest.revision is 'The latest one.';
comment on column portfolio_figure_grids_latest.row_names is 'Factors, symbols or scenarios.';
comment on column portfolio_figure_grids_latest.column_names is 'Factors, symbols or quantities.';
comment on column portfolio_figure_grids_latest.cells is 'Row by row; null is unknown.';
comment on column portfolio_figure_grids_latest.observations is 'How many it rests on.';
comment on column portfolio_figure_grids_latest.fingerprint is 'Of its inputs.';
comment on column portfolio_figure_grids_latest.change is 'Why this revision was written.';
comment on column portfolio_figure_grids_latest.job_execution_id is 'The run that wrote it; null outside of a run.';
comment on column portfolio_figure_grids_latest.written_at is 'When, by the clock of the writer.';
comment on column portfolio_figure_cells.portfolio_id is 'Whose figures.';
comment on column portfolio_figure_cells.figure_date is 'The session; nothing later is in them.';
comment on column portfolio_figure_cells.code is 'What is measured.';
comment on column portfolio_figure_cells.revision is 'The latest one.';
comment on column portfolio_figure_cells.row_name is 'A factor, symbol or scenario.';
comment on column portfolio_figure_cells.column_name is 'A factor, symbol or quantity.';
comment on column portfolio_figure_cells.value is 'In the unit of the code; null where it is not known.';
comment on column portfolio_figure_cells.observations is 'How many it rests on.';
comment on column portfolio_factor_exposures.portfolio_id is 'Whose figures.';
comment on column portfolio_factor_exposures.figure_date is 'The session; nothing later is in them.';
comment on column portfolio_factor_exposures.revision is 'The latest one.';
comment on column portfolio_factor_exposures.factor_code is 'The factor.';
comment on column portfolio_factor_exposures.exposure is 'Over net asset value; null where it is not known.';
comment on column portfolio_factor_exposures.normalised is 'Over the value that has a beta; null where it is not known.';
comment on column portfolio_factor_exposures.dollars is 'USD for a return of 1 of the factor; null where it is not known.';
comment on column portfolio_factor_exposures.covered is 'Share of the gross value that is in it, 0 to 1.';
comment on column position_factor_exposures.portfolio_id is 'Whose figures.';
comment on column position_factor_exposures.figure_date is 'The session; nothing later is in them.';
comment on column position_factor_exposures.revision is 'The latest one.';
comment on column position_factor_exposures.symbol is 'The symbol.';
comment on column position_factor_exposures.factor_code is 'The factor.';
comment on column position_factor_exposures.dollars is 'What the symbol brings to the dollars of the exposure; null where it has no beta.';
comment on column portfolio_correlations.portfolio_id is 'Whose figures.';
comment on column portfolio_correlations.figure_date is 'The session; nothing later is in them.';
comment on column portfolio_correlations.revision is 'The latest one.';
comment on column portfolio_correlations.code is 'What is measured.';
comment on column portfolio_correlations.row_name is 'A factor, symbol or scenario.';
comment on column portfolio_correlations.column_name is 'A factor, symbol or quantity.';
comment on column portfolio_correlations.correlation is '−1 to 1; null where it is not known.';
comment on column portfolio_correlations.observations is 'How many it rests on.';
comment on column portfolio_stress_results.portfolio_id is 'Whose figures.';
comment on column portfolio_stress_results.figure_date is 'The session; nothing later is in them.';
comment on column portfolio_stress_results.revision is 'The latest one.';
comment on column portfolio_stress_results.scenario is 'The code of the scenario.';
comment on column portfolio_stress_results.propagated is 'Expectation given the shocks, USD; null where it is not known.';
comment on column portfolio_stress_results.direct is 'Stored exposures times the shocks, USD; null where one is not known.';
comment on column portfolio_stress_results.covered is 'Share of the gross value that is in it, 0 to 1.';
comment on column portfolio_stress_results.loss_exceeds_nav is 'Whether the loss is larger than the net asset value.';
comment on column portfolio_stress_results.shock_outside_history is 'Whether a shock is larger than any move of 21 sessions that the slopes have seen.';
comment on column position_stress_results.portfolio_id is 'Whose figures.';
comment on column position_stress_results.figure_date is 'The session; nothing later is in them.';
comment on column position_stress_results.revision is 'The latest one.';
comment on column position_stress_results.scenario is 'The code of the scenario.';
comment on column position_stress_results.symbol is 'The symbol.';
comment on column position_stress_results.propagated is 'What the symbol brings, USD; null where it has no slopes.';
comment on column position_contributions.portfolio_id is 'Whose figures.';
comment on column position_contributions.figure_date is 'The session; nothing later is in them.';
comment on column position_contributions.revision is 'The latest one.';
comment on column position_contributions.item is 'A symbol, CASH (interest, fees, taxes) or ROUNDING.';
comment on column position_contributions.profit is 'Of the day, USD.';
comment on column position_contributions.contribution is 'Profit over the base of the return of the day, a fraction; null where there is no return.';
--rollback drop view position_contributions;
--rollback drop view position_stress_results;
--rollback drop view portfolio_stress_results;
--rollback drop view portfolio_correlations;
--rollback drop view position_factor_exposures;
--rollback drop view portfolio_factor_exposures;
--rollback drop view portfolio_figure_cells;
--rollback drop view portfolio_figure_grids_latest;
--rollback drop view portfolio_figures_latest;

--changeset afterclose:portfolio-figures-due splitStatements:false
--comment What is to be calculated is written down by whoever changes an input, so that a night costs as much as changed.
create table portfolio_figures_due (
  portfolio_id  bigint       not null,
  figure_date   date         not null,
  cause         varchar(16)  not null,
  written_in    xid8         not null default pg_current_xact_id(),
  read_server   bigint       not null
);
create index portfolio_figures_due_by_portfolio on portfolio_figures_due (portfolio_id, figure_date);
comment on table portfolio_figures_due is 'Sessions whose figures are missing, or lack a change. A calculation removes the rows that its plan saw; what is written meanwhile stays for the next.';
comment on column portfolio_figures_due.portfolio_id is 'Whose figures.';
comment on column portfolio_figures_due.figure_date is 'The session.';
comment on column portfolio_figures_due.cause is 'SNAPSHOT: one was added. EARLIER: that of an earlier session changed. MARKET: prices or actions. EXPOSURE: factor exposures. RATE: risk-free rates. RESTATED: an operator asked for it.';
comment on column portfolio_figures_due.written_in is 'The transaction that wrote the row.';
comment on column portfolio_figures_due.read_server is 'The server whose number written_in is.';

insert into portfolio_figures_due (portfolio_id, figure_date, cause, read_server)
select distinct portfolio_id, snapshot_date, 'SNAPSHOT', (select server_identity())
from portfolio_snapshots;

create function figures_due_of_snapshots() returns trigger language plpgsql set search_path from current as
$$
begin
  insert into portfolio_figures_due (portfolio_id, figure_date, cause, read_server)
  select distinct portfolio_id, snapshot_date, 'SNAPSHOT', (select server_identity()) from changed;
  return null;
end
$$;
create trigger portfolio_snapshots_figures_added after insert on portfolio_snapshots
referencing new table as changed for each statement execute function figures_due_of_snapshots();
create trigger portfolio_snapshots_figures_changed after update on portfolio_snapshots
referencing new table as changed for each statement execute function figures_due_of_snapshots();
create trigger portfolio_snapshots_figures_removed after delete on portfolio_snapshots
referencing old table as changed for each statement execute function figures_due_of_snapshots();
--rollback drop trigger portfolio_snapshots_figures_removed on portfolio_snapshots;
--rollback drop trigger portfolio_snapshots_figures_changed on portfolio_snapshots;
--rollback drop trigger portfolio_snapshots_figures_added on portfolio_snapshots;
--rollback drop function figures_due_of_snapshots();
--rollback drop table portfolio_figures_due;

--changeset afterclose:portfolio-figure-marks splitStatements:false
create table portfolio_figure_marks (
  mark         boolean  not null default true,
  newest_date  date,
  read_before  xid8     not null,
  read_server  bigint   not null,
  constraint portfolio_figure_marks_pk primary key (mark),
  constraint portfolio_figure_marks_one check (mark)
);
comment on table portfolio_figure_marks is 'One row: up to where the logs of market data and exposures were handed on to portfolio_figures_due. None before figures were ever planned.';
comment on column portfolio_figure_marks.mark is 'Always true: there is one row.';
comment on column portfolio_figure_marks.newest_date is 'The newest session that was planned; what concerns later ones only is due by their snapshots.';
comment on column portfolio_figure_marks.read_before is 'Each change of a transaction before it was handed on.';
comment on column portfolio_figure_marks.read_server is 'The server whose number read_before is.';

create table symbol_exposure_changes (
  symbol            varchar(32)  not null,
  calculation_date  date         not null,
  transaction_id    xid8         not null default pg_current_xact_id()
);
create index symbol_exposure_changes_by_transaction on symbol_exposure_changes (transaction_id);
comment on table symbol_exposure_changes is 'Exposures that were written since figures were last planned; a plan removes what it handed on.';
comment on column symbol_exposure_changes.symbol is 'Whose exposures.';
comment on column symbol_exposure_changes.calculation_date is 'Of which date.';
comment on column symbol_exposure_changes.transaction_id is 'The transaction that wrote them.';

create function log_written_exposures() returns trigger language plpgsql set search_path from current as
$$
begin
  if exists (select from portfolio_figure_marks) then
    insert into symbol_exposure_changes (symbol, calculation_date)
    select distinct symbol, calculation_date from written;
  end if;
  return null;
end
$$;
create trigger symbol_factor_exposures_written after insert on symbol_factor_exposures
referencing new table as written for each statement execute function log_written_exposures();
--rollback drop trigger symbol_factor_exposures_written on symbol_factor_exposures;
--rollback drop function log_written_exposures();
--rollback drop table symbol_exposure_changes;
--rollback drop table portfolio_figure_marks;

--changeset afterclose:market-data-changes-read-by-figures
create or replace view market_data_changes_read as
with readers as (
  select metrics_date as day,
    min(case when read_server = (select server_identity())
      then known_transaction(read_before) else '0'::xid8 end) as read_before
  from symbol_daily_metrics group by metrics_date
  union all
  select newest_date,
    case when read_server = (select server_identity())
      then known_transaction(read_before) else '0'::xid8 end
  from portfolio_snapshot_marks
  union all
  select snapshot_date,
    case when read_server = (select server_identity())
      then known_transaction(read_before) else '0'::xid8 end
  from portfolio_snapshots_unmarked
  union all
  select 'infinity'::date,
    case when read_server = (select server_identity())
      then known_transaction(read_before) else '0'::xid8 end
  from portfolio_figure_marks
), days as (
  select d.first_date, (select min(r.read_before) from readers r where r.day >= d.first_date) as read_before
  from (select distinct first_date from market_data_changes where kind <> 'ACTION') d
)
select c.change_id, c.changed_at
from market_data_changes c
join days d on d.first_date = c.first_date
where c.kind <> 'ACTION'
  and c.transaction_id < coalesce(d.read_before, pg_snapshot_xmin(pg_current_snapshot()));
--rollback create or replace view market_data_changes_read as
--rollback with readers as (
--rollback   select metrics_date as day,
--rollback     min(case when read_server = (select server_identity())
--rollback       then known_transaction(read_before) else '0'::xid8 end) as read_before
--rollback   from symbol_daily_metrics group by metrics_date
--rollback   union all
--rollback   select newest_date,
--rollback     case when read_server = (select server_identity())
--rollback       then known_transaction(read_before) else '0'::xid8 end
--rollback   from portfolio_snapshot_marks
--rollback   union all
--rollback   select snapshot_date,
--rollback     case when read_server = (select server_identity())
--rollback       then known_transaction(read_before) else '0'::xid8 end
--rollback   from portfolio_snapshots_unmarked
--rollback ), days as (
--rollback   select d.first_date, (select min(r.read_before) from readers r where r.day >= d.first_date) as read_before
--rollback   from (select distinct first_date from market_data_changes where kind <> 'ACTION') d
--rollback )
--rollback select c.change_id, c.changed_at
--rollback from market_data_changes c
--rollback join days d on d.first_date = c.first_date
--rollback where c.kind <> 'ACTION'
--rollback   and c.transaction_id < coalesce(d.read_before, pg_snapshot_xmin(pg_current_snapshot()));

--changeset afterclose:risk-free-rates splitStatements:false
create table risk_free_rates (
  rate_date    date           not null,
  rate         numeric(9, 6)  not null,
  source       varchar(200)   not null,
  recorded_at  timestamptz    not null,
  constraint risk_free_rates_pk primary key (rate_date),
  constraint risk_free_rates_rate check (rate > -1 and rate < 10)
);
comment on table risk_free_rates is 'Risk-free yields; each holds until the next.';
comment on column risk_free_rates.rate_date is 'The day since which it holds.';
comment on column risk_free_rates.rate is 'A year, effective, a fraction: 0.0525 is 5.25 %.';
comment on column risk_free_rates.source is 'Where it comes from, such as the name of the file.';
comment on column risk_free_rates.recorded_at is 'When it was recorded.';

create function figures_due_of_rates() returns trigger language plpgsql set search_path from current as
$$
begin
  insert into portfolio_figures_due (portfolio_id, figure_date, cause, read_server)
  select distinct s.portfolio_id, s.snapshot_date, 'RATE', (select server_identity())
  from portfolio_snapshots s
  where s.snapshot_date >= (select min(rate_date) from changed);
  return null;
end
$$;
create trigger risk_free_rates_added after insert on risk_free_rates
referencing new table as changed for each statement execute function figures_due_of_rates();
create trigger risk_free_rates_changed after update on risk_free_rates
referencing new table as changed for each statement execute function figures_due_of_rates();
create trigger risk_free_rates_removed after delete on risk_free_rates
referencing old table as changed for each statement execute function figures_due_of_rates();
--rollback drop trigger risk_free_rates_removed on risk_free_rates;
--rollback drop trigger risk_free_rates_changed on risk_free_rates;
--rollback drop trigger risk_free_rates_added on risk_free_rates;
--rollback drop function figures_due_of_rates();
--rollback drop table risk_free_rates;
