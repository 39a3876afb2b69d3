--liquibase formatted sql

--changeset afterclose:market-data-changes-read
--comment Each night adds a row for each symbol. A row is of no use any more when all that was computed of its days has seen it.
create view market_data_changes_read as
with readers as (
  select metrics_date as day,
    min(case when read_server = (select server_identity())
      then known_transaction(read_before) else '0'::xid8 end) as read_before
  from symbol_daily_metrics group by metrics_date
  union all
  select newest_date,
    case when read_server = (select server_identity())
      then known_transaction(read_before) else '0'::xid8 end
  from portfolio_snapshot_marks
  union all
  select snapshot_date,
    case when read_server = (select server_identity())
      then known_transaction(read_before) else '0'::xid8 end
  from portfolio_snapshots_unmarked
), days as (
  select d.first_date, (select min(r.read_before) from readers r where r.day >= d.first_date) as read_before
  from (select distinct first_date from market_data_changes where kind <> 'ACTION') d
)
select c.change_id, c.changed_at
from market_data_changes c
join days d on d.first_date = c.first_date
where c.kind <> 'ACTION'
  and c.transaction_id < coalesce(d.read_before, pg_snapshot_xmin(pg_current_snapshot()));
comment on view market_data_changes_read is 'Prices that came or were corrected and that all metrics and snapshots of their first day and later have seen, or that are none of theirs. Actions are not among them: some concern the days before them too.';
comment on column market_data_changes_read.change_id is 'Key of market_data_changes.';
comment on column market_data_changes_read.changed_at is 'When it changed, by the clock of the writer; for people only.';
--rollback drop view market_data_changes_read;
