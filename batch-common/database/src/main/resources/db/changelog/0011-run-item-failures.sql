--liquibase formatted sql

--changeset afterclose:run-item-failures
create table run_item_failures (
  job_execution_id  bigint        not null,
  phase             varchar(100)  not null,
  item              varchar(120)  not null,
  reason            varchar(40)   not null,
  detail            varchar(500)  not null,
  failed_at         timestamptz   not null,
  constraint run_item_failures_pk primary key (job_execution_id, phase, item)
);
comment on table run_item_failures is 'What a run could not do, item by item, with the reason.';
--rollback drop table run_item_failures;
