package io.afterclose.market.universe;

import io.afterclose.database.text.SqlArrays;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.OptionRoots;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The contracts that whole splits of the underlying made of held options: their closes count. */
final class SplitContractStore {

  private static final String OPTIONS =
      """
      select distinct p.symbol, p.quantity_as_of
      from positions p
      join portfolios f on f.portfolio_id = p.portfolio_id
      where f.deleted_at is null and p.deleted_at is null and p.investment_class = 'OPTIONS'
        and p.entry_date <= :date and (p.exit_date is null or p.exit_date > :date)
        and p.quantity_as_of < :date
        and (cast(:portfolio as text) is null or f.name = :portfolio)
      """;

  private static final String SPLITS =
      """
      select symbol, ex_date, value from corporate_actions
      where kind = 'SPLIT' and symbol = any (:symbols) and ex_date <= :date
      order by symbol collate "C", ex_date
      """;

  private final JdbcClient jdbc;

  SplitContractStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  private record Stated(OptionContract contract, LocalDate asOf) {}

  private record Split(LocalDate exDate, BigDecimal newPerOld) {}

  /**
   * The contracts on a date of options that are held then and stated as of an earlier day.
   *
   * @param portfolio name of the only one that counts; null for all
   */
  Set<Symbol> on(LocalDate date, OptionRoots roots, @Nullable String portfolio) {
    List<Stated> options = options(date, portfolio);
    Map<Symbol, List<Split>> splits = splits(options, roots, date);
    Set<Symbol> contracts = new LinkedHashSet<>();
    for (Stated option : options) {
      roots
          .underlying(option.contract())
          .map(share -> splits.getOrDefault(share, List.of()))
          .flatMap(known -> contract(option, known))
          .ifPresent(contracts::add);
    }
    return contracts;
  }

  private static Optional<Symbol> contract(Stated option, List<Split> splits) {
    Optional<OptionContract> contract = Optional.of(option.contract());
    for (Split split : splits) {
      if (split.exDate().isAfter(option.asOf())) {
        contract = contract.flatMap(before -> before.afterSplit(split.newPerOld()));
      }
    }
    return contract.filter(split -> !split.equals(option.contract())).map(OptionContract::symbol);
  }

  private List<Stated> options(LocalDate date, @Nullable String portfolio) {
    List<Stated> options = new ArrayList<>();
    jdbc.sql(OPTIONS)
        .param("date", date)
        .param("portfolio", portfolio)
        .query(
            row -> {
              LocalDate asOf = row.getObject("quantity_as_of", LocalDate.class);
              OptionContract.parse(row.getString("symbol"))
                  .filter(contract -> !contract.expiredOn(date))
                  .ifPresent(contract -> options.add(new Stated(contract, asOf)));
            });
    return options;
  }

  private Map<Symbol, List<Split>> splits(List<Stated> options, OptionRoots roots, LocalDate date) {
    Set<Symbol> shares =
        options.stream()
            .flatMap(option -> roots.underlying(option.contract()).stream())
            .collect(Collectors.toSet());
    Map<Symbol, List<Split>> splits = new HashMap<>();
    if (shares.isEmpty()) {
      return splits;
    }
    jdbc.sql(SPLITS)
        .param("symbols", SqlArrays.texts(shares))
        .param("date", date)
        .query(
            row -> {
              splits
                  .computeIfAbsent(Symbol.of(row.getString("symbol")), unseen -> new ArrayList<>())
                  .add(
                      new Split(
                          row.getObject("ex_date", LocalDate.class), row.getBigDecimal("value")));
            });
    return splits;
  }
}
