package io.afterclose.database.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.database.address.PostgresUrl;
import io.afterclose.database.server.Deadline;
import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServerExtension.class)
final class AdvisoryLockTest {
  private static final long KEY = AdvisoryLock.key("symbol-batch/2025-03-14");

  @Test
  void one_session_holds_it_until_it_is_given_back_or_the_session_ends() throws Exception {
    try (Database database = ServerExtension.open(ServerExtension.emptyDatabase());
        Connection first = database.openDirect()) {
      try (Connection second = database.openDirect()) {
        try (AdvisoryLock held = AdvisoryLock.tryAcquire(first, KEY).orElseThrow()) {
          assertThat(held.key()).isEqualTo(KEY);
          assertThat(AdvisoryLock.tryAcquire(second, KEY)).isEmpty();
        }
        assertThat(AdvisoryLock.tryAcquire(second, KEY)).isPresent();
        assertThat(AdvisoryLock.tryAcquire(first, KEY)).isEmpty();
      }
      assertThat(acquiredSoon(first)).isTrue();
    }
  }

  /** The server notices the end of a session a moment after the client. */
  private static boolean acquiredSoon(Connection connection) {
    Deadline deadline = Deadline.in(Duration.ofSeconds(10));
    while (AdvisoryLock.tryAcquire(connection, KEY).isEmpty()) {
      if (deadline.passed()) {
        return false;
      }
      deadline.pause();
    }
    return true;
  }

  @Test
  void two_schemas_of_one_database_do_not_block_each_other() throws Exception {
    PostgresUrl url = ServerExtension.emptyDatabase();
    try (Database database = ServerExtension.open(url);
        Connection first = database.openDirect()) {
      first.createStatement().execute("create schema other");
      try (Connection elsewhere = schemaOther(url);
          Connection there = schemaOther(url)) {
        assertThat(AdvisoryLock.tryAcquire(first, KEY)).isPresent();
        assertThat(AdvisoryLock.tryAcquire(elsewhere, KEY)).isPresent();
        assertThat(AdvisoryLock.tryAcquire(there, KEY)).isEmpty();
      }
    }
  }

  private static Connection schemaOther(PostgresUrl url) {
    try (Database database =
        ServerExtension.open(
            PostgresUrl.parse("X", url.textWithPassword() + "&currentSchema=other"))) {
      return database.openDirect();
    }
  }

  @Test
  void a_text_s_key_is_the_same_for_ever() {
    // The first eight bytes of SHA-256("abc"), FIPS 180-2 appendix B.1: ba7816bf 8f01cfea.
    assertThat(AdvisoryLock.key("abc")).isEqualTo(0xba7816bf_8f01cfeaL);
    assertThat(KEY).isNotEqualTo(AdvisoryLock.key("symbol-batch/2025-03-15"));
  }
}
