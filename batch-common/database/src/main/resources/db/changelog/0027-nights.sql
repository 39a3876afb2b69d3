--liquibase formatted sql

--changeset afterclose:runs-of-a-night
--comment The last start of the last revision of each night is one entry, however often its parts were run; runs of one state are found from the newest on.
create index job_runs_of_night on job_runs (job_name, target_date desc, revision desc, run_id desc)
  where scope = 'all';
create index job_runs_by_state on job_runs (state, run_id desc);
--rollback drop index job_runs_by_state;
--rollback drop index job_runs_of_night;
