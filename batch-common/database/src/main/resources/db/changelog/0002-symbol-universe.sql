--liquibase formatted sql

--changeset afterclose:symbol-universe
create table symbol_universe (
  symbol           varchar(32)  not null,
  asset_kind       varchar(8)   not null,
  origin           varchar(8)   not null,
  name             varchar(200),
  sector           varchar(100),
  industry         varchar(100),
  first_seen_date  date,
  profile_requested_on  date,
  deactivated_on   date,
  deactivated_why  varchar(200),
  added_at         timestamptz  not null,
  constraint symbol_universe_pk primary key (symbol),
  constraint symbol_universe_kind check (asset_kind in ('LISTED', 'OPTION')),
  constraint symbol_universe_origin check (origin in ('EXPLICIT', 'POSITION')),
  constraint symbol_universe_seen check (origin = 'EXPLICIT' or first_seen_date is not null)
);
comment on table symbol_universe is 'Symbols the symbol job knows. EXPLICIT members are undated; POSITION members count from first_seen_date.';
comment on column symbol_universe.profile_requested_on is 'The session of the run that last requested name, sector and industry from a provider.';
--rollback drop table symbol_universe;

--changeset afterclose:symbol-universe-audit
create table symbol_universe_audit (
  audit_id      bigint generated always as identity,
  symbol        varchar(32)   not null,
  action        varchar(12)   not null,
  effective_on  date          not null,
  reason        varchar(200)  not null,
  recorded_at   timestamptz   not null,
  constraint symbol_universe_audit_pk primary key (audit_id),
  constraint symbol_universe_audit_action check (action in ('DEACTIVATED', 'REACTIVATED'))
);
create index symbol_universe_audit_by_symbol on symbol_universe_audit (symbol);
comment on table symbol_universe_audit is 'Why and from which session on a symbol left the universe, or came back.';
--rollback drop table symbol_universe_audit;

--changeset afterclose:symbol-batch-universe
create table symbol_batch_universe (
  job_instance_id  bigint       not null,
  symbol           varchar(32)  not null,
  asset_kind       varchar(8)   not null,
  included         boolean      not null,
  reason           varchar(20)  not null,
  session          date,
  unscoped         boolean      not null default true,
  unknown          boolean      not null default false,
  decisive         boolean      not null default false,
  constraint symbol_batch_universe_pk primary key (job_instance_id, symbol),
  constraint symbol_batch_universe_run foreign key (job_instance_id)
    references batch_job_instance (job_instance_id) on delete cascade
);
comment on table symbol_batch_universe is 'The universe of one run, with the reason each symbol is in or out.';
create index symbol_batch_universe_by_symbol on symbol_batch_universe (symbol, session);
comment on column symbol_batch_universe.unscoped is 'Whether the run was for all symbols; a scoped one says nothing about who is in.';
comment on column symbol_batch_universe.unknown is 'Every provider that this run asked answered that it does not know the symbol; a provider that failed says nothing.';
comment on column symbol_batch_universe.decisive is 'Whether the session was the latest completed one when the run began: only such a run decides what lasts.';
--rollback drop table symbol_batch_universe;

--changeset afterclose:option-roots
create table option_roots (
  root        varchar(6)   not null,
  underlying  varchar(32),
  constraint option_roots_pk primary key (root),
  constraint option_roots_root check (root ~ '^[A-Z][A-Z.]*[0-9]?$')
);
comment on table option_roots is 'Option roots that are not the ticker of the share they are on. A root that is missing here is its own underlying; one that ends in a digit (an adjusted contract) is on what the root without the digit is on.';
comment on column option_roots.root is 'The letters with which an OCC symbol begins.';
comment on column option_roots.underlying is 'The share that options of this root are on, in canonical form; null where they are on an index or an exchange rate.';
insert into option_roots (root, underlying) values
  ('BFA', 'BF.A'), ('BFB', 'BF.B'), ('BRKA', 'BRK.A'), ('BRKB', 'BRK.B'), ('CWENA', 'CWEN.A'),
  ('FCEA', 'FCE.A'), ('HEIA', 'HEI.A'), ('JWA', 'JW.A'), ('LENB', 'LEN.B'), ('LGFA', 'LGF.A'),
  ('LGFB', 'LGF.B'), ('MOGA', 'MOG.A'), ('PBRA', 'PBR.A'), ('RDSA', 'RDS.A'), ('RDSB', 'RDS.B'),
  ('UHALB', 'UHAL.B');
insert into option_roots (root)
select unnest(array[
  'SPX', 'SPXW', 'SPXPM', 'XSP', 'NANOS', 'SPESG', 'SPEQX', 'OEX', 'XEO', 'DJX',
  'NDX', 'NDXP', 'XND', 'NQX', 'MNX', 'VOLQ', 'RUT', 'RUTW', 'MRUT', 'RUI', 'RLG', 'RLV',
  'VIX', 'VIXW', 'RVX', 'VXN', 'MXEA', 'MXEF', 'MXACW', 'MXWLD', 'MXUSA', 'CBTX', 'CBTXW', 'MBTX',
  'MBTXW', 'BKX', 'KRX', 'HGX', 'OSX', 'SOX', 'UTY', 'XAU',
  'SIXB', 'SIXC', 'SIXE', 'SIXI', 'SIXM', 'SIXR', 'SIXRE', 'SIXT', 'SIXU', 'SIXV', 'SIXY',
  'XDA', 'XDB', 'XDC', 'XDE', 'XDN', 'XDS', 'XDZ']);
--rollback drop table option_roots;

--changeset afterclose:symbol-batch-universe-by-session
create index symbol_batch_universe_by_session on symbol_batch_universe (session, symbol)
  where unscoped and decisive;
--rollback drop index symbol_batch_universe_by_session;

--changeset afterclose:symbol-profiles
--comment A date reads what was known of a symbol on it, however late its rows are made.
create table symbol_profiles (
  symbol      varchar(32)  not null,
  valid_from  date         not null,
  name        varchar(200),
  sector      varchar(100),
  industry    varchar(100),
  source      varchar(16)  not null,
  constraint symbol_profiles_pk primary key (symbol, valid_from)
);
comment on table symbol_profiles is 'Name, sector and industry of a symbol as they were known from a session on.';
comment on column symbol_profiles.valid_from is 'The latest completed session when the row was recorded. A date reads the newest row on or before it. A date before the first row reads the first row, although that was recorded later: a backfill would have no sector at all.';
comment on column symbol_profiles.source is 'The provider that reported the row, or operator for universe add; unknown for rows that are older than this table.';
insert into symbol_profiles (symbol, valid_from, name, sector, industry, source)
select symbol,
  coalesce(profile_requested_on, first_seen_date, cast(added_at at time zone 'America/New_York' as date)),
  name, sector, industry, 'unknown'
from symbol_universe where coalesce(name, sector, industry) is not null;
alter table symbol_universe drop column name, drop column sector, drop column industry;
comment on column symbol_universe.profile_requested_on is 'The latest completed session when name, sector and industry were last requested from a provider.';
--rollback alter table symbol_universe add column name varchar(200), add column sector varchar(100), add column industry varchar(100);
--rollback update symbol_universe u set name = p.name, sector = p.sector, industry = p.industry from (select distinct on (symbol) symbol, name, sector, industry from symbol_profiles order by symbol, valid_from desc) p where p.symbol = u.symbol;
--rollback drop table symbol_profiles;
--rollback comment on column symbol_universe.profile_requested_on is 'The session of the run that last requested name, sector and industry from a provider.';
