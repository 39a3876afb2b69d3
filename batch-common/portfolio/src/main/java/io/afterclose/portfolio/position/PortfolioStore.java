package io.afterclose.portfolio.position;

import io.afterclose.database.text.SqlArrays;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Portfolios, and all that is recorded about some of them. */
public final class PortfolioStore {

  private static final String LIMIT_LOCK_WAIT =
      "select set_config('lock_timeout', :max, true) as lock_timeout";

  private static final String INSERT =
      "insert into portfolios (name, created_at) values (:name, :now) returning portfolio_id";

  private static final String BY_NAME =
      "select portfolio_id, name from portfolios where name = :name and deleted_at is null";

  private static final String LOCK =
      """
      select portfolio_id from portfolios
      where portfolio_id = :portfolio and deleted_at is null for no key update
      """;

  private static final String RENAME =
      "update portfolios set name = :name where portfolio_id = :portfolio";

  private static final String DELETE =
      "update portfolios set deleted_at = :now where portfolio_id = :portfolio";

  private static final String BY_KEY =
      "select portfolio_id, name from portfolios where portfolio_id = :id and deleted_at is null";

  private static final String KEYS =
      "select portfolio_id from portfolios where deleted_at is null order by portfolio_id";

  private static final String NAMES =
      "select name from portfolios where deleted_at is null order by name";

  private final JdbcClient jdbc;
  private final Clock clock;
  private final PositionStore positions;
  private final CashMovementStore cash;
  private final ManualValuationStore valuations;

  public PortfolioStore(DataSource dataSource, Clock clock) {
    this.jdbc = JdbcClient.create(dataSource);
    this.clock = clock;
    this.positions = new PositionStore(dataSource);
    this.cash = new CashMovementStore(dataSource, clock);
    this.valuations = new ManualValuationStore(dataSource, clock);
  }

  /**
   * Adds a portfolio with its positions; to be called in a transaction.
   *
   * @throws org.springframework.dao.DuplicateKeyException when there is one of this name
   */
  public Portfolio add(PortfolioName name, List<NewPosition> bought) {
    long key =
        jdbc.sql(INSERT)
            .param("name", name.text())
            .param("now", Timestamp.from(clock.instant()))
            .query(Long.class)
            .single();
    positions.add(key, bought);
    return new Portfolio(key, name.text());
  }

  /** How long this transaction waits for rows that another session has locked. */
  public void limitLockWait(Duration max) {
    jdbc.sql(LIMIT_LOCK_WAIT).param("max", max.toMillis() + "ms").query(String.class).single();
  }

  /** The portfolio of a name, unless it was deleted. */
  public Optional<Portfolio> find(String name) {
    return jdbc.sql(BY_NAME)
        .param("name", name)
        .query(
            (row, number) -> Portfolio.stored(row.getLong("portfolio_id"), row.getString("name")))
        .optional();
  }

  /** The portfolio of a key, unless it was deleted. */
  public Optional<Portfolio> find(long id) {
    return jdbc.sql(BY_KEY)
        .param("id", id)
        .query(
            (row, number) -> Portfolio.stored(row.getLong("portfolio_id"), row.getString("name")))
        .optional();
  }

  /**
   * Makes other changes of a portfolio wait until this transaction has ended.
   *
   * @return whether it still exists
   */
  public boolean lock(Portfolio portfolio) {
    return jdbc.sql(LOCK)
        .param("portfolio", portfolio.id())
        .query((row, number) -> row.getLong("portfolio_id"))
        .optional()
        .isPresent();
  }

  /**
   * Gives a portfolio another name.
   *
   * @throws org.springframework.dao.DuplicateKeyException when there is one of this name
   */
  public void rename(Portfolio portfolio, PortfolioName name) {
    jdbc.sql(RENAME).param("portfolio", portfolio.id()).param("name", name.text()).update();
  }

  /** Deletes a portfolio; its rows stay readable, and its name is free. */
  public void delete(Portfolio portfolio) {
    jdbc.sql(DELETE)
        .param("portfolio", portfolio.id())
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** The keys of all portfolios that were not deleted, ascending. */
  public List<Long> keys() {
    return jdbc.sql(KEYS).query(Long.class).list();
  }

  /** The names of all portfolios that were not deleted, in their order. */
  public List<String> names() {
    return jdbc.sql(NAMES).query(String.class).list();
  }

  /**
   * All that is recorded about one portfolio.
   *
   * @throws InvalidPortfolioException when a row is wrong or two contradict each other
   */
  public PortfolioHistory history(Portfolio portfolio) {
    return Objects.requireNonNull(recorded(List.of(portfolio)).get(portfolio.id()), "recorded rows")
        .of(portfolio);
  }

  /** What is recorded about portfolios, in three queries however many they are. */
  public Map<Long, RecordedRows> recorded(Collection<Portfolio> portfolios) {
    Long[] keys = SqlArrays.keys(portfolios.stream().map(Portfolio::id).toList());
    Map<Long, List<StoredRow<Position>>> positionsOf = positions.recorded(keys);
    Map<Long, List<StoredRow<CashMovement>>> cashOf = cash.recorded(keys);
    Map<Long, List<ManualValuation>> valuationsOf = valuations.recorded(keys);
    return portfolios.stream()
        .map(Portfolio::id)
        .collect(
            Collectors.toMap(
                key -> key,
                key ->
                    new RecordedRows(
                        positionsOf.getOrDefault(key, List.of()),
                        cashOf.getOrDefault(key, List.of()),
                        valuationsOf.getOrDefault(key, List.of()))));
  }
}
