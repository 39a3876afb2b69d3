--liquibase formatted sql

--changeset afterclose:0002-symbol-universe
create table symbol_universe (
  symbol           varchar(32)  not null,
  asset_kind       varchar(8)   not null,
  origin           varchar(8)   not null,
  name             varchar(200),
  sector           varchar(100),
  industry         varchar(100),
  first_seen_date  date,
  deactivated_on   date,
  deactivated_why  varchar(200),
  added_at         timestamptz  not null,
  constraint symbol_universe_pk primary key (symbol),
  constraint symbol_universe_kind check (asset_kind in ('LISTED', 'OPTION')),
  constraint symbol_universe_origin check (origin in ('EXPLICIT', 'POSITION')),
  constraint symbol_universe_seen check (origin = 'EXPLICIT' or first_seen_date is not null)
);
comment on table symbol_universe is 'Symbols the symbol job knows. EXPLICIT members are undated; POSITION members count from first_seen_date.';
--rollback drop table symbol_universe;

--changeset afterclose:0002-symbol-batch-universe
create table symbol_batch_universe (
  job_instance_id  bigint       not null,
  symbol           varchar(32)  not null,
  asset_kind       varchar(8)   not null,
  included         boolean      not null,
  reason           varchar(20)  not null,
  constraint symbol_batch_universe_pk primary key (job_instance_id, symbol),
  constraint symbol_batch_universe_run foreign key (job_instance_id)
    references batch_job_instance (job_instance_id) on delete cascade
);
comment on table symbol_batch_universe is 'The universe of one night, written down with the reason each symbol is in or out.';
--rollback drop table symbol_batch_universe;
