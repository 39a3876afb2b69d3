package io.afterclose.console.account;

import io.afterclose.console.access.Role;
import io.afterclose.console.access.Visibility;
import io.afterclose.run.outcome.InvalidInputException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The accounts, their passwords and what they may see. */
public final class AccountStore {

  private static final String ROWS =
      """
      select a.account_id, a.name, a.role, a.all_portfolios, a.created_at, a.disabled_at,
        array(select p.portfolio_id from console_account_portfolios p
          where p.account_id = a.account_id) as portfolios
      from console_accounts a
      """;

  private static final String ALL =
      """
      %s
      order by a.name
      """
          .formatted(ROWS);

  private static final String OF_NAME =
      """
      %s
      where a.name = :name
      """
          .formatted(ROWS);

  private static final String PASSWORD =
      "select password from console_accounts where account_id = :account and disabled_at is null";

  private static final String ANY = "select exists (select from console_accounts)";

  private static final String ADD =
      """
      insert into console_accounts (name, password, role, all_portfolios, first_admin, created_at)
      values (:name, :password, :role, :all, :first, :now)
      returning account_id
      """;

  private static final String ADD_PORTFOLIOS =
      """
      insert into console_account_portfolios (account_id, portfolio_id)
      select :account, p.portfolio_id from portfolios p
      where p.deleted_at is null and p.name = any (:names)
      """;

  private static final String SET_PASSWORD =
      "update console_accounts set password = :password where account_id = :account";

  private static final String END_SESSIONS =
      "delete from console_sessions where account_id = :account";

  private static final String DISABLE =
      """
      update console_accounts set disabled_at = :now
      where account_id = :account and disabled_at is null
      """;

  private static final String ENABLED_ADMINS =
      """
      select account_id from console_accounts where role = 'admin' and disabled_at is null
      for update
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;

  public AccountStore(DataSource dataSource, Clock clock) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.clock = clock;
  }

  /** All accounts, disabled ones too, by name. */
  public List<Account> all() {
    return jdbc.sql(ALL).query(AccountStore::account).list();
  }

  /** Whether there is any account, disabled or not. */
  public boolean any() {
    return jdbc.sql(ANY).query(Boolean.class).single();
  }

  /** The account of a name, disabled or not. */
  public Optional<Account> named(String name) {
    return jdbc.sql(OF_NAME).param("name", name).query(AccountStore::account).optional();
  }

  /** What is stored of an account's password; empty for one that is disabled. */
  public Optional<String> password(long account) {
    return jdbc.sql(PASSWORD).param("account", account).query(String.class).optional();
  }

  /**
   * Adds an account.
   *
   * @param password as it is stored
   * @throws InvalidInputException when the name is taken or a portfolio is unknown
   */
  public Account add(NewAccount account, String password) {
    return add(account, password, null);
  }

  /**
   * Adds the first account, an administrator; of several at once one succeeds.
   *
   * @return empty when there is an account already
   */
  public Optional<Account> addFirst(NewAccount account, String password) {
    try {
      return any() ? Optional.empty() : Optional.of(add(account, password, Boolean.TRUE));
    } catch (InvalidInputException taken) {
      if (any()) {
        return Optional.empty();
      }
      throw taken;
    }
  }

  private Account add(NewAccount account, String password, @Nullable Boolean first) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              long id = insert(account, password, first);
              account.portfolios().ifPresent(names -> addPortfolios(id, names));
              return named(account.name()).orElseThrow();
            }));
  }

  private long insert(NewAccount account, String password, @Nullable Boolean first) {
    try {
      return jdbc.sql(ADD)
          .param("name", account.name())
          .param("password", password)
          .param("role", account.role().text())
          .param("all", account.portfolios().isEmpty())
          .param("first", first)
          .param("now", Timestamp.from(clock.instant()))
          .query(Long.class)
          .single();
    } catch (DuplicateKeyException taken) {
      throw new InvalidInputException("there is an account '%s' already".formatted(account.name()));
    }
  }

  private void addPortfolios(long account, List<String> names) {
    Set<String> wanted = Set.copyOf(names);
    int added =
        jdbc.sql(ADD_PORTFOLIOS)
            .param("account", account)
            .param("names", wanted.toArray(String[]::new))
            .update();
    if (added < wanted.size()) {
      throw new InvalidInputException(
          "%d of these portfolios do not exist: %s".formatted(wanted.size() - added, wanted));
    }
  }

  /** Stores another password and ends the account's sessions. */
  public void setPassword(long account, String password) {
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql(SET_PASSWORD).param("account", account).param("password", password).update();
          jdbc.sql(END_SESSIONS).param("account", account).update();
        });
  }

  /**
   * Disables an account and ends its sessions; its name stays, since the audit names it.
   *
   * @throws InvalidInputException for the last administrator
   */
  public void disable(Account account) {
    transaction.executeWithoutResult(
        status -> {
          List<Long> admins = jdbc.sql(ENABLED_ADMINS).query(Long.class).list();
          if (admins.equals(List.of(account.id()))) {
            throw new InvalidInputException(
                "'%s' is the last administrator; add another one first".formatted(account.name()));
          }
          jdbc.sql(DISABLE)
              .param("account", account.id())
              .param("now", Timestamp.from(clock.instant()))
              .update();
          jdbc.sql(END_SESSIONS).param("account", account.id()).update();
        });
  }

  private static Account account(ResultSet row, int number) throws SQLException {
    return new Account(
        row.getLong("account_id"),
        row.getString("name"),
        Role.of(row.getString("role")),
        visibility(row),
        row.getTimestamp("created_at").toInstant(),
        Optional.ofNullable(row.getTimestamp("disabled_at")).map(Timestamp::toInstant));
  }

  /** From the columns {@code all_portfolios} and {@code portfolios}. */
  static Visibility visibility(ResultSet row) throws SQLException {
    Long[] portfolios = (Long[]) row.getArray("portfolios").getArray();
    return row.getBoolean("all_portfolios")
        ? Visibility.ALL
        : Visibility.of(Arrays.stream(portfolios).collect(Collectors.toSet()));
  }
}
