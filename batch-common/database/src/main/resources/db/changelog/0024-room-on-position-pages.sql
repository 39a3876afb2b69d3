--liquibase formatted sql

--changeset afterclose:0024-room-on-position-pages
--comment Each night shows a new value on each open position. With room for a second version beside the first no index is touched by that, which takes about a third off a night. A page that is full already stays so until VACUUM FULL rewrites the table.
alter table positions set (fillfactor = 45);
--rollback alter table positions reset (fillfactor);
