--liquibase formatted sql

--changeset afterclose:portfolios
create table portfolios (
  portfolio_id  bigint generated always as identity,
  name          varchar(100)  not null,
  created_at    timestamptz   not null,
  deleted_at    timestamptz,
  constraint portfolios_pk primary key (portfolio_id)
);
create unique index portfolios_name on portfolios (name) where deleted_at is null;
--rollback drop table portfolios;

--changeset afterclose:positions
create table positions (
  position_id       bigint generated always as identity,
  portfolio_id      bigint           not null,
  symbol            varchar(32)      not null,
  investment_class  varchar(8)       not null,
  position_type     varchar(5)       not null,
  quantity          numeric(28, 10)  not null,
  quantity_as_of    date             not null,
  entry_date        date             not null,
  entry_price       numeric(28, 10)  not null,
  multiplier        numeric(18, 6)   not null,
  exit_date         date,
  exit_price        numeric(28, 10),
  deleted_at        timestamptz,
  last_price        numeric(28, 10),
  last_price_date   date,
  valued_on         date,
  market_value      numeric(28, 2),
  unrealized_pnl    numeric(28, 2),
  constraint positions_pk primary key (position_id),
  constraint positions_portfolio foreign key (portfolio_id) references portfolios (portfolio_id),
  constraint positions_class check (investment_class in ('PUBLIC', 'OPTIONS', 'PRIVATE')),
  constraint positions_type check (position_type in ('LONG', 'SHORT')),
  constraint positions_quantity check (quantity > 0 and quantity <> 'NaN'),
  constraint positions_entry_price check (entry_price >= 0 and entry_price <> 'NaN'),
  constraint positions_multiplier check (multiplier > 0 and multiplier <> 'NaN'),
  constraint positions_exit check (
    (exit_date is null and exit_price is null)
    or (exit_date >= entry_date and exit_price >= 0 and exit_price <> 'NaN'))
) with (fillfactor = 45);
create index positions_by_portfolio on positions (portfolio_id);
create index positions_by_symbol on positions (symbol);
comment on column positions.quantity is 'Always positive; position_type carries the sign. In units of the day quantity_as_of.';
comment on table positions is 'Lots of a portfolio. Each refresh updates the value of each open position: with half of a page free a second row version fits beside the first and no index is touched, which saves about a third of a refresh.';
--rollback drop table positions;

--changeset afterclose:cash-movements
create table cash_movements (
  movement_id    bigint generated always as identity,
  portfolio_id   bigint           not null,
  movement_date  date             not null,
  kind           varchar(10)      not null,
  amount         numeric(28, 10)  not null,
  position_id    bigint,
  recorded_at    timestamptz      not null,
  constraint cash_movements_pk primary key (movement_id),
  constraint cash_movements_portfolio foreign key (portfolio_id) references portfolios (portfolio_id),
  constraint cash_movements_position foreign key (position_id) references positions (position_id),
  constraint cash_movements_kind check (kind in ('BALANCE', 'DEPOSIT', 'WITHDRAWAL', 'TRADE', 'DIVIDEND', 'FEE')),
  constraint cash_movements_amount check (amount <> 'NaN')
);
create index cash_movements_by_portfolio on cash_movements (portfolio_id, movement_date);
create unique index cash_movements_one_balance on cash_movements (portfolio_id, movement_date)
  where kind = 'BALANCE';
--rollback drop table cash_movements;

--changeset afterclose:position-valuations
create table position_valuations (
  position_id  bigint           not null,
  as_of        date             not null,
  amount       numeric(28, 10)  not null,
  recorded_at  timestamptz      not null,
  constraint position_valuations_pk primary key (position_id, as_of),
  constraint position_valuations_position foreign key (position_id) references positions (position_id),
  constraint position_valuations_amount check (amount <> 'NaN')
);
comment on table position_valuations is 'Dated manual valuations of PRIVATE positions: the value of the whole position, USD.';
--rollback drop table position_valuations;

--changeset afterclose:symbol-onboarding-queue
create table symbol_onboarding_queue (
  symbol        varchar(32)   not null,
  status        varchar(10)   not null,
  reason        varchar(200),
  requested_at  timestamptz   not null,
  updated_at    timestamptz   not null,
  constraint symbol_onboarding_queue_pk primary key (symbol),
  constraint symbol_onboarding_queue_status check (status in ('PENDING', 'PROCESSING', 'COMPLETED', 'FAILED'))
);
--rollback drop table symbol_onboarding_queue;

--changeset afterclose:positions-opened-and-closed
alter table positions
  add column opened_in_kind   boolean not null default false,
  add column closed_in_kind   boolean not null default false,
  add column entry_assumed    boolean not null default false,
  add column exit_assumed     boolean not null default false,
  add column entry_reference  varchar(100),
  add column exit_reference   varchar(100);
alter table positions drop constraint positions_exit;
alter table positions
  add constraint positions_exit check (
    (exit_date is null) = (exit_price is null)
    and (exit_date is null or exit_date >= entry_date and exit_price >= 0 and exit_price <> 'NaN')) not valid,
  add constraint positions_exit_details check (
    exit_date is not null or not closed_in_kind and not exit_assumed and exit_reference is null),
  add constraint positions_of_portfolio unique (portfolio_id, position_id);
comment on column positions.opened_in_kind is 'The lot came without cash: the external flow is its market value at the close of the entry date.';
comment on column positions.closed_in_kind is 'The lot went without cash: the external flow is its market value at the close of the exit date.';
comment on column positions.entry_assumed is 'The entry follows from two statements of holdings; the trade itself is not known.';
comment on column positions.exit_assumed is 'The exit follows from two statements of holdings; the trade itself is not known.';
comment on column positions.entry_reference is 'What the broker or the caller names the purchase. The parts of a divided lot share it.';
comment on column positions.exit_reference is 'What the broker or the caller names the sale. All lots that it closed share it.';
comment on constraint positions_exit on positions is 'Not checked for rows of before: an exit date without a price fails the snapshots of its portfolio until it is mended.';
--rollback alter table positions drop constraint positions_of_portfolio;
--rollback alter table positions drop constraint positions_exit_details;
--rollback alter table positions drop constraint positions_exit;
--rollback alter table positions add constraint positions_exit check ((exit_date is null and exit_price is null) or (exit_date >= entry_date and exit_price >= 0 and exit_price <> 'NaN')) not valid;
--rollback alter table positions drop column exit_reference;
--rollback alter table positions drop column entry_reference;
--rollback alter table positions drop column exit_assumed;
--rollback alter table positions drop column entry_assumed;
--rollback alter table positions drop column closed_in_kind;
--rollback alter table positions drop column opened_in_kind;

--changeset afterclose:cash-movements-that-name-implied-rows
alter table cash_movements
  add column replaces   varchar(10),
  add column symbol     varchar(32),
  add column ex_date    date,
  add column reference  varchar(100),
  add column note       varchar(200);
alter table cash_movements drop constraint cash_movements_kind;
alter table cash_movements drop constraint cash_movements_position;
alter table cash_movements
  add constraint cash_movements_kind check (
    kind in ('BALANCE', 'DEPOSIT', 'WITHDRAWAL', 'TRADE', 'DIVIDEND', 'FEE', 'INTEREST', 'TAX')),
  add constraint cash_movements_sign check (
    amount >= 0 or kind not in ('DEPOSIT', 'WITHDRAWAL', 'FEE', 'TAX')) not valid,
  add constraint cash_movements_subject check (
    (position_id is null or symbol is null)
    and (kind not in ('BALANCE', 'DEPOSIT', 'WITHDRAWAL') or position_id is null and symbol is null)) not valid,
  add constraint cash_movements_replaces check (
    case
      when replaces is null then ex_date is null
      when replaces in ('ENTRY', 'EXIT', 'SETTLEMENT')
        then kind = 'TRADE' and position_id is not null and ex_date is null
      when replaces = 'ACTION' then kind = 'TRADE' and position_id is not null and ex_date is not null
      when replaces = 'DIVIDEND'
        then kind = 'DIVIDEND' and (position_id is not null or symbol is not null) and ex_date is not null
      else false
    end),
  add constraint cash_movements_position foreign key (portfolio_id, position_id)
    references positions (portfolio_id, position_id) on update cascade not valid;
create unique index cash_movements_reference
  on cash_movements (portfolio_id, reference, coalesce(position_id, 0)) where reference is not null;
create index cash_movements_by_position on cash_movements (position_id) where position_id is not null;
comment on column cash_movements.replaces is 'Which implied row it stands for: ENTRY, EXIT, SETTLEMENT or ACTION (of the day ex_date) of its position, or the DIVIDEND of ex_date of its position or symbol; null for none.';
comment on column cash_movements.symbol is 'Of a DIVIDEND: all lots of this symbol, instead of one position.';
comment on column cash_movements.ex_date is 'Of the dividend or corporate action whose implied row it stands for; movement_date may be the day of payment.';
comment on column cash_movements.reference is 'What the broker or the caller names it: recorded once per portfolio and position.';
comment on column cash_movements.note is 'For people only.';
comment on constraint cash_movements_sign on cash_movements is 'Not checked for rows of before: a wrong sign fails the snapshots of its portfolio until it is mended.';
comment on constraint cash_movements_position on cash_movements is 'Not checked for rows of before: one that names a position of another portfolio is left out of the ledger, as it was.';
--rollback drop index cash_movements_by_position;
--rollback drop index cash_movements_reference;
--rollback alter table cash_movements drop constraint cash_movements_position;
--rollback alter table cash_movements drop constraint cash_movements_replaces;
--rollback alter table cash_movements drop constraint cash_movements_subject;
--rollback alter table cash_movements drop constraint cash_movements_sign;
--rollback alter table cash_movements drop constraint cash_movements_kind;
--rollback alter table cash_movements add constraint cash_movements_kind check (kind in ('BALANCE', 'DEPOSIT', 'WITHDRAWAL', 'TRADE', 'DIVIDEND', 'FEE')) not valid;
--rollback alter table cash_movements add constraint cash_movements_position foreign key (position_id) references positions (position_id);
--rollback alter table cash_movements drop column note;
--rollback alter table cash_movements drop column reference;
--rollback alter table cash_movements drop column ex_date;
--rollback alter table cash_movements drop column symbol;
--rollback alter table cash_movements drop column replaces;
