package io.afterclose.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.drill.JarProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A night under the roles of {@code deploy/database/roles.sql}, and what none of them may do. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RolesIT {

  @RegisterExtension static final PostgresExtension DATABASE = new PostgresExtension();

  private static final List<String> ROLES =
      List.of("migrator", "symbol_batch", "portfolio_refresh", "onboarding", "console", "reader");
  private static final String PASSWORD = "only-" + UUID.randomUUID();
  private static final String SUFFIX = "_" + ProcessHandle.current().pid();

  /** A login that is no superuser and made the tables of a schema of its own. */
  private static final String FIRST = "first" + SUFFIX;

  private static final String LATER = "later" + SUFFIX;

  private static final String FEE =
      "--portfolio Growth --kind FEE --amount 1 --date " + Jobs.SESSION;

  /** A run of either job that failed long ago, which only the job itself may purge. */
  private static final String OLD_RUNS =
      """
      insert into batch_job_instance (job_instance_id, version, job_name, job_key)
      values (-1, 0, 'symbol-batch', 'old'), (-2, 0, 'portfolio-refresh', 'old');
      insert into batch_job_execution
        (job_execution_id, version, job_instance_id, create_time, end_time, status)
      select job_instance_id, 0, job_instance_id, '2020-01-02', '2020-01-02', 'FAILED'
      from batch_job_instance where job_instance_id < 0;
      """;

  /** What undoes the last change of a table, as an older version of the schema lacks it. */
  private static final String AN_OLDER_SCHEMA =
      """
      alter table market_data_cache drop column source_rank;
      delete from databasechangelog where id = 'market-data-source-rank';
      update databasechangelog set tag = null;
      """;

  @BeforeAll
  static void rolesAreMade() throws Exception {
    owner(Files.readString(Path.of("database", "roles.sql")));
    owner(OLD_RUNS);
    for (String role : ROLES) {
      owner(
          "create role %s login password '%s' in role afterclose_%s"
              .formatted(role + SUFFIX, PASSWORD, role));
    }
  }

  @AfterAll
  static void loginsAreGone() throws SQLException {
    for (String role : ROLES) {
      owner("drop role if exists " + role + SUFFIX);
    }
    owner("drop schema if exists older cascade");
    for (String login : List.of(LATER, FIRST)) {
      owner(
          """
          do $$ begin
            if exists (select from pg_roles where rolname = '%1$s') then
              execute 'drop owned by %1$s';
              execute 'drop role %1$s';
            end if;
          end $$
          """
              .formatted(login));
    }
  }

  @Test
  @Order(1)
  void a_night_works_under_its_roles_and_the_importer_makes_no_snapshot() throws Exception {
    Jobs.symbolBatch(
            as("symbol_batch"),
            "universe",
            "add",
            "ALFA",
            "DLTA",
            "ECHO",
            "KILO",
            "ROMO",
            "TNGO",
            "ZULU")
        .with(0);
    Jobs.symbolBatch(as("symbol_batch"), "run", "--date", Jobs.SESSION, "--provider", "sample")
        .with(0);
    Jobs.portfolioRefresh(
            as("onboarding"), "import", "--name", "Growth", "--file", "sample/growth.csv")
        .with(0);
    assertThat(Jobs.portfolioRefresh(as("reader"), "snapshots", "-o", "csv").with(0).out().lines())
        .noneMatch(line -> line.startsWith("Growth,"));
    Jobs.portfolioRefresh(as("portfolio_refresh"), "run", "--date", Jobs.SESSION, "--wait", "0s")
        .with(0);

    assertThat(Jobs.portfolioRefresh(as("reader"), "snapshots", "-o", "csv").with(0).out().lines())
        .anyMatch(line -> line.startsWith("Growth," + Jobs.SESSION));
  }

  @Test
  @Order(2)
  void what_an_owner_adds_is_taken_up_under_the_same_roles() throws Exception {
    Jobs.portfolioRefresh(
            as("onboarding"),
            "cash",
            "add",
            "--portfolio",
            "Growth",
            "--kind",
            "FEE",
            "--amount",
            "5",
            "--date",
            Jobs.SESSION)
        .with(0);
    Jobs.portfolioRefresh(as("portfolio_refresh"), "run", "--date", Jobs.SESSION, "--wait", "0s")
        .with(0);

    assertThat(
            Jobs.portfolioRefresh(as("reader"), "snapshots", "--revisions", "-o", "csv")
                .with(0)
                .out()
                .lines())
        .filteredOn(line -> line.startsWith("Growth," + Jobs.SESSION))
        .hasSize(2);
  }

  @Test
  @Order(3)
  void operators_look_at_the_runs_as_readers() throws Exception {
    for (String command : List.of("history", "status", "missing")) {
      String[] words =
          command.equals("missing")
              ? new String[] {command, "--date", Jobs.SESSION}
              : new String[] {command};
      Jobs.symbolBatch(as("reader"), words).with(0);
    }
  }

  @ParameterizedTest(name = "{0}: {1} {2} ends with {3}")
  @Order(4)
  @CsvSource(
      delimiter = '|',
      value = {
        "reader | portfolio-refresh | snapshots | 0",
        "reader | symbol-batch | purge --older-than 400d | 2",
        "console | symbol-batch | run --date 2026-01-05 --provider sample | 2",
        "console | symbol-batch | stop --date 2026-01-02 | 0",
        "console | portfolio-refresh | snapshots | 0",
        "console | portfolio-refresh | plan --date 2026-01-02 | 0",
        "console | portfolio-refresh | cash add " + FEE + " | 2",
        "console | symbol-batch | purge --older-than 400d | 2",
        "reader | symbol-batch | run --date 2026-01-05 --provider sample | 2",
        "onboarding | portfolio-refresh | cash add " + FEE + " | 0",
        "onboarding | portfolio-refresh | rerun --date 2026-01-02 --force --reason test | 2",
        "onboarding | portfolio-refresh | purge --older-than 400d | 2",
        "portfolio_refresh | portfolio-refresh | cash add " + FEE + " | 2",
        "portfolio_refresh | portfolio-refresh | plan --date 2026-01-02 | 0",
        "portfolio_refresh | symbol-batch | purge --older-than 400d | 2",
        "portfolio_refresh | symbol-batch | universe add NOVA | 2",
        "portfolio_refresh | portfolio-refresh | purge --older-than 400d | 0",
        "symbol_batch | portfolio-refresh | cash add " + FEE + " | 2",
        "symbol_batch | symbol-batch | onboard --provider sample | 0",
        "reader | symbol-batch | onboard --provider sample | 2",
        "symbol_batch | symbol-batch | database migrate | 2",
        "symbol_batch | symbol-batch | quarantine list --date 2026-01-02 | 0",
        "symbol_batch | symbol-batch | purge --older-than 400d | 0",
        "migrator | symbol-batch | database migrate | 0",
        "migrator | portfolio-refresh | database migrate | 0"
      })
  void a_command_is_for_the_role_that_needs_it(String role, String job, String words, int code)
      throws Exception {
    JarProcess.Ended ended = Jobs.of(job, as(role), words.split(" ")).with(code);
    List<String> told =
        ended.err().lines().filter(line -> line.contains("permission denied")).toList();
    // a run raises an alert too, which has the reason for those who read it elsewhere
    boolean alerts = code != 0 && words.matches("(re)?run .*");
    assertThat(told.stream().filter(line -> line.contains(" ALERT ")))
        .as(ended.err())
        .hasSize(alerts ? 1 : 0);
    assertThat(told).as(ended.err()).hasSize((code == 0 ? 0 : 1) + (alerts ? 1 : 0));
    assertThat(ended.err()).doesNotContain("\tat ");
  }

  @Test
  @Order(5)
  void each_job_purged_its_own_runs_and_no_other() throws SQLException {
    try (Connection connection = Logins.open(DATABASE.environment());
        Statement statement = connection.createStatement();
        ResultSet left =
            statement.executeQuery(
                "select count(*) from batch_job_instance where job_instance_id < 0")) {
      left.next();
      assertThat(left.getInt(1)).isZero();
    }
  }

  @Test
  @Order(6)
  void the_migrator_migrates_whoever_migrated_first() throws Exception {
    owner("create schema older");
    for (String login : List.of(FIRST, LATER)) {
      owner("create role %s login createrole password '%s'".formatted(login, PASSWORD));
      owner("alter role %s set search_path = older".formatted(login));
    }
    owner("alter schema older owner to " + FIRST);
    owner("grant usage on schema older to " + LATER);
    for (String role : ROLES) {
      owner("grant afterclose_%s to %s with admin option".formatted(role, FIRST));
    }
    owner("grant afterclose_migrator to " + LATER);
    Map<String, String> first = DATABASE.environment(FIRST, PASSWORD);
    Map<String, String> later = DATABASE.environment(LATER, PASSWORD);
    Jobs.symbolBatch(first, "database", "migrate").with(0);
    execute(first, AN_OLDER_SCHEMA);

    assertThat(Jobs.symbolBatch(later, "database", "migrate").with(2).err())
        .contains("permission denied");
    execute(first, Files.readString(Path.of("database", "roles.sql")));
    assertThat(Jobs.symbolBatch(later, "database", "migrate", "-o", "csv").with(0).out())
        .endsWith(",1\n");
    execute(first, AN_OLDER_SCHEMA);
    Jobs.symbolBatch(first, "database", "migrate").with(0);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @Order(7)
  @CsvSource(
      delimiter = '|',
      value = {
        "portfolio_refresh | update positions set quantity = 1",
        "portfolio_refresh | update positions set exit_date = entry_date, exit_price = 0",
        "portfolio_refresh | delete from positions",
        "portfolio_refresh | delete from cash_movements",
        "portfolio_refresh | insert into cash_movements default values",
        "portfolio_refresh | update position_valuations set amount = 0",
        "portfolio_refresh | update portfolios set name = 'other'",
        "portfolio_refresh | update market_data_cache set close = 1",
        "portfolio_refresh | delete from corporate_actions",
        "portfolio_refresh | update symbol_daily_metrics set symbol = 'A'",
        "portfolio_refresh | create table mine ()",
        "symbol_batch | update portfolio_snapshots set total_value = 0",
        "symbol_batch | insert into portfolio_snapshots default values",
        "symbol_batch | delete from portfolio_snapshots",
        "symbol_batch | update positions set market_value = 0",
        "symbol_batch | delete from cash_movements",
        "symbol_batch | drop table market_data_cache",
        "onboarding | update portfolio_snapshots set total_value = 0",
        "onboarding | insert into portfolio_snapshots default values",
        "onboarding | insert into portfolio_snapshot_checks default values",
        "onboarding | update market_data_cache set close = 1",
        "onboarding | update symbol_factor_exposures set symbol = 'A'",
        "onboarding | delete from batch_job_execution",
        "console | update portfolio_snapshots set total_value = 0",
        "console | update positions set quantity = 1",
        "console | update market_data_cache set close = 1",
        "console | update symbol_onboarding_queue set reason = null",
        "console | update symbol_onboarding_queue set completed_at = now()",
        "console | delete from symbol_onboarding_queue",
        "console | update job_runs set ended_at = null",
        "console | delete from job_runs",
        "console | insert into batch_job_instance default values",
        "console | update console_audit set actor = 'other'",
        "console | delete from console_audit",
        "console | delete from console_accounts",
        "console | delete from console_tokens",
        "console | delete from console_account_portfolios",
        "console | delete from run_requests",
        "console | insert into schedules default values",
        "console | delete from schedule_fires",
        "console | create table mine ()",
        "portfolio_refresh | insert into run_requests default values",
        "symbol_batch | update schedules set enabled_at = null",
        "symbol_batch | delete from console_audit",
        "onboarding | insert into console_accounts default values",
        "symbol_batch | select password from console_accounts",
        "portfolio_refresh | select token_hash from console_tokens",
        "onboarding | select session_hash from console_sessions",
        "reader | select password from console_accounts",
        "reader | select session_hash from console_sessions",
        "reader | select token_hash from console_tokens",
        "reader | delete from run_item_failures",
        "reader | update portfolios set name = 'other'",
        "reader | insert into symbol_universe default values"
      })
  void is_refused(String role, String statement) {
    assertThatThrownBy(() -> execute(as(role), statement))
        .isInstanceOf(SQLException.class)
        .satisfies(
            refused -> assertThat(((SQLException) refused).getSQLState()).isEqualTo("42501"));
  }

  /** Each kind of statement that its stores have. They build on each other, in this order. */
  @ParameterizedTest
  @Order(8)
  @ValueSource(
      strings = {
        "select password from console_accounts for update",
        "insert into console_accounts (name, password, role, all_portfolios, created_at)"
            + " values ('ana', 'x', 'viewer', false, now())",
        "update console_accounts set password = 'y', disabled_at = now()",
        "insert into console_account_portfolios (account_id, portfolio_id)"
            + " select a.account_id, p.portfolio_id from console_accounts a, portfolios p",
        "insert into console_sessions (session_hash, account_id, created_at, last_seen_at, address)"
            + " select 'x', account_id, now(), now(), '127.0.0.1' from console_accounts",
        "update console_sessions set last_seen_at = now()",
        "delete from console_sessions",
        "insert into console_tokens (token_hash, account_id, name, role, all_portfolios,"
            + " created_at, expires_at)"
            + " select 'x', account_id, 'ci', 'viewer', false, now(), now() from console_accounts",
        "update console_tokens set last_used_at = now(), revoked_at = now()",
        "insert into console_token_portfolios (token_id, portfolio_id)"
            + " select t.token_id, p.portfolio_id from console_tokens t, portfolios p",
        "insert into console_audit (at, actor, address, action, target, reason, outcome, problem)"
            + " values (now(), 'ana', '', 'run', '', '', 'DENIED', '')",
        "insert into run_requests (request_id, action, job, from_date, to_date, scope, force,"
            + " reason, source, actor, idempotency_key, body_hash, state, created_at) values"
            + " (gen_random_uuid(), 'run', 'symbol-batch', '2026-01-02', '2026-01-02', 'all',"
            + " false, '', 'admin', 'ana', '1', '', 'REQUESTED', now())",
        "update run_requests set state = 'CLAIMED' where request_id = (select request_id from"
            + " run_requests where state = 'REQUESTED' for update skip locked limit 1)",
        "update schedules set enabled_at = now(), paused_until = null, reason = 'test'",
        "insert into schedule_fires (schedule_id, session, due_at, fired_at, instance, outcome)"
            + " values ('symbol-batch', '2026-01-02', now(), now(), 'a', 'FIRED')",
        "update schedule_fires set request_id = gen_random_uuid()",
        "insert into symbol_onboarding_queue as q (symbol, status, source, requested_at,"
            + " updated_at) values ('NOVA', 'PENDING', 'admin', now(), now()) on conflict (symbol)"
            + " do update set status = 'PENDING', source = excluded.source, requested_at ="
            + " excluded.requested_at, updated_at = excluded.updated_at where q.status in"
            + " ('COMPLETED', 'FAILED')",
        "listen afterclose_runs"
      })
  void the_console_may_what_its_stores_do(String statement) throws SQLException {
    execute(as("console"), statement);
  }

  private static Map<String, String> as(String role) {
    return DATABASE.environment(role + SUFFIX, PASSWORD);
  }

  private static void owner(String sql) throws SQLException {
    execute(DATABASE.environment(), sql);
  }

  private static void execute(Map<String, String> environment, String sql) throws SQLException {
    try (Connection connection = Logins.open(environment);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
