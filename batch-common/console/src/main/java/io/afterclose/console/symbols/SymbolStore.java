package io.afterclose.console.symbols;

import io.afterclose.database.text.SqlArrays;
import io.afterclose.quant.factor.Factor;
import io.afterclose.quant.factor.FactorEtfs;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads metrics and factors of a session. What belongs together is read in one REPEATABLE READ
 * transaction that writes nothing, so that all its rows are of one moment.
 */
final class SymbolStore {

  /** Rows that the cursor brings at once. */
  private static final int FETCH = 10_000;

  /** How often a reading of everything tells how far it is. */
  private static final int STEP = 500;

  private static final int LOAD_SECONDS = 120;
  private static final int ANSWER_SECONDS = 2;

  private static final String HELD =
      """
      select distinct p.symbol from positions p
      join portfolios f on f.portfolio_id = p.portfolio_id and f.deleted_at is null
      where p.deleted_at is null and p.exit_date is null and p.investment_class = 'PUBLIC'
      """;

  private static final String METRICS =
      "select symbol, close, name, sector from symbol_daily_metrics where metrics_date = ?";

  private static final String EXPOSURES =
      """
      select symbol, factor_code, status, beta, r_squared, observations, quality
      from symbol_factor_exposures where calculation_date = ?
      """;

  /** The newest close of those that have none of the session. */
  private static final String LAST_CLOSES =
      """
      select w.symbol, m.price_date, m.close
      from unnest(cast(:symbols as text[])) as w(symbol)
      cross join lateral (
        select c.price_date, c.close from market_data_cache c
        where c.symbol = w.symbol and c.price_date <= :date
        order by c.price_date desc limit 1) m
      """;

  /**
   * Everything that an answer about some symbols needs, in one statement; each row is of a symbol
   * and one of its factors, or of a symbol alone.
   */
  private static final String OF_SYMBOLS =
      """
      select w.symbol, m.name, m.sector, coalesce(m.close, c.close) as close,
        case when m.close is null then c.price_date else m.metrics_date end as close_date,
        e.factor_code, e.status, e.beta, e.r_squared, e.observations, e.quality
      from unnest(cast(:symbols as text[])) as w(symbol)
      left join symbol_daily_metrics m on m.metrics_date = :date and m.symbol = w.symbol
        and m.symbol = any (:symbols)
      left join symbol_factor_exposures e on e.calculation_date = :date and e.symbol = w.symbol
        and e.symbol = any (:symbols)
      left join lateral (
        select c.price_date, c.close from market_data_cache c
        where m.close is null and c.symbol = w.symbol and c.price_date <= :date
        order by c.price_date desc limit 1) c on true
      where m.symbol is not null or e.symbol is not null
      """;

  private static final String UNCHANGED =
      """
      select (select coalesce(max(run_id), 0) from job_runs) = :newest
        and (select count(*) from job_runs where run_id = any (:open) and ended_at is null) = :count
      """;

  private static final String PAGE =
      """
      select s.symbol from (
        select symbol from symbol_daily_metrics where metrics_date = :date
        union
        select symbol from symbol_factor_exposures where calculation_date = :date) s
      left join symbol_daily_metrics m on m.metrics_date = :date and m.symbol = s.symbol
      where (cast(:after as text) is null or s.symbol collate "C" > :after)
        and (cast(:q as text) is null or starts_with(s.symbol, upper(:q))
          or position(lower(:q) in lower(coalesce(m.name, ''))) > 0)
        and (cast(:sector as text) is null or m.sector = :sector)
      order by s.symbol collate "C" limit :limit
      """;

  private static final String BARS =
      """
      with bars as (
        select price_date, open, high, low, close, volume, source, status, flags,
          fetched_at at time zone 'UTC' as fetched_utc, job_execution_id
        from market_data_cache
        where symbol = :symbol and price_date between :from and :to
      ), runs as (
        select job_execution_id, max(run_id) as run_id from job_runs
        where job_execution_id in (select job_execution_id from bars)
        group by job_execution_id
      )
      select price_date, open, high, low, close, volume, source, status, flags, fetched_utc,
        job_execution_id, run_id
      from bars left join runs using (job_execution_id)
      order by price_date
      """;

  private final JdbcClient jdbc;
  private final JdbcTemplate cursor;
  private final TransactionTemplate loading;
  private final TransactionTemplate answering;

  SymbolStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.cursor = new JdbcTemplate(dataSource);
    cursor.setFetchSize(FETCH);
    JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
    this.loading = reading(transactions, LOAD_SECONDS);
    this.answering = reading(transactions, ANSWER_SECONDS);
  }

  private static TransactionTemplate reading(JdbcTransactionManager transactions, int seconds) {
    TransactionTemplate reading = new TransactionTemplate(transactions);
    reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    reading.setReadOnly(true);
    reading.setTimeout(seconds);
    return reading;
  }

  /**
   * What a reading found.
   *
   * @param left symbols that were left out
   */
  record Loaded(Collection<SymbolDraft> rows, int left) {}

  /**
   * Reads all symbols of a session; of more than are wanted those that are held and the factor
   * funds come first, then the others by their text.
   *
   * @param most how many at most
   * @param progress is told how many symbols have been read
   */
  Loaded load(LocalDate date, int most, IntConsumer progress) {
    Map<String, SymbolDraft> drafts = measured(date);
    Set<String> left = new HashSet<>(drafts.keySet());
    if (drafts.size() > most) {
      drafts.keySet().retainAll(first(drafts.keySet(), most));
    }
    left.removeAll(drafts.keySet());
    fit(date, drafts, left, most, progress);
    close(date, drafts);
    return new Loaded(drafts.values(), left.size());
  }

  private Set<String> first(Set<String> known, int most) {
    Set<String> wanted = new LinkedHashSet<>();
    FactorEtfs.ALL.forEach(fund -> wanted.add(fund.text()));
    wanted.addAll(held());
    wanted.addAll(new TreeSet<>(known));
    Set<String> chosen = new LinkedHashSet<>();
    for (String symbol : wanted) {
      if (chosen.size() == most) {
        break;
      }
      if (known.contains(symbol)) {
        chosen.add(symbol);
      }
    }
    return chosen;
  }

  /** Symbols of a session in one statement; one of which there is nothing is left out. */
  Map<String, SymbolDraft> ofSymbols(LocalDate date, Collection<String> symbols) {
    Map<String, SymbolDraft> drafts = new HashMap<>();
    jdbc.sql(OF_SYMBOLS)
        .param("symbols", SqlArrays.texts(symbols))
        .param("date", date)
        .query(
            row -> {
              SymbolDraft draft = drafts.computeIfAbsent(row.getString("symbol"), SymbolDraft::new);
              describe(draft, row);
              BigDecimal close = row.getBigDecimal("close");
              if (close != null) {
                draft.closed(close, row.getObject("close_date", LocalDate.class));
              }
              if (row.getString("factor_code") != null) {
                fit(draft, row);
              }
            });
    return drafts;
  }

  /** Symbols of a session that a filter lets through, ascending. */
  Map<String, SymbolDraft> page(
      LocalDate date, SymbolFilter filter, @Nullable String after, int limit) {
    List<String> symbols =
        jdbc.sql(PAGE)
            .param("date", date)
            .param("q", filter.query())
            .param("sector", filter.sector())
            .param("after", after)
            .param("limit", limit)
            .query(String.class)
            .list();
    return ofSymbols(date, symbols);
  }

  /** The stored days of a symbol between two days, both included, ascending. */
  List<PriceBar> bars(String symbol, LocalDate from, LocalDate to) {
    return jdbc.sql(BARS)
        .param("symbol", symbol)
        .param("from", from)
        .param("to", to)
        .query((row, number) -> bar(row))
        .list();
  }

  /**
   * Whether no run began or ended since a look.
   *
   * @param newest the greatest number then
   * @param open the numbers of the runs that were at work
   */
  boolean unchanged(long newest, Collection<Long> open) {
    return jdbc.sql(UNCHANGED)
        .param("newest", newest)
        .param("open", SqlArrays.keys(open))
        .param("count", open.size())
        .query(Boolean.class)
        .single();
  }

  /** The symbols of open positions. */
  List<String> held() {
    return jdbc.sql(HELD).query(String.class).list();
  }

  /** Several readings in one state of the database. */
  <T> T inOneState(Supplier<T> reading) {
    return inOneState(loading, reading);
  }

  /** The same for an answer that is waited for: within two seconds. */
  <T> T inTime(Supplier<T> reading) {
    return inOneState(answering, reading);
  }

  private static <T> T inOneState(TransactionTemplate transaction, Supplier<T> reading) {
    return Objects.requireNonNull(transaction.execute(status -> reading.get()));
  }

  /** All symbols that have metrics of a date. */
  private Map<String, SymbolDraft> measured(LocalDate date) {
    Map<String, SymbolDraft> drafts = new HashMap<>();
    cursor.query(
        METRICS,
        row -> {
          SymbolDraft draft = new SymbolDraft(row.getString("symbol"));
          describe(draft, row);
          BigDecimal close = row.getBigDecimal("close");
          if (close != null) {
            draft.closed(close, date);
          }
          drafts.put(draft.symbol, draft);
        },
        Date.valueOf(date));
    return drafts;
  }

  /**
   * Adds the exposures of a date.
   *
   * @param drafts gets those symbols too that have exposures and no metrics, as far as there is
   *     room
   * @param left symbols that are left out; gets those for which there is none
   */
  private void fit(
      LocalDate date,
      Map<String, SymbolDraft> drafts,
      Set<String> left,
      int most,
      IntConsumer progress) {
    int[] rows = {0};
    cursor.query(
        EXPOSURES,
        row -> {
          String symbol = row.getString("symbol");
          SymbolDraft draft = drafts.get(symbol);
          if (draft == null && !left.contains(symbol)) {
            if (drafts.size() < most) {
              draft = new SymbolDraft(symbol);
              drafts.put(symbol, draft);
            } else {
              left.add(symbol);
            }
          }
          if (draft != null) {
            fit(draft, row);
          }
          rows[0]++;
          if (rows[0] % (STEP * Factor.values().length) == 0) {
            progress.accept(Math.min(drafts.size(), rows[0] / Factor.values().length));
          }
        },
        Date.valueOf(date));
  }

  /** Adds the newest close to those that have none of the date. */
  private void close(LocalDate date, Map<String, SymbolDraft> drafts) {
    List<String> unpriced =
        drafts.values().stream()
            .filter(draft -> draft.close == SymbolDraft.NO_PRICE)
            .map(draft -> draft.symbol)
            .toList();
    if (unpriced.isEmpty()) {
      return;
    }
    jdbc.sql(LAST_CLOSES)
        .param("symbols", SqlArrays.texts(unpriced))
        .param("date", date)
        .query(
            row -> {
              Objects.requireNonNull(drafts.get(row.getString("symbol")))
                  .closed(row.getBigDecimal("close"), row.getObject("price_date", LocalDate.class));
            });
  }

  private static void describe(SymbolDraft draft, ResultSet row) throws SQLException {
    draft.name = row.getString("name");
    draft.sector = row.getString("sector");
  }

  private static void fit(SymbolDraft draft, ResultSet row) throws SQLException {
    draft.fitted(
        Factor.valueOf(row.getString("factor_code")),
        row.getObject("beta", Double.class),
        row.getObject("r_squared", Double.class),
        row.getInt("observations"),
        FactorState.of(row.getString("status"), row.getString("quality")));
  }

  private static PriceBar bar(ResultSet row) throws SQLException {
    return new PriceBar(
        row.getObject("price_date", LocalDate.class),
        trimmed(row.getBigDecimal("open")),
        trimmed(row.getBigDecimal("high")),
        trimmed(row.getBigDecimal("low")),
        Objects.requireNonNull(trimmed(row.getBigDecimal("close"))),
        row.getObject("volume", Long.class),
        row.getString("source"),
        row.getString("status"),
        row.getString("flags"),
        row.getTimestamp("fetched_utc").toLocalDateTime(),
        row.getObject("job_execution_id", Long.class),
        row.getObject("run_id", Long.class));
  }

  private static @Nullable BigDecimal trimmed(@Nullable BigDecimal price) {
    if (price == null) {
      return null;
    }
    BigDecimal trimmed = price.stripTrailingZeros();
    return trimmed.scale() < 0 ? trimmed.setScale(0) : trimmed;
  }
}
