package io.afterclose.portfolio.position;

import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** Portfolios, their positions, cash and manual valuations as stored. */
public final class PortfolioStore {

  private static final String LIMIT_LOCK_WAIT = "select set_config('lock_timeout', ?, true)";

  private static final String INSERT_PORTFOLIO =
      "insert into portfolios (name, created_at) values (?, ?) returning portfolio_id";

  private static final String INSERT_POSITION =
      """
      insert into positions (portfolio_id, symbol, investment_class, position_type, quantity,
        quantity_as_of, entry_date, entry_price, multiplier, exit_date, exit_price)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  /** Only a BALANCE meets another row: it replaces what was stated for its day. */
  private static final String STATE_CASH =
      """
      insert into cash_movements as c
        (portfolio_id, movement_date, kind, amount, position_id, recorded_at)
      values (?, ?, ?, ?, ?, ?)
      on conflict (portfolio_id, movement_date) where kind = 'BALANCE' do update set
        amount = excluded.amount, recorded_at = excluded.recorded_at
      where c.amount <> excluded.amount
      """;

  private static final String STATE_VALUATION =
      """
      insert into position_valuations as v (position_id, as_of, amount, recorded_at)
      values (?, ?, ?, ?)
      on conflict (position_id, as_of) do update set
        amount = excluded.amount, recorded_at = excluded.recorded_at
      where v.amount <> excluded.amount
      """;

  private static final String LOTS =
      """
      select position_id, symbol, investment_class, entry_date, exit_date
      from positions where portfolio_id = ? and deleted_at is null
      order by symbol collate "C", entry_date, position_id
      """;

  private static final String LEDGER =
      """
      select c.movement_id, c.movement_date, c.kind, trim_scale(c.amount) as amount, p.symbol,
        p.entry_date, c.recorded_at at time zone 'UTC' as recorded_utc
      from cash_movements c
      left join positions p on p.position_id = c.position_id
      where c.portfolio_id = ?
      order by c.movement_date, c.movement_id
      """;

  private static final String BY_NAME =
      "select portfolio_id, name from portfolios where name = ? and deleted_at is null";

  private static final String KEYS =
      "select portfolio_id from portfolios where deleted_at is null order by portfolio_id";

  private static final String HELD_OF =
      """
      select distinct p.symbol
      from positions p
      join portfolios f on f.portfolio_id = p.portfolio_id
      where f.deleted_at is null and p.deleted_at is null and p.symbol = any (?)
        and p.investment_class in ('PUBLIC', 'OPTIONS')
        and p.entry_date <= ? and (p.exit_date is null or p.exit_date > ?)
      """;

  private static final String PUBLIC_SYMBOLS =
      """
      select distinct symbol from positions
      where deleted_at is null and investment_class = 'PUBLIC' and portfolio_id = any (?)
        and entry_date <= ? and (exit_date is null or exit_date > ?)
      """;

  /** Without the zeros that fill a column's scale: arithmetic would carry them along. */
  private static final String POSITIONS =
      """
      select position_id, portfolio_id, symbol, investment_class, position_type,
        trim_scale(quantity) as quantity, quantity_as_of, entry_date,
        trim_scale(entry_price) as entry_price, trim_scale(multiplier) as multiplier, exit_date,
        trim_scale(exit_price) as exit_price
      from positions
      where deleted_at is null and portfolio_id = any (?)
      order by position_id
      """;

  private static final String CASH =
      """
      select movement_id, portfolio_id, movement_date, kind, trim_scale(amount) as amount,
        position_id
      from cash_movements where portfolio_id = any (?)
      order by movement_id
      """;

  private static final String VALUATIONS =
      """
      select p.portfolio_id, v.position_id, v.as_of, trim_scale(v.amount) as amount
      from position_valuations v
      join positions p on p.position_id = v.position_id
      where p.deleted_at is null and p.portfolio_id = any (?)
      order by v.position_id, v.as_of
      """;

  private final JdbcTemplate jdbc;
  private final Clock clock;

  public PortfolioStore(DataSource dataSource, Clock clock) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.clock = clock;
  }

  /**
   * Adds a portfolio with its positions; to be called in a transaction.
   *
   * @throws org.springframework.dao.DuplicateKeyException when there is one of this name
   */
  public Portfolio add(PortfolioName name, List<NewPosition> positions) {
    Long key =
        jdbc.queryForObject(
            INSERT_PORTFOLIO, Long.class, name.text(), Timestamp.from(clock.instant()));
    if (key == null) {
      throw new IllegalStateException("the database gave portfolio " + name + " no key");
    }
    jdbc.batchUpdate(
        INSERT_POSITION, positions.stream().map(position -> values(key, position)).toList());
    return new Portfolio(key, name.text());
  }

  private static Object[] values(long portfolioId, NewPosition position) {
    return new Object[] {
      portfolioId,
      position.symbol().text(),
      position.investmentClass().name(),
      position.side().name(),
      position.quantity(),
      position.quantityAsOf(),
      position.entryDate(),
      position.entryPrice(),
      position.multiplier(),
      position.exitDate(),
      position.exitPrice()
    };
  }

  /**
   * States an explicit row of a portfolio's cash ledger. A BALANCE takes the place of one of the
   * same day.
   *
   * @param position whose implied row it replaces; empty replaces none
   * @return whether anything is different from before
   */
  public boolean stateCash(
      Portfolio portfolio,
      LocalDate date,
      CashMovement.Kind kind,
      BigDecimal amount,
      Optional<Lot> position) {
    return jdbc.update(
            STATE_CASH,
            portfolio.id(),
            date,
            kind.name(),
            amount,
            position.map(Lot::id).orElse(null),
            Timestamp.from(clock.instant()))
        > 0;
  }

  /**
   * States what a PRIVATE position is worth from a day on, in place of what was stated for it.
   *
   * @return whether anything is different from before
   */
  public boolean stateValuation(Lot position, LocalDate asOf, BigDecimal amount) {
    return jdbc.update(
            STATE_VALUATION, position.id(), asOf, amount, Timestamp.from(clock.instant()))
        > 0;
  }

  /** The positions of a portfolio by symbol and entry; one whose symbol is none is left out. */
  public List<Lot> lots(Portfolio portfolio) {
    return jdbc.query(LOTS, PortfolioStore::lot, portfolio.id()).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** The explicit rows of a portfolio's cash ledger by date, all digits of them. */
  public List<LedgerRow> ledger(Portfolio portfolio) {
    return jdbc.query(
        LEDGER,
        (row, number) ->
            new LedgerRow(
                row.getLong("movement_id"),
                row.getObject("movement_date", LocalDate.class),
                CashMovement.Kind.valueOf(row.getString("kind")),
                row.getBigDecimal("amount"),
                row.getString("symbol"),
                row.getObject("entry_date", LocalDate.class),
                row.getObject("recorded_utc", LocalDateTime.class)),
        portfolio.id());
  }

  /** How long this transaction waits for rows that another session holds. */
  public void limitLockWait(Duration max) {
    jdbc.queryForObject(LIMIT_LOCK_WAIT, String.class, max.toMillis() + "ms");
  }

  /** The portfolio of a name, unless it was deleted. */
  public Optional<Portfolio> find(String name) {
    return jdbc
        .query(
            BY_NAME,
            (row, number) -> Portfolio.stored(row.getLong("portfolio_id"), row.getString("name")),
            name)
        .stream()
        .findFirst();
  }

  /** The keys of all portfolios that were not deleted, ascending. */
  public List<Long> keys() {
    return jdbc.queryForList(KEYS, Long.class);
  }

  /** Those of the symbols that some portfolio holds as shares or options on a day. */
  public Set<Symbol> heldOf(Collection<Symbol> symbols, LocalDate date) {
    return new HashSet<>(
        jdbc.query(
            HELD_OF,
            (row, number) -> Symbol.of(row.getString("symbol")),
            symbols.stream().map(Symbol::text).toArray(String[]::new),
            date,
            date));
  }

  /**
   * The symbols of public positions that portfolios hold on a day; one that is none is left out.
   */
  public Set<Symbol> publicSymbols(Collection<Long> portfolioIds, LocalDate date) {
    return jdbc
        .query(
            PUBLIC_SYMBOLS,
            (row, number) -> Symbol.parse(row.getString("symbol")),
            portfolioIds.toArray(Long[]::new),
            date,
            date)
        .stream()
        .flatMap(Optional::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What was stated about portfolios, in three queries however many they are. */
  public Map<Long, StatedRows> stated(Collection<Portfolio> portfolios) {
    Long[] keys = portfolios.stream().map(Portfolio::id).toArray(Long[]::new);
    Map<Long, List<StoredRow<Position>>> positions =
        jdbc.query(POSITIONS, judged(PortfolioStore::position), (Object) keys).stream()
            .collect(Collectors.groupingBy(StoredRow::portfolioId));
    Map<Long, List<StoredRow<CashMovement>>> cash =
        jdbc.query(CASH, judged(PortfolioStore::cash), (Object) keys).stream()
            .collect(Collectors.groupingBy(StoredRow::portfolioId));
    Map<Long, List<OwnedValuation>> valuations =
        jdbc.query(VALUATIONS, PortfolioStore::owned, (Object) keys).stream()
            .collect(Collectors.groupingBy(OwnedValuation::portfolioId));
    return portfolios.stream()
        .collect(
            Collectors.toMap(
                Portfolio::id,
                portfolio ->
                    new StatedRows(
                        positions.getOrDefault(portfolio.id(), List.of()),
                        cash.getOrDefault(portfolio.id(), List.of()),
                        valuations.getOrDefault(portfolio.id(), List.of()).stream()
                            .map(OwnedValuation::valuation)
                            .toList())));
  }

  /** A bad row is kept with its reason, so that it stops its own portfolio and no other. */
  private static <T> RowMapper<StoredRow<T>> judged(RowMapper<T> mapper) {
    return (row, number) -> {
      long portfolioId = row.getLong("portfolio_id");
      try {
        return StoredRow.good(portfolioId, mapper.mapRow(row, number));
      } catch (IllegalArgumentException wrong) {
        return StoredRow.bad(portfolioId, wrong);
      }
    };
  }

  /** The rows of one portfolio, not yet checked against each other. */
  public record StatedRows(
      List<StoredRow<Position>> positions,
      List<StoredRow<CashMovement>> cash,
      List<ManualValuation> valuations) {

    /**
     * The history they make.
     *
     * @throws InvalidPortfolioException when one of them is wrong or two contradict each other
     */
    public PortfolioHistory of(Portfolio portfolio) {
      return new PortfolioHistory(
          portfolio, StoredRow.values(positions), StoredRow.values(cash), valuations);
    }
  }

  private record OwnedValuation(long portfolioId, ManualValuation valuation) {}

  private static Optional<Lot> lot(ResultSet row, int number) throws SQLException {
    long id = row.getLong("position_id");
    InvestmentClass investmentClass = InvestmentClass.valueOf(row.getString("investment_class"));
    LocalDate entry = row.getObject("entry_date", LocalDate.class);
    LocalDate exit = row.getObject("exit_date", LocalDate.class);
    return Symbol.parse(row.getString("symbol"))
        .map(symbol -> new Lot(id, symbol, investmentClass, entry, exit));
  }

  static Position position(ResultSet row, int number) throws SQLException {
    return new Position(
        row.getLong("position_id"),
        row.getLong("portfolio_id"),
        Symbol.of(row.getString("symbol")),
        InvestmentClass.valueOf(row.getString("investment_class")),
        Side.valueOf(row.getString("position_type")),
        row.getBigDecimal("quantity"),
        row.getObject("quantity_as_of", LocalDate.class),
        row.getObject("entry_date", LocalDate.class),
        row.getBigDecimal("entry_price"),
        row.getBigDecimal("multiplier"),
        row.getObject("exit_date", LocalDate.class),
        row.getBigDecimal("exit_price"));
  }

  static CashMovement cash(ResultSet row, int number) throws SQLException {
    return new CashMovement(
        row.getLong("movement_id"),
        row.getLong("portfolio_id"),
        row.getObject("movement_date", LocalDate.class),
        CashMovement.Kind.valueOf(row.getString("kind")),
        row.getBigDecimal("amount"),
        row.getObject("position_id", Long.class));
  }

  static ManualValuation valuation(ResultSet row, int number) throws SQLException {
    return new ManualValuation(
        row.getLong("position_id"),
        row.getObject("as_of", LocalDate.class),
        row.getBigDecimal("amount"));
  }

  private static OwnedValuation owned(ResultSet row, int number) throws SQLException {
    return new OwnedValuation(row.getLong("portfolio_id"), valuation(row, number));
  }
}
