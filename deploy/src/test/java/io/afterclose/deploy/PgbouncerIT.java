package io.afterclose.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.drill.JarProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Both jobs through a pgbouncer in transaction mode with two server sessions, so that transactions
 * of one connection come upon different sessions; locks and migrations go to the server itself.
 */
class PgbouncerIT {

  @RegisterExtension static final PostgresExtension DATABASE = new PostgresExtension();

  private static final String TRANSACTIONS =
      """
      pool_mode = transaction
      default_pool_size = 2
      """;

  @Test
  void a_night_works_through_a_pooler_in_transaction_mode(@TempDir Path folder) throws Exception {
    assumeTrue(Pgbouncer.installed(), "pgbouncer is not installed here");
    Map<String, String> direct = DATABASE.environment();
    try (Pgbouncer pooler = Pgbouncer.before(direct, folder, TRANSACTIONS)) {
      nights(
          Map.of(
              "DATABASE_URL",
              pooler.url("127.0.0.1"),
              "DATABASE_UNPOOLED_URL",
              direct.values().iterator().next()));
      assertThat(pooler.log()).contains("login attempt");
    }
    assertThat(count(direct, "select count(*) from portfolio_snapshots")).isGreaterThan(1);
    assertThat(count(direct, "select count(*) from symbol_factor_exposures")).isGreaterThan(50);
  }

  @ParameterizedTest(name = "round robin {0}")
  @ValueSource(ints = {0, 1})
  void a_pooler_in_transaction_mode_without_the_address_behind_it_is_refused_in_one_line(
      int roundRobin, @TempDir Path folder) throws Exception {
    assumeTrue(Pgbouncer.installed(), "pgbouncer is not installed here");
    String settings = TRANSACTIONS + "server_round_robin = " + roundRobin + "\n";
    try (Pgbouncer pooler = Pgbouncer.before(DATABASE.environment(), folder, settings)) {
      String url = pooler.url("127.0.0.1");
      for (Map<String, String> environment :
          List.of(
              Map.of("DATABASE_URL", url),
              Map.of("DATABASE_URL", url, "DATABASE_UNPOOLED_URL", url))) {
        JarProcess.Ended refused = Jobs.symbolBatch(environment, "status").with(2);
        assertThat(refused.err().lines())
            .singleElement(STRING)
            .contains("a pooler in transaction mode", "DATABASE_UNPOOLED_URL");
      }
    }
  }

  @Test
  void a_pooler_in_session_mode_serves_for_locks(@TempDir Path folder) throws Exception {
    assumeTrue(Pgbouncer.installed(), "pgbouncer is not installed here");
    try (Pgbouncer pooler =
        Pgbouncer.before(DATABASE.environment(), folder, "pool_mode = session\n")) {
      Jobs.symbolBatch(Map.of("DATABASE_URL", pooler.url("127.0.0.1")), "status").with(0);
    }
  }

  private static void nights(Map<String, String> pooled) throws Exception {
    Jobs.symbolBatch(
            pooled, "universe", "add", "ALFA", "DLTA", "ECHO", "KILO", "ROMO", "TNGO", "ZULU")
        .with(0);
    Jobs.symbolBatch(pooled, "run", "--date", Jobs.SESSION, "--provider", "sample").with(0);
    Jobs.portfolioRefresh(pooled, "import", "--name", "Growth", "--file", "sample/growth.csv")
        .with(0);
    Jobs.portfolioRefresh(pooled, "run", "--date", Jobs.SESSION, "--wait", "0s").with(0);
    Jobs.symbolBatch(pooled, "run", "--date", "2026-01-05", "--provider", "sample").with(0);
    Jobs.portfolioRefresh(pooled, "run", "--date", "2026-01-05", "--wait", "0s").with(0);
  }

  private static long count(Map<String, String> where, String sql) throws Exception {
    try (Connection connection = Logins.open(where);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }
}
