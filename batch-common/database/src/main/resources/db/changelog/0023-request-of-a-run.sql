--liquibase formatted sql

--changeset afterclose:request-of-a-run
--comment A run that was requested names its request, so that whoever asked finds what came of it.
alter table job_runs add column request_id uuid;
comment on column job_runs.request_id is 'The request that the run was started for: what AFTERCLOSE_REQUEST said in the environment of its process. Null where nothing did.';
create index job_runs_by_request on job_runs (request_id) where request_id is not null;
--rollback drop index job_runs_by_request;
--rollback alter table job_runs drop column request_id;

--changeset afterclose:notice-of-ended-runs splitStatements:false
--comment Once per end and never per heartbeat: a transaction that notifies takes a lock of the whole server at its commit.
create function notify_ended_run() returns trigger language plpgsql set search_path from current as
$$
begin
  perform pg_notify('afterclose_runs', new.run_id::text);
  return null;
end
$$;
create trigger job_runs_ended after update of ended_at on job_runs
for each row when (old.ended_at is null and new.ended_at is not null) execute function notify_ended_run();
--rollback drop trigger job_runs_ended on job_runs;
--rollback drop function notify_ended_run();

--changeset afterclose:executions-by-date-status-source
--comment Executions are found by date, status and source without reading all of them. Of the other parameters none is in an index: a scope may be longer than an entry of an index.
create index batch_job_execution_status on batch_job_execution (status, job_execution_id);
create index batch_job_execution_params_date
  on batch_job_execution_params (parameter_value collate "C", job_execution_id)
  where parameter_name = 'targetDate';
create index batch_job_execution_params_source
  on batch_job_execution_params (parameter_value collate "C", job_execution_id)
  where parameter_name = 'source';
--rollback drop index batch_job_execution_params_source;
--rollback drop index batch_job_execution_params_date;
--rollback drop index batch_job_execution_status;
