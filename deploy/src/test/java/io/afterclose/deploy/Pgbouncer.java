package io.afterclose.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;

/** A pgbouncer on a free port before the database of a test, ended when it is closed. */
final class Pgbouncer implements AutoCloseable {

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
      max_client_conn = 100
      ignore_startup_parameters = extra_float_digits
      """;

  private final Process process;
  private final Path log;
  private final String address;
  private final int port;

  private Pgbouncer(Process process, Path log, String address, int port) {
    this.process = process;
    this.log = log;
    this.address = address;
    this.port = port;
  }

  static boolean installed() {
    return Files.isExecutable(PROGRAM);
  }

  /**
   * Starts one.
   *
   * @param folder where it keeps its files; what it reads there, everybody may read
   * @param settings more lines of its configuration
   */
  static Pgbouncer before(Map<String, String> database, Path folder, String settings)
      throws Exception {
    Matcher url = Logins.matched(database);
    String[] where = url.group("where").split("[:/]", 3);
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path file = folder.resolve("pgbouncer.ini");
    Files.writeString(
        file,
        SETTINGS.formatted(where[0], where[1], url.group("user"), url.group("password"), port)
            + settings);
    List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("-u", "nobody"));
    }
    command.add(file.toString());
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    String address = database.values().iterator().next();
    Pgbouncer started = new Pgbouncer(process, log, address, port);
    started.awaitPort();
    return started;
  }

  /** The address of the database with this one in between. */
  String url(String host) {
    return address.replaceFirst("@[^/]+/", "@" + host + ":" + port + "/");
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  private void awaitPort() throws Exception {
    for (int i = 0; i < 100; i++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException notYet) {
        assertThat(process.waitFor(100, TimeUnit.MILLISECONDS))
            .as("pgbouncer ended: " + log())
            .isFalse();
      }
    }
    throw new AssertionError("pgbouncer does not listen on port " + port);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
