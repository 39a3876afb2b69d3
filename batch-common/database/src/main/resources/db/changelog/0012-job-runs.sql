--liquibase formatted sql

--changeset afterclose:job-runs
create table job_runs (
  run_id             bigint generated always as identity,
  job_name           varchar(100)   not null,
  target_date        date           not null,
  scope              varchar(2500)  not null,
  revision           integer        not null,
  source             varchar(16)    not null,
  host               varchar(255)   not null,
  pid                bigint         not null,
  version            varchar(64)    not null,
  state              varchar(9)     not null,
  started_at         timestamptz    not null,
  ended_at           timestamptz,
  outcome            varchar(16),
  message            varchar(2500),
  job_execution_id   bigint,
  constraint job_runs_pk primary key (run_id),
  constraint job_runs_state check (state in ('RUNNING', 'COMPLETED', 'STOPPED', 'FAILED', 'ABANDONED')),
  constraint job_runs_ended check ((state = 'RUNNING') = (ended_at is null))
);
create unique index job_runs_open on job_runs (job_name, target_date, scope) where ended_at is null;
create index job_runs_by_date on job_runs (target_date, job_name);
comment on table job_runs is 'Each start of a run by a process. run_id is its fencing token: what it writes is written only while its row is open. Times are the database''s.';
--rollback drop table job_runs;

--changeset afterclose:job-run-heartbeats
create table job_run_heartbeats (
  run_id             bigint       not null,
  heartbeat_at       timestamptz  not null,
  stop_requested_at  timestamptz,
  constraint job_run_heartbeats_pk primary key (run_id),
  constraint job_run_heartbeats_run foreign key (run_id) references job_runs (run_id) on delete cascade
);
comment on table job_run_heartbeats is 'Heartbeats of a run and stop requests to it; apart from job_runs, whose row the writers of a run lock.';
--rollback drop table job_run_heartbeats;
