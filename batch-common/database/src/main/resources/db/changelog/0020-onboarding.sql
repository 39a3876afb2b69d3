--liquibase formatted sql

--changeset afterclose:onboarding-claims
alter table symbol_onboarding_queue
  alter column reason type varchar(500),
  add column source        varchar(16)  not null default 'onboarding',
  add column attempts      integer      not null default 0,
  add column not_before    timestamptz,
  add column claim         uuid,
  add column heartbeat_at  timestamptz,
  add column completed_at  timestamptz,
  add constraint symbol_onboarding_queue_source check (
    source in ('cron', 'operator', 'onboarding', 'settings', 'admin')),
  add constraint symbol_onboarding_queue_attempts check (attempts >= 0);
update symbol_onboarding_queue set completed_at = updated_at where status = 'COMPLETED';
update symbol_onboarding_queue set heartbeat_at = updated_at where status = 'PROCESSING';
create index symbol_onboarding_queue_waiting on symbol_onboarding_queue (requested_at, symbol)
  where status in ('PENDING', 'PROCESSING');
comment on table symbol_onboarding_queue is 'Symbols that were asked for and have no prices yet. A row with the symbol alone is enough; to ask again for one that is FAILED or COMPLETED, set its status to PENDING.';
comment on column symbol_onboarding_queue.status is 'PENDING, PROCESSING, COMPLETED or FAILED; default PENDING.';
comment on column symbol_onboarding_queue.reason is 'Why it is FAILED; while it is PENDING, why the last attempt did not succeed; null otherwise.';
comment on column symbol_onboarding_queue.requested_at is 'When it was asked for last; default now().';
comment on column symbol_onboarding_queue.source is 'Who asked: cron, operator, onboarding, settings or admin; default onboarding.';
comment on column symbol_onboarding_queue.attempts is 'How many attempts were made since it was asked for; one in which no provider could be reached does not count.';
comment on column symbol_onboarding_queue.not_before is 'When the next attempt may begin, by the database''s clock; null for at once.';
comment on column symbol_onboarding_queue.claim is 'The work of a worker that it belongs to, shared by the symbols of that work; null unless PROCESSING.';
comment on column symbol_onboarding_queue.heartbeat_at is 'The last sign of life of that worker, by the database''s clock; null unless PROCESSING.';
comment on column symbol_onboarding_queue.completed_at is 'When it was COMPLETED; null otherwise.';
--rollback drop index symbol_onboarding_queue_waiting;
--rollback alter table symbol_onboarding_queue drop constraint symbol_onboarding_queue_attempts, drop constraint symbol_onboarding_queue_source, drop column completed_at, drop column heartbeat_at, drop column claim, drop column not_before, drop column attempts, drop column source, alter column reason type varchar(200) using left(reason, 200);
--rollback comment on table symbol_onboarding_queue is 'Symbols of new positions that have no prices yet.';
--rollback comment on column symbol_onboarding_queue.reason is 'Why it is FAILED; null otherwise.';
--rollback comment on column symbol_onboarding_queue.requested_at is 'When it was asked for; default now().';

--changeset afterclose:onboarding-requests splitStatements:false
create function keep_onboarding_request() returns trigger language plpgsql set search_path from current as
$$
begin
  if new.status = 'PROCESSING' then
    new.heartbeat_at := coalesce(new.heartbeat_at, clock_timestamp());
  else
    new.claim := null;
    new.heartbeat_at := null;
  end if;
  if new.status <> 'COMPLETED' then
    new.completed_at := null;
  end if;
  if tg_op = 'UPDATE' and new.status = 'PENDING' and old.status in ('COMPLETED', 'FAILED') then
    new.reason := null;
    new.attempts := 0;
    new.not_before := null;
    if new.requested_at = old.requested_at then
      new.requested_at := now();
      new.updated_at := new.requested_at;
    end if;
  end if;
  return new;
end
$$;
create function tell_onboarding_request() returns trigger language plpgsql set search_path from current as
$$
begin
  perform pg_notify('symbol_onboarding', '');
  return null;
end
$$;
create trigger onboarding_request_kept before insert or update on symbol_onboarding_queue
  for each row execute function keep_onboarding_request();
create trigger onboarding_request_told after insert or update on symbol_onboarding_queue
  for each row when (new.status = 'PENDING') execute function tell_onboarding_request();
comment on function keep_onboarding_request is 'Begins a request anew when its row is set to PENDING, and keeps the marks of a worker to rows that are PROCESSING.';
comment on function tell_onboarding_request is 'Tells the channel symbol_onboarding that a row waits. A hint: whoever misses it finds the row.';
--rollback drop trigger onboarding_request_told on symbol_onboarding_queue;
--rollback drop trigger onboarding_request_kept on symbol_onboarding_queue;
--rollback drop function tell_onboarding_request();
--rollback drop function keep_onboarding_request();
