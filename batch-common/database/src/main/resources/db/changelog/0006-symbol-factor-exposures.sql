--liquibase formatted sql

--changeset afterclose:symbol-factor-exposures
create table symbol_factor_exposures (
  symbol            varchar(32)      not null,
  factor_code       varchar(24)      not null,
  calculation_date  date             not null,
  status            varchar(24)      not null,
  beta              double precision,
  raw_beta          double precision,
  alpha             double precision,
  r_squared         double precision,
  std_error         double precision,
  p_value           double precision,
  observations      integer          not null,
  window_sessions   integer          not null,
  quality           varchar(16),
  detail            varchar(200),
  constraint symbol_factor_exposures_pk primary key (calculation_date, symbol, factor_code),
  constraint symbol_factor_exposures_fitted check ((status = 'FITTED') = (beta is not null)),
  -- The cap of the models (FactorModels.CAP).
  constraint symbol_factor_exposures_beta check (beta between -5 and 5),
  constraint symbol_factor_exposures_raw check (raw_beta <> 'NaN' and raw_beta between '-1e300' and '1e300')
);
comment on table symbol_factor_exposures is 'One row per symbol, factor and date; a fit that failed is a row without beta and with its reason, never 0.';
--rollback drop table symbol_factor_exposures;

--changeset afterclose:factor-model-diagnostics
create table factor_model_diagnostics (
  calculation_date    date              not null,
  model               varchar(32)       not null,
  factor_code         varchar(24)       not null,
  condition_number    double precision  not null,
  variance_inflation  double precision  not null,
  observations        integer           not null,
  constraint factor_model_diagnostics_pk primary key (calculation_date, model, factor_code)
);
comment on table factor_model_diagnostics is 'How collinear the regressors of a multi-factor model were on its window.';
--rollback drop table factor_model_diagnostics;
