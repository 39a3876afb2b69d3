package io.afterclose.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.database.address.DatabaseSettings;
import io.afterclose.database.address.DatabaseSettingsException;
import io.afterclose.database.connection.Database;
import io.afterclose.database.connection.ServerExtension;
import io.afterclose.database.server.DatabaseUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

@ExtendWith(ServerExtension.class)
@Timeout(180)
final class EmbeddedPostgresTest {
  @TempDir Path home = Path.of("set by JUnit");

  private Optional<Path> borrowed = Optional.empty();

  @AfterEach
  void stop() throws IOException {
    EmbeddedPostgres.stop(home);
    if (borrowed.isPresent()) {
      Files.delete(borrowed.get());
    }
  }

  @Test
  void a_home_is_set_up_joined_stopped_and_found_again_with_its_data() {
    assertThat(EmbeddedPostgres.status(home).running()).isFalse();
    try (Database first = open();
        Database second = open()) {
      new JdbcTemplate(first.dataSource()).execute("create table kept as select 42 as answer");
      assertThat(second.describe()).isEqualTo(first.describe());
    }
    EmbeddedStatus running = EmbeddedPostgres.status(home);
    assertThat(running.running()).isTrue();
    assertThat(running.version()).hasValueSatisfying(text -> assertThat(text).startsWith("18"));
    assertThat(running.bytesOnDisk()).isGreaterThan(10_000_000);
    assertThat(running.dataFolder()).isDirectory().startsWith(home);

    assertThat(EmbeddedPostgres.stop(home)).isTrue();
    assertThat(EmbeddedPostgres.stop(home)).isFalse();
    assertThat(EmbeddedPostgres.status(home).running()).isFalse();
    assertThat(EmbeddedPostgres.status(home).version()).contains("18");

    try (Database again = open()) {
      assertThat(one(again, "select answer::text from kept")).isEqualTo("42");
    }
    assertThat(EmbeddedPostgres.status(home).pid()).isNotEqualTo(running.pid());
  }

  @Test
  void the_server_is_durable_local_and_asks_for_a_password() throws Exception {
    borrowPrograms(home);
    try (Database database = open()) {
      assertThat(one(database, "show fsync")).isEqualTo("on");
      assertThat(one(database, "show synchronous_commit")).isEqualTo("on");
      assertThat(one(database, "show full_page_writes")).isEqualTo("on");
      assertThat(one(database, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(one(database, "show unix_socket_directories")).isEmpty();
      assertThat(one(database, "show server_encoding")).isEqualTo("UTF8");
      assertThat(one(database, "show timezone")).isEqualTo("UTC");
      assertThat(one(database, "show jit")).isEqualTo("off");
      assertThat(one(database, "select distinct auth_method from pg_hba_file_rules"))
          .isEqualTo("scram-sha-256");
      assertThat(one(database, "select upper('é')")).isEqualTo("É");
    }
    Path password = home.resolve("postgres/password");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
        .isEqualTo("rw-------");
  }

  @Test
  void four_processes_at_once_on_an_empty_home_share_one_server() throws Exception {
    List<ChildJvm> children = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      children.add(ChildJvm.start(OpenAndPrint.class, home.toString()));
    }
    List<String> servers = new ArrayList<>();
    for (ChildJvm child : children) {
      servers.add(child.output());
    }
    String pid = Long.toString(EmbeddedPostgres.status(home).pid().orElseThrow());
    assertThat(servers).containsExactly(pid, pid, pid, pid);
  }

  @Test
  void a_killed_server_is_recovered_by_the_next_start() throws Exception {
    borrowPrograms(home);
    try (Database database = open();
        Connection busy = database.openDirect()) {
      JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
      jdbc.execute("create table kept as select generate_series(1, 1000) as n");
      long pid = EmbeddedPostgres.status(home).pid().orElseThrow();
      Process kill = new ProcessBuilder("kill", "-9", Long.toString(pid)).start();
      assertThat(kill.waitFor()).isZero();
      try (Database recovered = open()) {
        assertThat(one(recovered, "select count(*)::text from kept")).isEqualTo("1000");
      }
      assertThat(EmbeddedPostgres.status(home).pid().orElseThrow()).isNotEqualTo(pid);
      assertThat(busy.isValid(5)).isFalse();
    }
  }

  /** SIGKILL is not instant: whoever starts next may still see the process that is ending. */
  @Test
  void a_server_whose_process_is_still_seen_for_a_moment_is_started_again() throws Exception {
    borrowPrograms(home);
    open().close();
    Path pidFile = EmbeddedFolder.of(home).data().resolve("postmaster.pid");
    String text = Files.readString(pidFile);
    assertThat(EmbeddedPostgres.stop(home)).isTrue();
    Files.createDirectory(home.resolve("postgres-ending"));
    Path namesake = Files.copy(Path.of("/bin/sleep"), home.resolve("postgres-ending/postgres"));
    Process ending =
        new ProcessBuilder(namesake.toString(), "2")
            .directory(EmbeddedFolder.of(home).data().toFile())
            .start();
    Files.writeString(pidFile, text.replaceFirst("^[0-9]+", Long.toString(ending.pid())));
    assertThat(EmbeddedPostgres.status(home).running()).isTrue();
    open().close();
    assertThat(EmbeddedPostgres.status(home).pid().orElseThrow()).isNotEqualTo(ending.pid());
  }

  @Test
  void a_stale_pid_file_that_names_another_living_process_does_not_hinder() throws Exception {
    borrowPrograms(home);
    open().close();
    EmbeddedFolder folder = EmbeddedFolder.of(home);
    Path pidFile = folder.data().resolve("postmaster.pid");
    String text = Files.readString(pidFile);
    assertThat(EmbeddedPostgres.stop(home)).isTrue();
    String ownPid = Long.toString(ProcessHandle.current().pid());
    Files.writeString(pidFile, text.replaceFirst("^[0-9]+", ownPid));
    open().close();
    assertThat(EmbeddedPostgres.status(home).running()).isTrue();
  }

  /** After a restart of the machine the number may be that of any server, also of one of ours. */
  @Test
  void a_stale_pid_file_that_names_another_homes_server_does_not_hinder_and_stop_spares_it()
      throws Exception {
    borrowPrograms(home);
    open().close();
    Path pidFile = EmbeddedFolder.of(home).data().resolve("postmaster.pid");
    String text = Files.readString(pidFile);
    assertThat(EmbeddedPostgres.stop(home)).isTrue();
    EmbeddedStatus other = EmbeddedPostgres.status(ServerExtension.HOME);
    String otherPid = Long.toString(other.pid().orElseThrow());
    Files.writeString(pidFile, text.replaceFirst("^[0-9]+", otherPid));

    assertThat(EmbeddedPostgres.status(home).running()).isFalse();
    assertThat(EmbeddedPostgres.stop(home)).isFalse();
    assertThat(EmbeddedPostgres.status(ServerExtension.HOME).pid()).isEqualTo(other.pid());
    long begin = System.nanoTime();
    open().close();
    assertThat(System.nanoTime() - begin).isLessThan(30_000_000_000L);
    assertThat(EmbeddedPostgres.status(home).running()).isTrue();
    assertThat(EmbeddedPostgres.status(ServerExtension.HOME).pid()).isEqualTo(other.pid());
  }

  /** Number and port both: the other server answers there, with other data. */
  @Test
  void a_copied_home_starts_a_server_of_its_own_beside_the_running_original() throws Exception {
    borrowPrograms(home);
    open().close();
    EmbeddedFolder folder = EmbeddedFolder.of(home);
    assertThat(EmbeddedPostgres.stop(home)).isTrue();
    EmbeddedFolder original = EmbeddedFolder.of(ServerExtension.HOME);
    Files.copy(original.data().resolve("postmaster.pid"), folder.data().resolve("postmaster.pid"));
    Files.copy(original.passwordFile(), folder.passwordFile(), StandardCopyOption.REPLACE_EXISTING);

    assertThat(EmbeddedPostgres.stop(home)).isFalse();
    assertThat(EmbeddedPostgres.status(home).running()).isFalse();
    assertThat(EmbeddedPostgres.status(ServerExtension.HOME).running()).isTrue();
  }

  @Test
  void leftovers_of_an_interrupted_start_are_swept_away() throws Exception {
    Path base = home.resolve("with.new.in.its.name");
    Path root = base.resolve("postgres");
    borrowPrograms(base);
    Path half = Files.createDirectories(root.resolve("data.new123/base"));
    Files.writeString(half.resolve("1"), "half");
    Path kept = Files.writeString(root.resolve("notes"), "kept");
    EmbeddedPostgres.start(base);
    EmbeddedPostgres.stop(base);
    assertThat(half).doesNotExist();
    assertThat(kept).exists();
    assertThat(root.resolve("data-18")).isDirectory();
  }

  @Test
  void data_without_its_password_is_refused_by_name() throws Exception {
    borrowPrograms(home);
    open().close();
    EmbeddedPostgres.stop(home);
    Files.delete(home.resolve("postgres/password"));
    assertThatThrownBy(this::open)
        .isInstanceOf(DatabaseSettingsException.class)
        .hasMessageContaining("the file password is gone");
    assertThat(home.resolve("postgres/data-18")).isDirectory();
  }

  @Test
  void a_server_that_cannot_start_tells_the_end_of_its_log() throws Exception {
    borrowPrograms(home);
    open().close();
    EmbeddedPostgres.stop(home);
    Path configuration = EmbeddedFolder.of(home).data().resolve("postgresql.conf");
    Files.writeString(configuration, "no_such_setting = 1\n");
    assertThatThrownBy(this::open)
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageContaining("no_such_setting")
        .hasMessageContaining(home.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a \"home\"", "$HOME", "`id`", "back\\slash", "new\nline"})
  void a_home_that_a_shell_would_read_otherwise_is_refused_in_one_line(String name) {
    Path folder = home.resolve(name);
    assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
        .isInstanceOf(DatabaseSettingsException.class)
        .hasMessageContaining("AFTERCLOSE_HOME")
        .hasMessageNotContaining("\n");
    assertThat(folder).doesNotExist();
  }

  @Test
  void a_home_with_blanks_a_quote_and_letters_beyond_ascii_serves() throws Exception {
    Path folder = home.resolve("it's a höme (1) & more");
    EmbeddedPostgres.start(folder);
    assertThat(EmbeddedPostgres.status(folder).running()).isTrue();
    assertThat(EmbeddedPostgres.stop(folder)).isTrue();
  }

  @Test
  void a_home_that_is_a_file_is_refused_by_name() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "");
    assertThatThrownBy(() -> EmbeddedPostgres.start(file))
        .isInstanceOf(DatabaseSettingsException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("AFTERCLOSE_HOME");
  }

  @Test
  void a_home_that_cannot_be_written_is_refused_by_name() {
    Path unwritable = Path.of("/proc/self/afterclose");
    assertThatThrownBy(() -> EmbeddedPostgres.start(unwritable))
        .isInstanceOf(DatabaseSettingsException.class)
        .hasMessageContaining(unwritable.toString())
        .hasMessageContaining("AFTERCLOSE_HOME");
    assertThat(EmbeddedPostgres.stop(unwritable)).isFalse();
    assertThat(EmbeddedPostgres.status(unwritable).bytesOnDisk()).isZero();
  }

  /** Unpacking takes longer than all the rest. */
  private void borrowPrograms(Path home) throws IOException {
    EmbeddedPostgres.start(ServerExtension.HOME);
    Path programs = EmbeddedPrograms.unpacked(EmbeddedFolder.of(ServerExtension.HOME));
    Path root = Files.createDirectories(EmbeddedFolder.of(home).root());
    borrowed =
        Optional.of(Files.createSymbolicLink(root.resolve(programs.getFileName()), programs));
  }

  private Database open() {
    return Database.open(new DatabaseSettings.Embedded(home), "test");
  }

  private static String one(Database database, String sql) {
    return String.valueOf(
        new JdbcTemplate(database.dataSource()).queryForObject(sql, String.class));
  }
}
