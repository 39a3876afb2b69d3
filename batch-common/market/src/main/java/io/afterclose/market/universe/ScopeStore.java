package io.afterclose.market.universe;

import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a narrower run may name: portfolios and known symbols. */
public final class ScopeStore {

  private static final String PORTFOLIO =
      "select count(*) from portfolios where name = ? and deleted_at is null";

  private static final String KNOWN =
      """
      select symbol from symbol_universe where symbol = any (?)
      union
      select p.symbol from positions p
      join portfolios f on f.portfolio_id = p.portfolio_id
      where p.symbol = any (?) and p.deleted_at is null and f.deleted_at is null
        and p.investment_class in ('PUBLIC', 'OPTIONS')
      """;

  private static final String HELD_IN =
      """
      select distinct p.symbol, p.investment_class = 'OPTIONS' as option from positions p
      join portfolios f on f.portfolio_id = p.portfolio_id
      where f.name = ? and f.deleted_at is null and p.deleted_at is null
        and p.investment_class in ('PUBLIC', 'OPTIONS')
      """;

  private static final String EARLIEST_ENTRY =
      """
      select min(p.entry_date) from positions p
      join portfolios f on f.portfolio_id = p.portfolio_id
      where f.name = ? and f.deleted_at is null and p.deleted_at is null
        and p.investment_class in ('PUBLIC', 'OPTIONS')
      """;

  private final JdbcTemplate jdbc;

  public ScopeStore(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** Whether there is a portfolio of this name that was not deleted. */
  public boolean portfolioExists(String name) {
    Long count = jdbc.queryForObject(PORTFOLIO, Long.class, name);
    return count != null && count > 0;
  }

  /** Those of the symbols that are members, held or factor ETFs. */
  public Set<Symbol> known(Collection<Symbol> symbols) {
    String[] texts = symbols.stream().map(Symbol::text).toArray(String[]::new);
    Set<Symbol> known =
        new HashSet<>(
            jdbc.query(KNOWN, (row, number) -> Symbol.of(row.getString(1)), texts, texts));
    symbols.stream().filter(FactorEtfs.ALL::contains).forEach(known::add);
    return known;
  }

  /**
   * The symbols of a portfolio's public and option positions, open or not, and what these are on.
   */
  public Set<Symbol> heldIn(String portfolio) {
    Set<Symbol> held = new HashSet<>();
    jdbc.query(
        HELD_IN,
        row -> {
          Symbol symbol = Symbol.of(row.getString(1));
          held.add(symbol);
          if (row.getBoolean(2)) {
            UniverseStore.underlying(symbol).ifPresent(held::add);
          }
        },
        portfolio);
    return held;
  }

  /** The first day on which a portfolio held one of them. */
  public Optional<LocalDate> earliestEntry(String portfolio) {
    return Optional.ofNullable(jdbc.queryForObject(EARLIEST_ENTRY, LocalDate.class, portfolio));
  }
}
