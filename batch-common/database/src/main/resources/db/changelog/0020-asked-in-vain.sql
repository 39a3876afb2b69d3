--liquibase formatted sql

--changeset afterclose:0020-symbol-batch-universe-unknown
alter table symbol_batch_universe add column unknown boolean not null default false;
comment on column symbol_batch_universe.unknown is 'Every provider asked in that night answered that it does not know the symbol; a provider that failed says nothing.';
--rollback alter table symbol_batch_universe drop column unknown;

--changeset afterclose:0020-symbol-universe-profile
alter table symbol_universe add column profile_asked_on date;
comment on column symbol_universe.profile_asked_on is 'The session of the run that last asked a provider for name, sector and industry.';
--rollback alter table symbol_universe drop column profile_asked_on;
