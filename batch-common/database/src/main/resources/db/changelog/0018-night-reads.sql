--liquibase formatted sql

--changeset afterclose:flagged-prices
--comment Few prices are flagged: who looks for them need not look at the others.
create index market_data_cache_flagged on market_data_cache (symbol, price_date) where flags <> '';
--rollback drop index market_data_cache_flagged;

--changeset afterclose:history-by-transaction
--comment What was replaced since a reading is found without the whole history.
create index market_data_history_by_transaction on market_data_history (replaced_in);
--rollback drop index market_data_history_by_transaction;
