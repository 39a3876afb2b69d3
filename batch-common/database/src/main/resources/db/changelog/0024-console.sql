--liquibase formatted sql

--changeset afterclose:console-accounts
create table console_accounts (
  account_id      bigint generated always as identity,
  name            varchar(60)   not null,
  password        varchar(300)  not null,
  role            varchar(8)    not null,
  all_portfolios  boolean       not null,
  first_admin     boolean,
  created_at      timestamptz   not null,
  disabled_at     timestamptz,
  constraint console_accounts_pk primary key (account_id),
  constraint console_accounts_name unique (name),
  constraint console_accounts_first unique (first_admin),
  constraint console_accounts_is_first check (first_admin),
  constraint console_accounts_role check (role in ('viewer', 'operator', 'admin'))
);
create table console_account_portfolios (
  account_id    bigint  not null,
  portfolio_id  bigint  not null,
  constraint console_account_portfolios_pk primary key (account_id, portfolio_id),
  constraint console_account_portfolios_account foreign key (account_id)
    references console_accounts (account_id) on delete cascade,
  constraint console_account_portfolios_portfolio foreign key (portfolio_id)
    references portfolios (portfolio_id) on delete cascade
);
create table console_sessions (
  session_hash  bytea        not null,
  account_id    bigint       not null,
  created_at    timestamptz  not null,
  last_seen_at  timestamptz  not null,
  address       varchar(60)  not null,
  constraint console_sessions_pk primary key (session_hash),
  constraint console_sessions_account foreign key (account_id)
    references console_accounts (account_id) on delete cascade
);
create index console_sessions_of_account on console_sessions (account_id);
create table console_tokens (
  token_id        bigint generated always as identity,
  token_hash      bytea        not null,
  account_id      bigint       not null,
  name            varchar(60)  not null,
  role            varchar(8)   not null,
  all_portfolios  boolean      not null,
  created_at      timestamptz  not null,
  expires_at      timestamptz  not null,
  revoked_at      timestamptz,
  last_used_at    timestamptz,
  constraint console_tokens_pk primary key (token_id),
  constraint console_tokens_hash unique (token_hash),
  constraint console_tokens_account foreign key (account_id)
    references console_accounts (account_id) on delete cascade,
  constraint console_tokens_role check (role in ('viewer', 'operator', 'admin'))
);
create index console_tokens_of_account on console_tokens (account_id);
create table console_token_portfolios (
  token_id      bigint  not null,
  portfolio_id  bigint  not null,
  constraint console_token_portfolios_pk primary key (token_id, portfolio_id),
  constraint console_token_portfolios_token foreign key (token_id)
    references console_tokens (token_id) on delete cascade,
  constraint console_token_portfolios_portfolio foreign key (portfolio_id)
    references portfolios (portfolio_id) on delete cascade
);
comment on table console_accounts is 'Who may log in to the console, with which role. An account is disabled, never deleted, since the audit names it.';
comment on column console_accounts.password is 'PBKDF2 with SHA-256, 310,000 rounds: salt and hash.';
comment on column console_accounts.all_portfolios is 'Whether it sees all portfolios, those to come too; else those of console_account_portfolios.';
comment on column console_accounts.first_admin is 'True for the account that the first start made, of which there is one; null for all others.';
comment on table console_account_portfolios is 'The portfolios that an account may see which does not see all.';
comment on table console_sessions is 'Logins to the console that are not over, by the SHA-256 of their cookie.';
comment on table console_tokens is 'Tokens of programs that use the console, by the SHA-256 of their text.';
comment on column console_tokens.last_used_at is 'To the minute.';
comment on table console_token_portfolios is 'The portfolios that a token may see which does not see all of its account''s.';
--rollback drop table console_token_portfolios, console_tokens, console_sessions, console_account_portfolios, console_accounts;

--changeset afterclose:console-audit
create table console_audit (
  audit_id    bigint generated always as identity,
  at          timestamptz   not null,
  actor       varchar(60)   not null,
  token_id    bigint,
  address     varchar(60)   not null,
  action      varchar(60)   not null,
  target      varchar(500)  not null,
  reason      varchar(500)  not null,
  plan        varchar(64),
  outcome     varchar(8)    not null,
  problem     varchar(500)  not null,
  request_id  uuid,
  constraint console_audit_pk primary key (audit_id),
  constraint console_audit_outcome check (outcome in ('STARTED', 'REFUSED', 'DENIED'))
);
create index console_audit_of_actor on console_audit (actor, audit_id);
comment on table console_audit is 'What was asked of the console, granted or not; rows are added only, and kept 400 days.';
--rollback drop table console_audit;

--changeset afterclose:console-audit-kept splitStatements:false
create function keep_console_audit() returns trigger language plpgsql set search_path from current as
$$
begin
  if tg_op = 'DELETE' and old.at < now() - interval '400 days' then
    return old;
  end if;
  raise exception 'console_audit keeps its rows as they are for 400 days'
    using errcode = 'restrict_violation';
end;
$$;
create trigger console_audit_kept before update or delete on console_audit
  for each row execute function keep_console_audit();
--rollback drop trigger console_audit_kept on console_audit;
--rollback drop function keep_console_audit();
