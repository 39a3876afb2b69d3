package io.afterclose.market.universe;

import io.afterclose.database.text.SqlArrays;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.OptionRoots;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a narrower run may name: portfolios and known symbols. */
public final class ScopeStore {

  private static final String PORTFOLIO =
      "select exists (select from portfolios where name = :name and deleted_at is null)";

  private static final String PORTFOLIOS =
      "select name from portfolios where deleted_at is null order by name";

  private static final String SYMBOLS =
      """
      select symbol from symbol_universe
      union
      select p.symbol from positions p
      join portfolios f on f.portfolio_id = p.portfolio_id
      where p.deleted_at is null and f.deleted_at is null
        and p.investment_class in ('PUBLIC', 'OPTIONS')
      order by symbol
      """;

  private static final String KNOWN =
      """
      select symbol from symbol_universe where symbol = any (:symbols)
      union
      select p.symbol from positions p
      join portfolios f on f.portfolio_id = p.portfolio_id
      where p.symbol = any (:symbols) and p.deleted_at is null and f.deleted_at is null
        and p.investment_class in ('PUBLIC', 'OPTIONS')
      """;

  private static final String HELD_IN =
      """
      select distinct p.symbol, p.investment_class = 'OPTIONS' as option from positions p
      join portfolios f on f.portfolio_id = p.portfolio_id
      where f.name = :name and f.deleted_at is null and p.deleted_at is null
        and p.investment_class in ('PUBLIC', 'OPTIONS') and p.entry_date <= :date
      """;

  private static final String EARLIEST_ENTRY =
      """
      select min(p.entry_date) from positions p
      join portfolios f on f.portfolio_id = p.portfolio_id
      where f.name = :name and f.deleted_at is null and p.deleted_at is null
        and p.investment_class in ('PUBLIC', 'OPTIONS')
      """;

  private static final String EARLIEST_ENTRY_OF_SYMBOLS =
      """
      select min(p.entry_date) from positions p
      join portfolios f on f.portfolio_id = p.portfolio_id
      where p.symbol = any (:symbols) and f.deleted_at is null and p.deleted_at is null
        and p.investment_class in ('PUBLIC', 'OPTIONS')
      """;

  private static final String HELD =
      """
      select distinct p.symbol from positions p
      join portfolios f on f.portfolio_id = p.portfolio_id
      where p.symbol = any (:symbols) and f.deleted_at is null and p.deleted_at is null
        and p.investment_class in ('PUBLIC', 'OPTIONS')
        and (p.exit_date is null or p.exit_date > :date)
      """;

  /** A price of any other run is enough; the keys make it one look a symbol. */
  private static final String FIRST_PRICED =
      """
      with mine as materialized (
        select coalesce(array_agg(job_execution_id), '{}') as executions
        from batch_job_execution where job_instance_id = :instance
      ), held as materialized (
        select distinct p.symbol from positions p
        join portfolios f on f.portfolio_id = p.portfolio_id
        where f.deleted_at is null and p.deleted_at is null
          and p.investment_class in ('PUBLIC', 'OPTIONS')
          and p.entry_date <= :date and (p.exit_date is null or p.exit_date > :date)
      )
      select h.symbol from held h, mine
      where not exists (
        select from market_data_cache m
        where m.symbol = h.symbol
          and (m.job_execution_id is null or m.job_execution_id <> all (mine.executions)))
      """;

  private final JdbcClient jdbc;
  private final OptionRootStore optionRoots;
  private final SplitContractStore splitContracts;

  public ScopeStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.optionRoots = new OptionRootStore(dataSource);
    this.splitContracts = new SplitContractStore(dataSource);
  }

  /** Whether there is a portfolio of this name that was not deleted. */
  public boolean portfolioExists(String name) {
    return jdbc.sql(PORTFOLIO).param("name", name).query(Boolean.class).single();
  }

  /** The names of all portfolios that were not deleted, in their order. */
  public List<String> portfolios() {
    return jdbc.sql(PORTFOLIOS).query(String.class).list();
  }

  /** The symbols of all members of the universe and all positions, in their order. */
  public List<String> symbols() {
    return jdbc.sql(SYMBOLS).query(String.class).list();
  }

  /** Those of the symbols that are members, held or factor ETFs. */
  public Set<Symbol> known(Collection<Symbol> symbols) {
    Set<Symbol> known =
        new HashSet<>(
            jdbc.sql(KNOWN)
                .param("symbols", SqlArrays.texts(symbols))
                .query((row, number) -> Symbol.of(row.getString("symbol")))
                .list());
    symbols.stream().filter(FactorEtfs.ALL::contains).forEach(known::add);
    return known;
  }

  /**
   * The symbols of a portfolio's public and option positions that were entered up to a day, open or
   * not, what these are on, and what splits made of the open ones.
   */
  public Set<Symbol> heldIn(String portfolio, LocalDate date) {
    Set<Symbol> held = new HashSet<>();
    OptionRoots roots = optionRoots.roots();
    jdbc.sql(HELD_IN)
        .param("name", portfolio)
        .param("date", date)
        .query(
            row -> {
              Symbol symbol = Symbol.of(row.getString("symbol"));
              held.add(symbol);
              if (row.getBoolean("option")) {
                OptionContract.parse(symbol.text()).flatMap(roots::underlying).ifPresent(held::add);
              }
            });
    held.addAll(splitContracts.on(date, roots, portfolio));
    return held;
  }

  /** The first day on which a portfolio held one of them. */
  public Optional<LocalDate> earliestEntry(String portfolio) {
    return jdbc.sql(EARLIEST_ENTRY)
        .param("name", portfolio)
        .query((row, number) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
        .single();
  }

  /** The first day on which anybody held one of some symbols. */
  public Optional<LocalDate> earliestEntry(Collection<Symbol> symbols) {
    return jdbc.sql(EARLIEST_ENTRY_OF_SYMBOLS)
        .param("symbols", SqlArrays.texts(symbols))
        .query((row, number) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
        .single();
  }

  /** Those of the symbols that anybody holds after the close of a day, or will hold. */
  public Set<Symbol> held(Collection<Symbol> symbols, LocalDate date) {
    return jdbc.sql(HELD)
        .param("symbols", SqlArrays.texts(symbols))
        .param("date", date)
        .query((row, number) -> Symbol.of(row.getString("symbol")))
        .set();
  }

  /**
   * The symbols that are held on a date and have no price of another run.
   *
   * @param instance the job instance that prices them first; 0 for one that has not begun
   */
  public Set<Symbol> heldFirstPricedBy(long instance, LocalDate date) {
    return jdbc.sql(FIRST_PRICED)
        .param("instance", instance)
        .param("date", date)
        .query((row, number) -> Symbol.of(row.getString("symbol")))
        .set();
  }
}
