package io.afterclose.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.afterclose.testkit.PostgresExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Both jobs through a pgbouncer in transaction mode with two server sessions, so that transactions
 * of one connection come upon different sessions; locks and migrations go to the server itself.
 */
class PgbouncerIT {

  @RegisterExtension static final PostgresExtension DATABASE = new PostgresExtension();

  private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");
  private static final String SETTINGS =
      """
      [databases]
      * = host=%s port=%s user=%s password=%s
      [pgbouncer]
      listen_addr = 127.0.0.1
      listen_port = %d
      unix_socket_dir =
      auth_type = any
      pool_mode = transaction
      default_pool_size = 2
      max_client_conn = 100
      ignore_startup_parameters = extra_float_digits
      """;

  private @Nullable Process pooler;
  private Path folder = Path.of("");
  private int port;

  @BeforeEach
  void poolerRuns() throws Exception {
    assumeTrue(Files.isExecutable(PROGRAM), "pgbouncer is not installed here");
    Matcher url = Logins.matched(DATABASE.environment());
    String[] where = url.group("where").split("[:/]", 3);
    folder = Files.createTempDirectory("pgbouncer");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path settings = folder.resolve("pgbouncer.ini");
    Files.writeString(
        settings,
        SETTINGS.formatted(where[0], where[1], url.group("user"), url.group("password"), port));
    List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("-u", "nobody"));
    }
    command.add(settings.toString());
    Process started =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    pooler = started;
    awaitPort(started);
  }

  @AfterEach
  void poolerIsGone() throws Exception {
    if (pooler != null) {
      pooler.destroy();
      assertThat(pooler.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void a_night_works_through_a_pooler_in_transaction_mode() throws Exception {
    Map<String, String> direct = DATABASE.environment();
    String address = direct.values().iterator().next();
    Map<String, String> pooled =
        Map.of(
            "DATABASE_URL",
            address.replaceFirst("@[^/]+/", "@127.0.0.1:" + port + "/"),
            "DATABASE_UNPOOLED_URL",
            address);

    Jobs.symbolBatch(
            pooled, "universe", "add", "ALFA", "DLTA", "ECHO", "KILO", "ROMO", "TNGO", "ZULU")
        .with(0);
    Jobs.symbolBatch(pooled, "run", "--date", Jobs.SESSION, "--provider", "sample").with(0);
    Jobs.portfolioRefresh(pooled, "import", "--name", "Growth", "--file", "sample/growth.csv")
        .with(0);
    Jobs.portfolioRefresh(pooled, "run", "--date", Jobs.SESSION, "--wait", "0s").with(0);
    Jobs.symbolBatch(pooled, "run", "--date", "2026-01-05", "--provider", "sample").with(0);
    Jobs.portfolioRefresh(pooled, "run", "--date", "2026-01-05", "--wait", "0s").with(0);

    assertThat(count(direct, "select count(*) from portfolio_snapshots")).isGreaterThan(1);
    assertThat(count(direct, "select count(*) from symbol_factor_exposures")).isGreaterThan(50);
    assertThat(Files.readString(folder.resolve("log"))).contains("login attempt");
  }

  private static long count(Map<String, String> where, String sql) throws Exception {
    try (Connection connection = Logins.open(where);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }

  private void awaitPort(Process started) throws Exception {
    for (int i = 0; i < 100; i++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException notYet) {
        assertThat(started.waitFor(100, TimeUnit.MILLISECONDS))
            .as("pgbouncer ended: " + Files.readString(folder.resolve("log")))
            .isFalse();
      }
    }
    throw new AssertionError("pgbouncer does not listen on port " + port);
  }
}
