--liquibase formatted sql

--changeset afterclose:spun-off-lots
alter table positions
  add column spun_off_from bigint,
  add constraint positions_spun_off_from check (
    spun_off_from is null or (investment_class = 'PUBLIC' and not opened_in_kind));
create index positions_by_spun_off_from on positions (spun_off_from) where spun_off_from is not null;
comment on column positions.spun_off_from is 'The lot of which these shares of a child were spun off; null for every other. From its entry date on this lot stands for the shares that the SPINOFF of that lot implies, so it came neither for cash nor as a flow of the owner. A sale of such shares makes it.';
drop trigger positions_changed on positions;
create trigger positions_changed after update of portfolio_id, symbol, investment_class, position_type,
  quantity, quantity_as_of, entry_date, entry_price, multiplier, exit_date, exit_price, deleted_at,
  opened_in_kind, closed_in_kind, entry_assumed, exit_assumed, spun_off_from
on positions for each row execute function log_changed_position();
drop trigger positions_audited on positions;
create trigger positions_audited after insert or delete or update of portfolio_id, symbol,
  investment_class, position_type, quantity, quantity_as_of, entry_date, entry_price, multiplier,
  exit_date, exit_price, deleted_at, opened_in_kind, closed_in_kind, entry_assumed, exit_assumed,
  entry_reference, exit_reference, divided_from, spun_off_from
on positions for each row execute function audit_portfolio_row('POSITION', 'position_id');
--rollback drop trigger positions_audited on positions;
--rollback create trigger positions_audited after insert or delete or update of portfolio_id, symbol, investment_class, position_type, quantity, quantity_as_of, entry_date, entry_price, multiplier, exit_date, exit_price, deleted_at, opened_in_kind, closed_in_kind, entry_assumed, exit_assumed, entry_reference, exit_reference, divided_from on positions for each row execute function audit_portfolio_row('POSITION', 'position_id');
--rollback drop trigger positions_changed on positions;
--rollback create trigger positions_changed after update of portfolio_id, symbol, investment_class, position_type, quantity, quantity_as_of, entry_date, entry_price, multiplier, exit_date, exit_price, deleted_at, opened_in_kind, closed_in_kind, entry_assumed, exit_assumed on positions for each row execute function log_changed_position();
--rollback drop index positions_by_spun_off_from;
--rollback alter table positions drop constraint positions_spun_off_from;
--rollback alter table positions drop column spun_off_from;
