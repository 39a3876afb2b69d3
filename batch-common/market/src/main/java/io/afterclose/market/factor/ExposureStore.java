package io.afterclose.market.factor;

import io.afterclose.database.connection.AdvisoryLock;
import io.afterclose.database.copy.BinaryCopy;
import io.afterclose.database.text.SqlArrays;
import io.afterclose.quant.factor.Estimate;
import io.afterclose.quant.factor.Factor;
import io.afterclose.quant.factor.FactorFit;
import io.afterclose.quant.factor.ModelDiagnostics;
import io.afterclose.quant.symbol.Symbol;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Factor exposures as stored: one row per symbol, factor and date, fitted or with its reason. */
public final class ExposureStore {

  private static final String ONE_WRITER =
      "select pg_advisory_xact_lock(%s)".formatted(AdvisoryLock.OF_SCHEMA);

  /** The dates are said twice, so that many symbols are read by date and few one by one. */
  private static final String INCOMPLETE =
      """
      select w.symbol, w.date
      from unnest(cast(:symbols as text[]), cast(:dates_of_symbols as date[])) as w(symbol, date)
      left join symbol_factor_exposures e
        on e.calculation_date = any (cast(:dates as date[])) and e.calculation_date = w.date
          and e.symbol = w.symbol and e.status = 'FITTED'
      group by w.symbol, w.date
      having count(e.factor_code) < :factors
      """;

  /** Mostly nothing is known: one look at a range of the key says so. */
  private static final String IN_RANGE =
      """
      from symbol_factor_exposures
      where calculation_date = :date and factor_code = any (:factors)
        and symbol between (select min(s) from unnest(cast(:symbols as text[])) as s)
          and (select max(s) from unnest(cast(:symbols as text[])) as s)
      """;

  private static final String ANY_IN_RANGE = "select exists (select " + IN_RANGE + ")";

  private static final String DELETE = "delete " + IN_RANGE + "and symbol = any (:symbols)";

  private static final String FIND =
      """
      select symbol, factor_code, status, beta, raw_beta, alpha, r_squared, std_error, p_value,
        observations, window_sessions, quality, detail
      from symbol_factor_exposures
      where calculation_date = :date and (cast(:symbol as text) is null or symbol = :symbol)
      """;

  private static final String OF_SYMBOLS =
      """
      select symbol, factor_code, status, beta, raw_beta, alpha, r_squared, std_error, p_value,
        observations, window_sessions, quality, detail
      from symbol_factor_exposures
      where calculation_date = :date and symbol = any (:symbols)
      """;

  private static final String SAVE_DIAGNOSTICS =
      """
      insert into factor_model_diagnostics
        (calculation_date, model, factor_code, condition_number, variance_inflation, observations)
      values (:date, :model, :factor, :condition_number, :variance_inflation, :observations)
      on conflict (calculation_date, model, factor_code) do update set
        condition_number = excluded.condition_number,
        variance_inflation = excluded.variance_inflation,
        observations = excluded.observations
      """;

  private static final Comparator<FactorFit> BY_KEY =
      Comparator.comparing(FactorFit::symbol).thenComparing(FactorFit::factor);

  private final JdbcTemplate connections;
  private final JdbcClient jdbc;

  public ExposureStore(DataSource dataSource) {
    this.connections = new JdbcTemplate(dataSource);
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * Stores the fits of a date; earlier ones of the same symbols and factors are replaced. To be
   * called in a transaction; of two that store fits of one date the second waits for the first.
   */
  public void save(LocalDate date, Collection<FactorFit> fits) {
    if (fits.isEmpty()) {
      return;
    }
    jdbc.sql(ONE_WRITER)
        .param("key", AdvisoryLock.key("symbol_factor_exposures/" + date))
        .query(row -> {});
    List<FactorFit> sorted = fits.stream().sorted(BY_KEY).toList();
    if (ofFits(ANY_IN_RANGE, date, sorted).query(Boolean.class).single()) {
      ofFits(DELETE, date, sorted).update();
    }
    connections.execute((ConnectionCallback<Long>) connection -> copy(connection, date, sorted));
  }

  private JdbcClient.StatementSpec ofFits(String sql, LocalDate date, List<FactorFit> sorted) {
    return jdbc.sql(sql)
        .param("date", date)
        .param("symbols", SqlArrays.texts(distinct(sorted, FactorFit::symbol)))
        .param("factors", SqlArrays.texts(distinct(sorted, FactorFit::factor)));
  }

  private static <T> Set<T> distinct(List<FactorFit> fits, Function<FactorFit, T> part) {
    return fits.stream().map(part).collect(Collectors.toSet());
  }

  /**
   * Those of the symbols of each date that have not all of their factors fitted on it, for dates
   * that lack some.
   */
  public SortedMap<LocalDate, Set<Symbol>> incomplete(SortedMap<LocalDate, Set<Symbol>> symbols) {
    List<Symbol> asked = symbols.values().stream().flatMap(Set::stream).toList();
    List<LocalDate> dates =
        symbols.entrySet().stream()
            .flatMap(date -> Collections.nCopies(date.getValue().size(), date.getKey()).stream())
            .toList();
    SortedMap<LocalDate, Set<Symbol>> incomplete = new TreeMap<>();
    jdbc.sql(INCOMPLETE)
        .param("symbols", SqlArrays.texts(asked))
        .param("dates_of_symbols", SqlArrays.texts(dates))
        .param("dates", SqlArrays.texts(symbols.keySet()))
        .param("factors", Factor.values().length)
        .query(
            row -> {
              incomplete
                  .computeIfAbsent(row.getObject("date", LocalDate.class), none -> new TreeSet<>())
                  .add(Symbol.of(row.getString("symbol")));
            });
    return incomplete;
  }

  /** Stores how collinear a model's regressors were on their window. */
  public void saveDiagnostics(LocalDate date, ModelDiagnostics diagnostics) {
    diagnostics
        .varianceInflation()
        .forEach(
            (factor, inflation) ->
                jdbc.sql(SAVE_DIAGNOSTICS)
                    .param("date", date)
                    .param("model", diagnostics.model())
                    .param("factor", factor.name())
                    .param("condition_number", diagnostics.conditionNumber())
                    .param("variance_inflation", inflation)
                    .param("observations", diagnostics.observations())
                    .update());
  }

  /** The exposures of a date, of all symbols or of one; by symbol, then in the factors' order. */
  public List<ExposureRow> find(LocalDate date, Optional<Symbol> symbol) {
    return jdbc
        .sql(FIND)
        .param("date", date)
        .param("symbol", symbol.map(Symbol::text).orElse(null))
        .query(ExposureStore::row)
        .list()
        .stream()
        .sorted(Comparator.comparing(ExposureRow::symbol).thenComparing(ExposureRow::factor))
        .toList();
  }

  /** The exposures of symbols on a date by symbol and factor; one that has none is absent. */
  public Map<Symbol, Map<Factor, ExposureRow>> of(LocalDate date, Collection<Symbol> symbols) {
    Map<Symbol, Map<Factor, ExposureRow>> exposures = new HashMap<>();
    jdbc.sql(OF_SYMBOLS)
        .param("date", date)
        .param("symbols", SqlArrays.texts(symbols))
        .query(ExposureStore::row)
        .list()
        .forEach(
            row ->
                exposures
                    .computeIfAbsent(row.symbol(), none -> new EnumMap<>(Factor.class))
                    .put(row.factor(), row));
    return exposures;
  }

  private static long copy(Connection connection, LocalDate date, List<FactorFit> fits) {
    try (BinaryCopy copy =
        BinaryCopy.into(
            connection,
            "symbol_factor_exposures",
            "symbol",
            "factor_code",
            "calculation_date",
            "observations",
            "window_sessions",
            "status",
            "detail",
            "beta",
            "raw_beta",
            "alpha",
            "r_squared",
            "std_error",
            "p_value",
            "quality")) {
      for (FactorFit fit : fits) {
        write(copy, date, ExposureRow.of(fit));
      }
      return copy.finish();
    }
  }

  private static void write(BinaryCopy copy, LocalDate date, ExposureRow row) {
    copy.startRow();
    copy.text(row.symbol().text());
    copy.text(row.factor().name());
    copy.date(date);
    copy.int4(row.observations());
    copy.int4(row.window());
    copy.text(row.status());
    copy.text(row.detail());
    copy.float8(row.value(Estimate::beta));
    copy.float8(row.value(Estimate::rawBeta));
    copy.float8(row.value(Estimate::alpha));
    copy.float8(row.value(Estimate::rSquared));
    copy.float8(row.value(Estimate::standardError));
    copy.float8(row.value(Estimate::pValue));
    copy.text(row.quality());
  }

  private static Estimate estimate(ResultSet row) throws SQLException {
    return new Estimate(
        row.getDouble("beta"),
        row.getDouble("raw_beta"),
        row.getObject("alpha", Double.class),
        row.getObject("r_squared", Double.class),
        row.getObject("std_error", Double.class),
        row.getObject("p_value", Double.class));
  }

  private static ExposureRow row(ResultSet row, int number) throws SQLException {
    return new ExposureRow(
        Symbol.of(row.getString("symbol")),
        Factor.valueOf(row.getString("factor_code")),
        row.getString("status"),
        row.getObject("beta") == null ? Optional.empty() : Optional.of(estimate(row)),
        row.getInt("observations"),
        row.getInt("window_sessions"),
        row.getString("quality"),
        row.getString("detail"));
  }
}
