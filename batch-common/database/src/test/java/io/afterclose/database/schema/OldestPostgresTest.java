package io.afterclose.database.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.afterclose.database.address.PostgresUrl;
import io.afterclose.database.connection.Database;
import io.afterclose.database.connection.ServerExtension;
import io.afterclose.database.embedded.EmbeddedFolder;
import io.afterclose.database.embedded.ServerAccount;
import io.afterclose.database.embedded.ServerProgram;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class OldestPostgresTest {
  @TempDir Path home = Path.of("set by JUnit");

  @Test
  void the_schema_fits_postgresql_15() throws IOException {
    Optional<Path> programs = programsOf15();
    assumeTrue(programs.isPresent(), "No programs of PostgreSQL 15 on this machine");
    EmbeddedFolder folder = EmbeddedFolder.of(home);
    folder.create();
    int port = freePort();
    start(folder, programs.get(), port);
    try (Database database =
        ServerExtension.open(
            PostgresUrl.parse("test", "postgresql://oldest@127.0.0.1:" + port + "/postgres"))) {
      assertThat(Schema.migrate(database).applied()).isNotEmpty();
      assertThat(Schema.migrate(database).applied()).isEmpty();
    } finally {
      run(folder, programs.get(), "pg_ctl", "stop", "-D", data(folder), "-m", "fast", "-w");
    }
  }

  private static void start(EmbeddedFolder folder, Path programs, int port) throws IOException {
    run(
        folder,
        programs,
        "initdb",
        "-D",
        data(folder),
        "-U",
        "oldest",
        "-A",
        "trust",
        "-E",
        "UTF8");
    run(
        folder,
        programs,
        "pg_ctl",
        "start",
        "-D",
        data(folder),
        "-l",
        folder.launchLog().toString(),
        "-w",
        "-o",
        "-c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c port=" + port);
  }

  private static void run(EmbeddedFolder folder, Path programs, String program, String... words)
      throws IOException {
    List<String> command = new ArrayList<>(ServerAccount.choose(folder).prefix());
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(words));
    ServerProgram result = ServerProgram.run(command, folder);
    assertThat(result.succeeded()).describedAs(result.output()).isTrue();
  }

  private static String data(EmbeddedFolder folder) {
    return folder.data().toString();
  }

  private static Optional<Path> programsOf15() {
    Stream<Path> onPath =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(Path::of);
    return Stream.concat(Stream.of(Path.of("/usr/lib/postgresql/15/bin")), onPath)
        .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
        .filter(OldestPostgresTest::isVersion15)
        .findFirst();
  }

  private static boolean isVersion15(Path programs) {
    try {
      Process version =
          new ProcessBuilder(programs.resolve("postgres").toString(), "--version").start();
      return new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .contains(" 15.");
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
