package io.afterclose.market.metrics;

import io.afterclose.database.connection.AdvisoryLock;
import io.afterclose.database.copy.BinaryCopy;
import io.afterclose.database.text.SqlArrays;
import io.afterclose.market.profile.SymbolProfile;
import io.afterclose.quant.factor.Factor;
import io.afterclose.quant.symbol.Symbol;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Metrics rows as stored, one per symbol and date. */
public final class MetricsStore {

  /** The columns in their order, each with how it is written. */
  private static final Map<String, BiConsumer<BinaryCopy, StoredMetrics>> COLUMNS = columns();

  private static final String ONE_WRITER =
      "select pg_advisory_xact_lock(%s)".formatted(AdvisoryLock.OF_SCHEMA);

  /** Mostly nothing is known: one look at a range of the key says so. */
  private static final String IN_RANGE =
      """
      from symbol_daily_metrics
      where metrics_date = :date
        and symbol between (select min(s) from unnest(cast(:symbols as text[])) as s)
          and (select max(s) from unnest(cast(:symbols as text[])) as s)
      """;

  private static final String ANY_IN_RANGE = "select exists (select " + IN_RANGE + ")";

  private static final String DELETE = "delete " + IN_RANGE + "and symbol = any (:symbols)";

  private static final String READ_BEFORE = "select pg_snapshot_xmin(pg_current_snapshot())::text";

  private static final String SERVER = "select server_identity()";

  private static final String OUTDATED =
      """
      with recursive rows_of as (
        select m.metrics_date, m.symbol,
          case when m.read_server = (select server_identity())
            then known_transaction(m.read_before) else '0' end as read_before
        from symbol_daily_metrics m where m.metrics_date = any (cast(:sessions as date[]))
      ), changed as (
        select c.symbol, c.first_date, known_transaction(c.transaction_id) as transaction_id
        from market_data_changes c
        where c.transaction_id >= (select min(r.read_before) from rows_of r)
          and c.first_date <= (select max(r.metrics_date) from rows_of r)
      ), heirs as materialized (
        -- Bars before a rename count for the new symbol, the first close of a child for its parent.
        select symbol, other_symbol as heir, ex_date - 1 as last_date from corporate_actions
        where kind = 'RENAME' and kind not in ('SPLIT', 'DIVIDEND', 'IMPLIED')
        union all
        select other_symbol, symbol, ex_date + 10 from corporate_actions
        where kind = 'SPINOFF' and kind not in ('SPLIT', 'DIVIDEND', 'IMPLIED')
      ), late as (
        select symbol, first_date, transaction_id from changed
        union
        select h.heir, l.first_date, l.transaction_id
        from late l join heirs h on h.symbol = l.symbol and h.last_date >= l.first_date
      )
      select r.metrics_date, r.symbol from rows_of r
      join late l on l.symbol = r.symbol
        and l.first_date <= r.metrics_date and l.transaction_id >= r.read_before
      union
      select r.metrics_date, r.symbol from rows_of r
      join late l on l.symbol = any (:of_all)
        and l.first_date <= r.metrics_date and l.transaction_id >= r.read_before
      """;

  private static final String SYMBOLS_ON =
      "select symbol from symbol_daily_metrics where metrics_date = :date";

  private static final String FIND =
      """
      select %s
      from symbol_daily_metrics
      where metrics_date = :date and (cast(:symbol as text) is null or symbol = :symbol)
      order by symbol collate "C"
      """
          .formatted(String.join(", ", COLUMNS.keySet()));

  private final JdbcTemplate connections;
  private final JdbcClient jdbc;

  public MetricsStore(DataSource dataSource) {
    this.connections = new JdbcTemplate(dataSource);
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * Stores rows of a date; earlier ones of the same symbols are replaced. To be called in a
   * transaction; of two that store rows of one date the second waits for the first.
   *
   * @param readBefore what {@link #readBefore} gave before the rows' inputs were read
   */
  public void save(LocalDate date, List<StoredMetrics> rows, long readBefore) {
    if (rows.isEmpty()) {
      return;
    }
    jdbc.sql(ONE_WRITER)
        .param("key", AdvisoryLock.key("symbol_daily_metrics/" + date))
        .query(row -> {});
    List<StoredMetrics> sorted =
        rows.stream().sorted(Comparator.comparing(row -> row.metrics().symbol())).toList();
    if (ofRows(ANY_IN_RANGE, date, sorted).query(Boolean.class).single()) {
      ofRows(DELETE, date, sorted).update();
    }
    long server = jdbc.sql(SERVER).query(Long.class).single();
    connections.execute(
        (ConnectionCallback<Long>) connection -> copy(connection, sorted, readBefore, server));
  }

  private JdbcClient.StatementSpec ofRows(String sql, LocalDate date, List<StoredMetrics> sorted) {
    List<Symbol> symbols = sorted.stream().map(row -> row.metrics().symbol()).toList();
    return jdbc.sql(sql).param("date", date).param("symbols", SqlArrays.texts(symbols));
  }

  /** A transaction number: a reader that begins now sees all changes by transactions below it. */
  public long readBefore() {
    return Long.parseLong(jdbc.sql(READ_BEFORE).query(String.class).single());
  }

  /**
   * The rows of some dates that lack a change of a price or an action on or before their date, of
   * their own symbol or of one that all depend on.
   *
   * @param ofAll the symbols that all depend on
   * @return symbols by date
   */
  public SortedMap<LocalDate, Set<Symbol>> outdated(
      Collection<LocalDate> sessions, Collection<Symbol> ofAll) {
    SortedMap<LocalDate, Set<Symbol>> outdated = new TreeMap<>();
    jdbc.sql(OUTDATED)
        .param("sessions", SqlArrays.texts(sessions))
        .param("of_all", SqlArrays.texts(ofAll))
        .query(
            row -> {
              outdated
                  .computeIfAbsent(
                      row.getObject("metrics_date", LocalDate.class), none -> new TreeSet<>())
                  .add(Symbol.of(row.getString("symbol")));
            });
    return outdated;
  }

  /** The symbols that have a row of a date. */
  public Set<Symbol> symbolsOn(LocalDate date) {
    return new HashSet<>(
        jdbc.sql(SYMBOLS_ON)
            .param("date", date)
            .query((row, number) -> Symbol.of(row.getString("symbol")))
            .list());
  }

  /**
   * The rows of a date, by symbol.
   *
   * @param symbol null for all
   */
  public List<StoredMetrics> find(LocalDate date, @Nullable Symbol symbol) {
    return jdbc.sql(FIND)
        .param("date", date)
        .param("symbol", symbol == null ? null : symbol.text())
        .query(MetricsStore::row)
        .list();
  }

  /** A factor's column is its code in lower case. */
  public static String column(Factor factor) {
    return factor.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, BiConsumer<BinaryCopy, StoredMetrics>> columns() {
    Map<String, BiConsumer<BinaryCopy, StoredMetrics>> columns = new LinkedHashMap<>();
    columns.put("symbol", (copy, row) -> copy.text(row.metrics().symbol().text()));
    columns.put("metrics_date", (copy, row) -> copy.date(row.date()));
    columns.put("close", (copy, row) -> copy.numeric(row.metrics().close()));
    for (ReturnPeriod period : ReturnPeriod.values()) {
      columns.put(period.column(), (copy, row) -> copy.float8(row.metrics().returns().get(period)));
    }
    for (VolatilityWindow window : VolatilityWindow.values()) {
      columns.put(
          window.column(), (copy, row) -> copy.float8(row.metrics().volatilities().get(window)));
    }
    for (Factor factor : Factor.values()) {
      columns.put(column(factor), (copy, row) -> copy.float8(row.metrics().betas().get(factor)));
    }
    addQuality(columns);
    columns.put("name", (copy, row) -> copy.text(row.profile().name()));
    columns.put("sector", (copy, row) -> copy.text(row.profile().sector()));
    columns.put("industry", (copy, row) -> copy.text(row.profile().industry()));
    columns.put("reasons", (copy, row) -> copy.text(row.metrics().reasonsText()));
    return columns;
  }

  private static void addQuality(Map<String, BiConsumer<BinaryCopy, StoredMetrics>> columns) {
    columns.put("data_quality_score", (copy, row) -> copy.float8(row.metrics().quality().score()));
    columns.put("priced", (copy, row) -> copy.bool(row.metrics().quality().priced()));
    columns.put("full_window_90", (copy, row) -> copy.bool(row.metrics().quality().fullWindow90()));
    columns.put(
        "full_window_180", (copy, row) -> copy.bool(row.metrics().quality().fullWindow180()));
    columns.put("unflagged_21", (copy, row) -> copy.bool(row.metrics().quality().unflagged21()));
    columns.put(
        "all_factors_fitted", (copy, row) -> copy.bool(row.metrics().quality().allFactorsFitted()));
  }

  private static long copy(
      Connection connection, List<StoredMetrics> rows, long readBefore, long server)
      throws SQLException {
    List<String> columns = new ArrayList<>(COLUMNS.keySet());
    columns.addAll(List.of("read_before", "read_server"));
    try (BinaryCopy copy = BinaryCopy.into(connection, "symbol_daily_metrics", columns)) {
      for (StoredMetrics row : rows) {
        copy.startRow();
        COLUMNS.values().forEach(column -> column.accept(copy, row));
        copy.int8(readBefore);
        copy.int8(server);
      }
      return copy.finish();
    }
  }

  private static StoredMetrics row(ResultSet row, int number) throws SQLException {
    Map<ReturnPeriod, Double> returns = new EnumMap<>(ReturnPeriod.class);
    for (ReturnPeriod period : ReturnPeriod.values()) {
      putIfKnown(returns, period, row, period.column());
    }
    Map<VolatilityWindow, Double> volatilities = new EnumMap<>(VolatilityWindow.class);
    for (VolatilityWindow window : VolatilityWindow.values()) {
      putIfKnown(volatilities, window, row, window.column());
    }
    Map<Factor, Double> betas = new EnumMap<>(Factor.class);
    for (Factor factor : Factor.values()) {
      putIfKnown(betas, factor, row, column(factor));
    }
    return new StoredMetrics(
        row.getObject("metrics_date", LocalDate.class),
        new SymbolMetrics(
            Symbol.of(row.getString("symbol")),
            row.getBigDecimal("close"),
            returns,
            volatilities,
            betas,
            quality(row),
            reasons(row.getString("reasons"))),
        new SymbolProfile(
            row.getString("name"), row.getString("sector"), row.getString("industry")));
  }

  private static <K> void putIfKnown(Map<K, Double> values, K key, ResultSet row, String column)
      throws SQLException {
    double value = row.getDouble(column);
    if (!row.wasNull()) {
      values.put(key, value);
    }
  }

  private static DataQuality quality(ResultSet row) throws SQLException {
    return new DataQuality(
        row.getBoolean("priced"),
        row.getBoolean("full_window_90"),
        row.getBoolean("full_window_180"),
        row.getBoolean("unflagged_21"),
        row.getBoolean("all_factors_fitted"));
  }

  private static SortedMap<String, String> reasons(String text) {
    return Arrays.stream(text.split(" ", -1))
        .filter(reason -> !reason.isEmpty())
        .map(reason -> reason.split("=", 2))
        .collect(
            Collectors.toMap(
                reason -> reason[0], reason -> reason[1], (first, same) -> first, TreeMap::new));
  }
}
