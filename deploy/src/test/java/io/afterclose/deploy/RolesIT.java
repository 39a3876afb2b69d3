package io.afterclose.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.testkit.PostgresExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
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

/** A night under the roles of {@code deploy/database/roles.sql}, and what none of them may do. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RolesIT {

  @RegisterExtension static final PostgresExtension DATABASE = new PostgresExtension();

  private static final List<String> ROLES =
      List.of("migrator", "symbol_batch", "portfolio_refresh", "onboarding", "reader");
  private static final String PASSWORD = "only-" + UUID.randomUUID();
  private static final String SUFFIX = "_" + ProcessHandle.current().pid();

  @BeforeAll
  static void rolesAreMade() throws Exception {
    owner(Files.readString(Path.of("database", "roles.sql")));
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
  }

  @Test
  @Order(1)
  void a_night_works_under_its_roles() throws Exception {
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

  @ParameterizedTest(name = "{0}: {1}")
  @Order(4)
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
        "onboarding | update market_data_cache set close = 1",
        "onboarding | update symbol_factor_exposures set symbol = 'A'",
        "onboarding | delete from batch_job_execution",
        "reader | delete from run_item_failures",
        "reader | update portfolios set name = 'other'",
        "reader | insert into symbol_universe default values",
        "migrator | select * from positions"
      })
  void is_refused(String role, String statement) {
    assertThatThrownBy(() -> execute(as(role), statement))
        .isInstanceOf(SQLException.class)
        .satisfies(
            refused -> assertThat(((SQLException) refused).getSQLState()).isEqualTo("42501"));
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
