package io.afterclose.console.account;

import io.afterclose.console.access.Actor;
import io.afterclose.console.access.Role;
import io.afterclose.console.access.Visibility;
import io.afterclose.run.outcome.InvalidInputException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The tokens of programs, by the hash of their text. */
public final class TokenStore {

  /** What every token begins with, so that a scanner of leaked secrets knows one. */
  public static final String PREFIX = "acl_";

  private static final Duration NOTED = Duration.ofMinutes(1);

  private static final String PORTFOLIOS =
      """
      array(select p.portfolio_id from console_token_portfolios p
        where p.token_id = t.token_id) as portfolios
      """;

  private static final String ADD =
      """
      insert into console_tokens (token_hash, account_id, name, role, all_portfolios, created_at,
        expires_at)
      values (:hash, :account, :name, :role, :all, :now, :expires)
      returning token_id
      """;

  private static final String ADD_PORTFOLIOS =
      """
      insert into console_token_portfolios (token_id, portfolio_id)
      select :token, p.portfolio_id from portfolios p
      where p.deleted_at is null and p.name = any (:names)
      """;

  private static final String ALL =
      """
      select t.token_id, a.name as account, t.name, t.role, t.all_portfolios, t.created_at,
        t.expires_at, t.revoked_at, t.last_used_at, %s
      from console_tokens t join console_accounts a using (account_id)
      order by t.token_id
      """
          .formatted(PORTFOLIOS);

  private static final String FIND =
      """
      select t.token_id, a.account_id, a.name, a.role as account_role, t.role, t.all_portfolios,
        t.last_used_at, %s,
        a.all_portfolios as account_all,
        array(select p.portfolio_id from console_account_portfolios p
          where p.account_id = a.account_id) as account_portfolios
      from console_tokens t join console_accounts a using (account_id)
      where t.token_hash = :hash and t.revoked_at is null and t.expires_at > :now
        and a.disabled_at is null
      """
          .formatted(PORTFOLIOS);

  private static final String USED =
      "update console_tokens set last_used_at = :now where token_id = :token";

  private static final String REVOKE =
      """
      update console_tokens set revoked_at = :now where token_id = :token and revoked_at is null
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;

  public TokenStore(DataSource dataSource, Clock clock) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.clock = clock;
  }

  /**
   * A token that was just created; its text is told this once.
   *
   * @param text what a program sends
   */
  public record Created(long id, String text, Instant expiresAt) {}

  /**
   * Creates a token.
   *
   * @throws InvalidInputException for a greater role than the account's, or an unknown portfolio
   */
  public Created create(Account account, NewToken token) {
    if (!account.role().includes(token.role())) {
      throw new InvalidInputException(
          "'%s' is %s; its tokens cannot be %s"
              .formatted(account.name(), account.role().text(), token.role().text()));
    }
    return Objects.requireNonNull(transaction.execute(status -> insert(account, token)));
  }

  private Created insert(Account account, NewToken token) {
    String text = PREFIX + Secret.random(256);
    Instant now = clock.instant();
    Instant expires = now.plus(token.life());
    long id =
        jdbc.sql(ADD)
            .param("hash", Secret.hash(text))
            .param("account", account.id())
            .param("name", token.name())
            .param("role", token.role().text())
            .param("all", token.portfolios().isEmpty())
            .param("now", Timestamp.from(now))
            .param("expires", Timestamp.from(expires))
            .query(Long.class)
            .single();
    token.portfolios().ifPresent(names -> addPortfolios(id, Set.copyOf(names)));
    return new Created(id, text, expires);
  }

  private void addPortfolios(long token, Set<String> names) {
    int added =
        jdbc.sql(ADD_PORTFOLIOS)
            .param("token", token)
            .param("names", names.toArray(String[]::new))
            .update();
    if (added < names.size()) {
      throw new InvalidInputException(
          "%d of these portfolios do not exist: %s".formatted(names.size() - added, names));
    }
  }

  /** All tokens, ended ones too, the oldest first. */
  public List<Token> all() {
    return jdbc.sql(ALL).query(TokenStore::token).list();
  }

  /**
   * Ends a token.
   *
   * @return false where there is none that is not revoked
   */
  public boolean revoke(long token) {
    return jdbc.sql(REVOKE)
            .param("token", token)
            .param("now", Timestamp.from(clock.instant()))
            .update()
        > 0;
  }

  private record Found(Actor actor, long token, Optional<Instant> used) {}

  /** Who a token's text belongs to; empty for one that is unknown, expired or revoked. */
  public Optional<Actor> actor(String text) {
    Instant now = clock.instant();
    Optional<Found> found =
        jdbc.sql(FIND)
            .param("hash", Secret.hash(text))
            .param("now", Timestamp.from(now))
            .query(TokenStore::found)
            .optional();
    found
        .filter(one -> one.used().map(used -> used.isBefore(now.minus(NOTED))).orElse(true))
        .ifPresent(
            one ->
                jdbc.sql(USED)
                    .param("token", one.token())
                    .param("now", Timestamp.from(now))
                    .update());
    return found.map(Found::actor);
  }

  private static Found found(ResultSet row, int number) throws SQLException {
    Role role = Role.of(row.getString("role"));
    Role ofAccount = Role.of(row.getString("account_role"));
    long token = row.getLong("token_id");
    return new Found(
        new Actor(
            row.getLong("account_id"),
            row.getString("name"),
            ofAccount.includes(role) ? role : ofAccount,
            visibility(row),
            OptionalLong.of(token)),
        token,
        Optional.ofNullable(row.getTimestamp("last_used_at")).map(Timestamp::toInstant));
  }

  /** What both the token and its account, as it is now, may see. */
  private static Visibility visibility(ResultSet row) throws SQLException {
    Visibility ofToken = AccountStore.visibility(row);
    if (row.getBoolean("account_all")) {
      return ofToken;
    }
    Set<Long> both = new HashSet<>(Set.of((Long[]) row.getArray("account_portfolios").getArray()));
    both.removeIf(portfolio -> !ofToken.allows(portfolio));
    return Visibility.of(both);
  }

  private static Token token(ResultSet row, int number) throws SQLException {
    return new Token(
        row.getLong("token_id"),
        row.getString("account"),
        row.getString("name"),
        Role.of(row.getString("role")),
        AccountStore.visibility(row),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("expires_at").toInstant(),
        Optional.ofNullable(row.getTimestamp("revoked_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getTimestamp("last_used_at")).map(Timestamp::toInstant));
  }
}
