package io.afterclose.market.universe;

import io.afterclose.database.text.SqlArrays;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.OptionRoots;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The contracts that whole splits and renames of the underlying made of held options: their closes
 * count.
 */
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

  private static final String ADJUSTMENTS =
      """
      with recursive share as (
        select unnest(cast(:symbols as text[])) as symbol
        union
        select a.other_symbol from corporate_actions a join share s on s.symbol = a.symbol
        where a.kind = 'RENAME' and a.ex_date <= :date
      )
      select a.symbol, a.ex_date, a.value, case when a.kind = 'RENAME' then a.other_symbol end as renamed
      from corporate_actions a join share s on s.symbol = a.symbol
      where a.kind in ('SPLIT', 'RENAME') and a.ex_date <= :date
      order by a.ex_date, a.kind desc
      """;

  private final JdbcClient jdbc;

  SplitContractStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  private record Stated(OptionContract contract, LocalDate asOf) {}

  /**
   * @param renamed to which symbol; null for a split
   */
  private record Adjustment(
      Symbol share, LocalDate exDate, BigDecimal newPerOld, @Nullable Symbol renamed) {

    Optional<OptionContract> after(OptionContract contract) {
      return renamed == null
          ? contract.afterSplit(newPerOld)
          : contract.afterRename(share.text(), renamed.text());
    }
  }

  /**
   * The contracts on a date of options that are held then and stated as of an earlier day.
   *
   * @param portfolio name of the only one that counts; null for all
   */
  Set<Symbol> on(LocalDate date, OptionRoots roots, @Nullable String portfolio) {
    List<Stated> options = options(date, portfolio);
    List<Adjustment> adjustments = adjustments(options, roots, date);
    Set<Symbol> contracts = new LinkedHashSet<>();
    for (Stated option : options) {
      roots
          .underlying(option.contract())
          .flatMap(share -> contract(option, share, adjustments))
          .ifPresent(contracts::add);
    }
    return contracts;
  }

  private static Optional<Symbol> contract(
      Stated option, Symbol underlying, List<Adjustment> adjustments) {
    Optional<OptionContract> contract = Optional.of(option.contract());
    Symbol share = underlying;
    for (Adjustment adjustment : adjustments) {
      if (adjustment.share().equals(share) && adjustment.exDate().isAfter(option.asOf())) {
        contract = contract.flatMap(adjustment::after);
        share = adjustment.renamed() == null ? share : adjustment.renamed();
      }
    }
    return contract.filter(made -> !made.equals(option.contract())).map(OptionContract::symbol);
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

  /** By date, of one day a split first. */
  private List<Adjustment> adjustments(List<Stated> options, OptionRoots roots, LocalDate date) {
    Set<Symbol> shares =
        options.stream()
            .flatMap(option -> roots.underlying(option.contract()).stream())
            .collect(Collectors.toSet());
    return shares.isEmpty()
        ? List.of()
        : jdbc.sql(ADJUSTMENTS)
            .param("symbols", SqlArrays.texts(shares))
            .param("date", date)
            .query(SplitContractStore::adjustment)
            .list();
  }

  private static Adjustment adjustment(ResultSet row, int number) throws SQLException {
    String renamed = row.getString("renamed");
    return new Adjustment(
        Symbol.of(row.getString("symbol")),
        row.getObject("ex_date", LocalDate.class),
        row.getBigDecimal("value"),
        renamed == null ? null : Symbol.of(renamed));
  }
}
