package io.afterclose.database.embedded;

import io.afterclose.database.address.DatabaseSettingsException;
import io.afterclose.database.address.PostgresUrl;
import io.afterclose.database.server.DatabaseUnavailableException;
import io.afterclose.database.server.Deadline;
import io.afterclose.database.text.Printable;
import io.afterclose.database.text.ShellWord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Starts or stops the server of one folder; the caller holds the folder's {@link LaunchLock}. */
final class EmbeddedLaunch {
  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "timezone=UTC",
          "log_timezone=UTC",
          "max_connections=100",
          "jit=off",
          "wal_level=minimal",
          "max_wal_senders=0",
          "max_wal_size=2GB",
          "log_checkpoints=off",
          "logging_collector=on",
          // One file per weekday, overwritten after a week.
          "log_filename=server-%a.log",
          "log_truncate_on_rotation=on",
          "log_rotation_age=1d",
          "log_rotation_size=0");

  private static final String FEW_FILES = "insufficient file descriptors";
  private static final Pattern COMPLAINT =
      Pattern.compile("FATAL:|PANIC:|ERROR:|DETAIL:|HINT:|error:|hint:|not found");
  private static final int MOST_OUTPUT = 500;
  private static final byte[] LOCALHOST = {127, 0, 0, 1};

  private final EmbeddedFolder folder;
  private final EmbeddedLog log;

  EmbeddedLaunch(EmbeddedFolder folder) {
    this.folder = folder;
    this.log = new EmbeddedLog(folder);
  }

  /** Another process may have started it while this one waited for the lock. */
  PostgresUrl start() {
    return EmbeddedPing.ready(folder).orElseGet(this::launch);
  }

  private PostgresUrl launch() {
    Deadline deadline = Deadline.in(Deadline.MINUTE);
    try {
      folder.sweep();
      untilItServes(deadline);
    } catch (IOException e) {
      throw folder.unusable(e);
    }
    return EmbeddedPing.ready(folder).orElseGet(this::withDatabase);
  }

  /**
   * Only an answer counts: a killed server's files still say that it runs, and its process is still
   * seen for a moment, so one that is gone by the next look is started as well.
   */
  private void untilItServes(Deadline deadline) throws IOException {
    while (!EmbeddedPing.serves(folder)) {
      if (deadline.passed()) {
        throw unavailable("does not answer");
      }
      if (alive()) {
        deadline.pause();
      } else {
        Server server = server();
        initialise(server);
        start(server, deadline);
      }
    }
  }

  private PostgresUrl withDatabase() {
    EmbeddedPing.createDatabase(folder);
    return EmbeddedPing.ready(folder).orElseThrow(() -> unavailable("has no database of ours"));
  }

  boolean stop() {
    if (!alive()) {
      return false;
    }
    try {
      server().run("pg_ctl", "stop", "-D", folder.data().toString(), "-m", "fast", "-w");
    } catch (IOException e) {
      throw folder.unusable(e);
    }
    if (alive()) {
      throw unavailable("does not stop");
    }
    return true;
  }

  private boolean alive() {
    return PostmasterFile.read(folder).filter(PostmasterFile::alive).isPresent();
  }

  private Server server() throws IOException {
    folder.ensurePassword();
    Path programs = EmbeddedPrograms.unpacked(folder);
    return new Server(folder, programs, ServerAccount.choose(folder));
  }

  private void initialise(Server server) throws IOException {
    if (Files.isDirectory(folder.data())) {
      return;
    }
    Path fresh = folder.fresh("data");
    server.account().own(fresh);
    ServerProgram initdb =
        server.run(
            "initdb",
            "--pgdata=" + fresh,
            "--username=" + EmbeddedFolder.USER,
            "--pwfile=" + folder.passwordFile(),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            // The password is random, so stretching it would only slow every connection down.
            "--set=scram_iterations=1",
            "--no-instructions");
    if (!initdb.succeeded()) {
      refuseFewFiles(initdb.output());
      throw folder.unusable(new IOException("initdb failed: " + complaints(initdb.output())));
    }
    Files.move(fresh, folder.data(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Tries again while another takes the port, or sessions of a killed server still end. */
  private void start(Server server, Deadline deadline) throws IOException {
    while (!started(server)) {
      boolean passing =
          log.launchSaid("could not bind")
              || log.launchSaid("pre-existing shared memory block")
              || alive();
      if (!passing || deadline.passed()) {
        if (log.launchSaid(FEW_FILES)) {
          refuseFewFiles(FEW_FILES);
        }
        throw unavailable("does not start");
      }
      deadline.pause();
    }
  }

  private static void refuseFewFiles(String said) {
    if (said.contains(FEW_FILES)) {
      throw new DatabaseSettingsException(
          "The embedded PostgreSQL may open too few files here: raise the limit, as ulimit -n 1024,"
              + " or set DATABASE_URL to use a PostgreSQL of your own");
    }
  }

  /** Of what a program says at length the lines that complain, as one. */
  private static String complaints(String output) {
    String complaints =
        output
            .lines()
            .filter(line -> COMPLAINT.matcher(line).find())
            .map(line -> line.strip())
            .collect(Collectors.joining("; "));
    return complaints.isEmpty() ? Printable.line(output, MOST_OUTPUT) : complaints;
  }

  private boolean started(Server server) throws IOException {
    if (alive()) {
      return true;
    }
    Optional<PostmasterFile> left = PostmasterFile.read(folder);
    if (left.isPresent()) {
      left.get().disown();
    }
    log.trim();
    return server
        .run(
            "pg_ctl",
            "start",
            "-D",
            folder.data().toString(),
            "-l",
            folder.launchLog().toString(),
            "-w",
            "-t",
            Long.toString(Deadline.MINUTE.toSeconds()),
            "-o",
            options())
        .succeeded();
  }

  /** For the shell that pg_ctl hands them to. */
  private String options() throws IOException {
    List<String> all = new ArrayList<>(SETTINGS);
    all.add("port=" + freePort());
    all.add("log_directory=" + folder.log());
    return all.stream()
        .map(setting -> "-c " + ShellWord.quoted(setting))
        .collect(Collectors.joining(" "));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(LOCALHOST))) {
      return socket.getLocalPort();
    }
  }

  private DatabaseUnavailableException unavailable(String what) {
    return new DatabaseUnavailableException(
        "The embedded PostgreSQL under " + folder.root() + " " + what + "." + log.lastLines());
  }

  /**
   * The programs and the account that runs them.
   *
   * @param programs the folder they are unpacked to
   */
  private record Server(EmbeddedFolder folder, Path programs, ServerAccount account) {

    ServerProgram run(String program, String... arguments) throws IOException {
      List<String> command = new ArrayList<>(account.prefix());
      command.add(programs.resolve("bin").resolve(program).toString());
      command.addAll(List.of(arguments));
      return ServerProgram.run(command, folder);
    }
  }
}
