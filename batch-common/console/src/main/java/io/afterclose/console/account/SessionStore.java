package io.afterclose.console.account;

import io.afterclose.console.access.Actor;
import io.afterclose.console.access.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The sessions of people who logged in, by the hash of their cookie. They are in the database, so
 * that any instance serves them and a logout ends them everywhere.
 */
public final class SessionStore {

  /** How long a session lasts at most. */
  public static final Duration LIFE = Duration.ofHours(12);

  /** How long it lasts without a request. */
  static final Duration IDLE = Duration.ofHours(2);

  /** A request within this time of the last noted one is not noted: a page makes several. */
  private static final Duration NOTED = Duration.ofMinutes(1);

  private static final String ADD =
      """
      insert into console_sessions (session_hash, account_id, created_at, last_seen_at, address)
      values (:hash, :account, :now, :now, :address)
      """;

  private static final String FIND =
      """
      select a.account_id, a.name, a.role, a.all_portfolios, s.last_seen_at,
        array(select p.portfolio_id from console_account_portfolios p
          where p.account_id = a.account_id) as portfolios
      from console_sessions s join console_accounts a using (account_id)
      where s.session_hash = :hash and a.disabled_at is null
        and s.created_at > :oldest and s.last_seen_at > :idle
      """;

  private static final String SEEN =
      "update console_sessions set last_seen_at = :now where session_hash = :hash";

  private static final String END = "delete from console_sessions where session_hash = :hash";

  private static final String END_OLD =
      "delete from console_sessions where created_at <= :oldest or last_seen_at <= :idle";

  private final JdbcClient jdbc;
  private final Clock clock;

  public SessionStore(DataSource dataSource, Clock clock) {
    this.jdbc = JdbcClient.create(dataSource);
    this.clock = clock;
  }

  /**
   * Begins a session; those that ended are removed.
   *
   * @return the cookie's value
   */
  public String begin(Account account, String address) {
    Instant now = clock.instant();
    jdbc.sql(END_OLD)
        .param("oldest", Timestamp.from(now.minus(LIFE)))
        .param("idle", Timestamp.from(now.minus(IDLE)))
        .update();
    String cookie = Secret.random(256);
    jdbc.sql(ADD)
        .param("hash", Secret.hash(cookie))
        .param("account", account.id())
        .param("now", Timestamp.from(now))
        .param("address", address)
        .update();
    return cookie;
  }

  private record Found(Actor actor, Instant seen) {}

  /** Who a cookie belongs to; empty for one that is unknown or over. */
  public Optional<Actor> actor(String cookie) {
    Instant now = clock.instant();
    byte[] hash = Secret.hash(cookie);
    Optional<Found> found =
        jdbc.sql(FIND)
            .param("hash", hash)
            .param("oldest", Timestamp.from(now.minus(LIFE)))
            .param("idle", Timestamp.from(now.minus(IDLE)))
            .query(SessionStore::found)
            .optional();
    if (found.isPresent() && found.get().seen().isBefore(now.minus(NOTED))) {
      jdbc.sql(SEEN).param("hash", hash).param("now", Timestamp.from(now)).update();
    }
    return found.map(Found::actor);
  }

  /** Ends a session. */
  public void end(String cookie) {
    jdbc.sql(END).param("hash", Secret.hash(cookie)).update();
  }

  private static Found found(ResultSet row, int number) throws SQLException {
    return new Found(
        new Actor(
            row.getLong("account_id"),
            row.getString("name"),
            Role.of(row.getString("role")),
            AccountStore.visibility(row),
            OptionalLong.empty()),
        row.getTimestamp("last_seen_at").toInstant());
  }
}
