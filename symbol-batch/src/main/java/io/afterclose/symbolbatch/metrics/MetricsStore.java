package io.afterclose.symbolbatch.metrics;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.copy.BinaryCopy;
import io.afterclose.market.universe.UniverseMember;
import io.afterclose.quant.factor.Factor;
import io.afterclose.quant.symbol.Symbol;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Metrics rows as stored, one per symbol and date. */
public final class MetricsStore {

  private static final String DELETE =
      "delete from symbol_daily_metrics where metrics_date = ? and symbol = any (?)";

  private static final String SYMBOLS_ON =
      "select symbol from symbol_daily_metrics where metrics_date = ?";

  private static final String FIND =
      """
      select symbol, metrics_date, close, return_1d, return_mtd, return_ytd, return_1m, return_3m,
        return_1y, volatility_21d, volatility_63d, market_beta, ir_beta, value, growth, momentum,
        quality, size, low_volatility, growth_value_spread, momentum_spread, size_spread,
        quality_spread, data_quality_score, priced, full_window_90, full_window_180, unflagged_21,
        all_factors_fitted, name, sector, industry, reasons
      from symbol_daily_metrics
      where metrics_date = ? and (cast(? as text) is null or symbol = ?)
      order by symbol collate "C"
      """;

  private static final List<String> BEFORE_FACTORS = List.of("symbol", "metrics_date", "close");
  private static final List<String> AFTER_FACTORS =
      List.of(
          "data_quality_score",
          "priced",
          "full_window_90",
          "full_window_180",
          "unflagged_21",
          "all_factors_fitted",
          "name",
          "sector",
          "industry",
          "reasons");

  private final JdbcTemplate jdbc;

  public MetricsStore(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** Stores the rows of a date; earlier ones of the same symbols are replaced. */
  public void save(LocalDate date, List<SymbolMetrics> rows, Map<Symbol, UniverseMember> members) {
    jdbc.update(DELETE, date, rows.stream().map(row -> row.symbol().text()).toArray(String[]::new));
    List<SymbolMetrics> sorted =
        rows.stream().sorted(Comparator.comparing(SymbolMetrics::symbol)).toList();
    jdbc.execute((ConnectionCallback<Long>) connection -> copy(connection, date, sorted, members));
  }

  /** The symbols that have a row of a date. */
  public Set<Symbol> symbolsOn(LocalDate date) {
    return new HashSet<>(
        jdbc.query(SYMBOLS_ON, (row, number) -> Symbol.of(row.getString(1)), date));
  }

  /** The rows of a date, of all symbols or one, by symbol. */
  public ResultTable find(LocalDate date, Optional<Symbol> symbol) {
    ResultTable result = ResultTable.of(columns().toArray(String[]::new));
    String text = symbol.map(Symbol::text).orElse(null);
    jdbc.query(
        FIND,
        row -> {
          Object[] values = new Object[columns().size()];
          for (int column = 0; column < values.length; column++) {
            values[column] = row.getObject(column + 1);
          }
          result.add(values);
        },
        date,
        text,
        text);
    return result;
  }

  private static List<String> columns() {
    List<String> columns = new ArrayList<>(BEFORE_FACTORS);
    Period.RETURNS.forEach(period -> columns.add(period.column()));
    Period.VOLATILITIES.forEach(period -> columns.add(period.column()));
    for (Factor factor : Factor.values()) {
      columns.add(MetricsCalculator.column(factor));
    }
    columns.addAll(AFTER_FACTORS);
    return columns;
  }

  private static long copy(
      Connection connection,
      LocalDate date,
      List<SymbolMetrics> rows,
      Map<Symbol, UniverseMember> members)
      throws SQLException {
    try (BinaryCopy copy = BinaryCopy.into(connection, "symbol_daily_metrics", columns())) {
      for (SymbolMetrics row : rows) {
        copy.startRow();
        copy.text(row.symbol().text());
        copy.date(date);
        copy.numeric(row.close());
        Period.RETURNS.forEach(period -> copy.float8(row.returns().get(period)));
        Period.VOLATILITIES.forEach(period -> copy.float8(row.volatilities().get(period)));
        for (Factor factor : Factor.values()) {
          copy.float8(row.betas().get(factor));
        }
        writeQuality(copy, row.quality());
        writeNames(copy, Optional.ofNullable(members.get(row.symbol())));
        copy.text(
            row.reasons().entrySet().stream()
                .map(reason -> reason.getKey() + "=" + reason.getValue())
                .collect(Collectors.joining(" ")));
      }
      return copy.finish();
    }
  }

  private static void writeQuality(BinaryCopy copy, DataQuality quality) {
    copy.float8(quality.score());
    copy.bool(quality.priced());
    copy.bool(quality.fullWindow90());
    copy.bool(quality.fullWindow180());
    copy.bool(quality.unflagged21());
    copy.bool(quality.allFactorsFitted());
  }

  private static void writeNames(BinaryCopy copy, Optional<UniverseMember> member) {
    copy.text(member.map(UniverseMember::name).orElse(null));
    copy.text(member.map(UniverseMember::sector).orElse(null));
    copy.text(member.map(UniverseMember::industry).orElse(null));
  }
}
