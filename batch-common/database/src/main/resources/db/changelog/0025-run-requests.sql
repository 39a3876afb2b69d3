--liquibase formatted sql

--changeset afterclose:run-requests
create table run_requests (
  request_id       uuid           not null,
  number           bigint generated always as identity,
  action           varchar(8)     not null,
  job              varchar(20)    not null,
  from_date        date           not null,
  to_date          date           not null,
  scope            varchar(2000)  not null,
  force            boolean        not null,
  plan             varchar(64),
  planned          integer,
  reason           varchar(500)   not null,
  source           varchar(16)    not null,
  actor            varchar(60)    not null,
  token_id         bigint,
  idempotency_key  varchar(100)   not null,
  body_hash        varchar(64)    not null,
  state            varchar(9)     not null,
  claimed_by       varchar(80),
  claimed_until    timestamptz,
  host             varchar(255),
  pid              bigint,
  pid_started_at   timestamptz,
  exit_code        integer,
  problem          varchar(2500),
  created_at       timestamptz    not null,
  started_at       timestamptz,
  ended_at         timestamptz,
  constraint run_requests_pk primary key (request_id),
  constraint run_requests_once unique (actor, idempotency_key),
  constraint run_requests_action check (
    action in ('run', 'rerun', 'backfill', 'stop', 'recover')),
  constraint run_requests_dates check (from_date <= to_date),
  constraint run_requests_state check (
    state in ('REQUESTED', 'CLAIMED', 'STARTED', 'REFUSED', 'ENDED', 'CANCELLED')),
  constraint run_requests_ended check (
    (state in ('REFUSED', 'ENDED', 'CANCELLED')) = (ended_at is not null))
);
create unique index run_requests_open on run_requests (job, from_date, to_date, md5(scope))
  where state in ('REQUESTED', 'CLAIMED', 'STARTED') and action in ('run', 'rerun', 'backfill');
create unique index run_requests_number on run_requests (number);
create index run_requests_waiting on run_requests (number) where ended_at is null;
comment on table run_requests is 'Runs that were asked for through the console, each started at most once as a process of the job.';
comment on column run_requests.number is 'The order in which they were asked for.';
comment on column run_requests.plan is 'The fingerprint of the plan that the actor saw; the job starts only while it is true. Null where none was made.';
comment on column run_requests.planned is 'How many items that plan had; null where none was made.';
comment on column run_requests.idempotency_key is 'The client''s; the same key of an actor is the same request.';
comment on column run_requests.body_hash is 'SHA-256 of what was asked for, so that a key that is used again for something else is told apart.';
comment on column run_requests.state is 'REQUESTED, CLAIMED by a console, STARTED as a process, then ENDED, REFUSED by the job, or CANCELLED before a start.';
comment on column run_requests.claimed_until is 'When another console may take it over that is not STARTED, by the database''s clock.';
comment on column run_requests.pid_started_at is 'When that process began, so that a number used again is told apart.';
comment on column run_requests.exit_code is 'Of the process; null while it works, and where nobody saw its end.';
comment on column run_requests.problem is 'Why it was refused, or how it ended; null where there is nothing to tell.';
--rollback drop table run_requests;
