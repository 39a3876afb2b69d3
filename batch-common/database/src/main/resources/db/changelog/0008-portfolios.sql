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
