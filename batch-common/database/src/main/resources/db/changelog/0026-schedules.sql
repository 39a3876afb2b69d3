--liquibase formatted sql

--changeset afterclose:schedules
create table schedules (
  schedule_id   varchar(40)   not null,
  job           varchar(20)   not null,
  at            time,
  enabled_at    timestamptz,
  paused_until  date,
  reason        varchar(500)  not null,
  constraint schedules_pk primary key (schedule_id)
);
create table schedule_fires (
  schedule_id  varchar(40)   not null,
  session      date          not null,
  due_at       timestamptz   not null,
  fired_at     timestamptz   not null,
  instance     varchar(80)   not null,
  outcome      varchar(9)    not null,
  request_id   uuid,
  constraint schedule_fires_pk primary key (schedule_id, session),
  constraint schedule_fires_schedule foreign key (schedule_id) references schedules (schedule_id),
  constraint schedule_fires_outcome check (outcome in ('FIRED', 'COALESCED'))
);
create index schedule_fires_newest on schedule_fires (session desc, schedule_id);
insert into schedules (schedule_id, job, at, enabled_at, paused_until, reason) values
  ('symbol-batch', 'symbol-batch', '21:00', null, null, ''),
  ('portfolio-refresh', 'portfolio-refresh', '21:30', null, null, ''),
  ('portfolio-refresh-after-symbols', 'portfolio-refresh', null, null, null, '');
comment on table schedules is 'Runs that the console starts by itself on every session; all are off until an administrator switches them on.';
comment on column schedules.at is 'New York time on the session''s day; null for as soon as the symbol night of the session is complete.';
comment on column schedules.enabled_at is 'Since when it is on; null while it is off. What was due before is not made up for.';
comment on column schedules.paused_until is 'Sessions before this day are left out; null for none.';
comment on column schedules.reason is 'Why it was switched or paused last.';
comment on table schedule_fires is 'Each session of a schedule once, whichever console saw it first.';
comment on column schedule_fires.outcome is 'FIRED, or COALESCED where a later session was due at the same time, whose run makes up for it.';
--rollback drop table schedule_fires, schedules;
