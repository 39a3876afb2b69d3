--liquibase formatted sql

--changeset afterclose:0026-price-runs
alter table market_data_cache add column job_execution_id bigint;
alter table market_data_history add column job_execution_id bigint;
comment on column market_data_cache.job_execution_id is 'The run that stored these values; null for those that no run stored, and from before this column. The run''s own records may be purged.';
comment on column market_data_history.job_execution_id is 'The run that stored these values; null where it is not known.';
--rollback alter table market_data_history drop column job_execution_id;
--rollback alter table market_data_cache drop column job_execution_id;
