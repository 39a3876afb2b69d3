package io.afterclose.market.price;

import io.afterclose.database.copy.BinaryCopy;
import io.afterclose.database.copy.BinaryCopyOut;
import io.afterclose.database.copy.NewRows;
import io.afterclose.database.copy.StagedMerge;
import io.afterclose.database.text.SqlArrays;
import io.afterclose.quant.price.DailyBar;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Daily bars as stored, and how an answer is merged. */
public final class PriceStore {

  private static final String TABLE = "market_data_cache";

  private static final List<String> COLUMNS =
      List.of(
          "symbol",
          "price_date",
          "open",
          "high",
          "low",
          "close",
          "volume",
          "source",
          "source_rank",
          "status",
          "flags",
          "fetched_at",
          "job_execution_id");

  /** Providers answer 32-bit floats: a difference below one in a million is noise. */
  private static final String DIFFERS =
      """
      (abs(s.close - m.close) > 0.000001 * m.close
        or abs(coalesce(s.open, 0) - coalesce(m.open, 0)) > 0.000001 * m.close
        or abs(coalesce(s.high, 0) - coalesce(m.high, 0)) > 0.000001 * m.close
        or abs(coalesce(s.low, 0) - coalesce(m.low, 0)) > 0.000001 * m.close
        or abs(coalesce(s.volume, 0) - coalesce(m.volume, 0)) > 0.000001 * coalesce(m.volume, 0))
      """;

  private static final String CORRECT =
      """
      update market_data_cache m set
        open = s.open, high = s.high, low = s.low, close = s.close, volume = s.volume,
        source = s.source, source_rank = s.source_rank, status = s.status, flags = s.flags,
        fetched_at = s.fetched_at, job_execution_id = s.job_execution_id
      from staged_market_data_cache s
      where s.symbol = m.symbol and s.price_date = m.price_date and m.status = 'PROVISIONAL'
        and not (s.status = 'FINAL' and s.flags like '%%SUSPECT_JUMP%%')
        and (m.flags like '%%REOPENED%%'
          or m.source <> 'operator' and (s.source_rank <= m.source_rank or m.flags <> '') and %s)
      """
          .formatted(DIFFERS);

  /** A suspect correction does not enter a row in the night in which that becomes final. */
  private static final String FINISH =
      """
      update market_data_cache m
      set status = 'FINAL'
      from staged_market_data_cache s
      where s.symbol = m.symbol and s.price_date = m.price_date
        and m.status = 'PROVISIONAL' and s.status = 'FINAL'
        and (abs(s.close - m.close) <= 0.000001 * m.close or s.flags not like '%SUSPECT_JUMP%')
      """;

  private static final String INSERT =
      """
      insert into market_data_cache
        (symbol, price_date, open, high, low, close, volume, source, source_rank, status, flags,
          fetched_at, job_execution_id)
      select symbol, price_date, open, high, low, close, volume, source, source_rank, status, flags,
        fetched_at, job_execution_id
      from staged_market_data_cache order by symbol, price_date
      on conflict (symbol, price_date) do nothing
      """;

  /** The ordered look for one keeps the plan: by the key, symbol after symbol. */
  private static final String ANY_KNOWN =
      """
      select exists (
        select from unnest(cast(:symbols as text[])) as u(symbol)
        cross join lateral (
          select from market_data_cache m
          where m.symbol = u.symbol and m.price_date between :first and :last
          order by m.price_date limit 1) as known)
      """;

  private static final String PRICED =
      """
      select w.symbol from unnest(cast(:symbols as text[])) as w(symbol)
      where exists (select from market_data_cache m where m.symbol = w.symbol)
      """;

  private static final String PRICED_ON =
      "select symbol from market_data_cache where price_date = :date and symbol = any (:symbols)";

  private static final String NEWEST_SESSION =
      "select max(price_date) from market_data_cache where symbol = :symbol and price_date <= :date";

  private static final String CLOSES_ON =
      """
      select symbol, close from market_data_cache
      where price_date = :date and symbol = any (:symbols)
      """;

  /**
   * Without the zeros that fill the column's scale: arithmetic would carry them along. A join,
   * since a statement that is prepared for good compares each row with one symbol of an array after
   * the other.
   */
  private static final String CLOSES_BETWEEN =
      """
      select m.symbol, m.price_date, m.close
      from unnest(cast('{%s}' as text[])) as u(symbol)
      join market_data_cache m on m.symbol = u.symbol and m.price_date between '%s' and '%s'
      """;

  private static final String LATEST_CLOSES =
      """
      select w.symbol, m.price_date, trim_scale(m.close) as close
      from unnest(cast(:symbols as text[]), cast(:from as date[]), cast(:up_to as date[]))
        as w(symbol, first_date, last_date)
      cross join lateral (
        select c.price_date, c.close from market_data_cache c
        where c.symbol = w.symbol and c.price_date between w.first_date and w.last_date
        order by c.price_date desc limit 1) m
      """;

  private static final String VOLUMES =
      """
      select symbol, volume from market_data_cache
      where symbol = any (:symbols) and price_date between :from and :to and volume is not null
      order by symbol, price_date
      """;

  private final DataSource dataSource;
  private final JdbcClient jdbc;
  private final Clock clock;

  public PriceStore(DataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.jdbc = JdbcClient.create(dataSource);
    this.clock = clock;
  }

  /**
   * Merges bars: new ones are inserted, provisional ones corrected where they differ by more than
   * one in a million, final ones left alone. A provider never corrects an unflagged price of one
   * that comes before it in the order. Triggers keep the old bar and log the change.
   *
   * @param jobExecutionId the run that brings them; null for none
   * @return how many bars are new, corrected or final now
   */
  public long save(@Nullable Long jobExecutionId, Collection<PriceRow> rows) {
    if (rows.isEmpty()) {
      return 0;
    }
    Instant now = clock.instant();
    List<PriceRow> sorted = sorted(rows);
    Consumer<BinaryCopy> write =
        copy -> sorted.forEach(row -> write(copy, row, now, jobExecutionId));
    return !anyKnown(sorted) && NewRows.copy(dataSource, TABLE, COLUMNS, write)
        ? sorted.size()
        : StagedMerge.run(dataSource, TABLE, COLUMNS, write, CORRECT, FINISH, INSERT);
  }

  private boolean anyKnown(List<PriceRow> rows) {
    List<LocalDate> dates = rows.stream().map(row -> row.bar().date()).toList();
    return jdbc.sql(ANY_KNOWN)
        .param(
            "symbols",
            SqlArrays.texts(
                rows.stream().map(row -> row.bar().symbol()).collect(Collectors.toSet())))
        .param("first", Collections.min(dates))
        .param("last", Collections.max(dates))
        .query(Boolean.class)
        .single();
  }

  private static List<PriceRow> sorted(Collection<PriceRow> rows) {
    return rows.stream()
        .sorted(
            Comparator.comparing((PriceRow row) -> row.bar().symbol())
                .thenComparing(row -> row.bar().date()))
        .toList();
  }

  /** Which of the symbols have a price on a session. */
  public Set<Symbol> pricedOn(LocalDate session, Collection<Symbol> symbols) {
    return jdbc.sql(PRICED_ON)
        .param("date", session)
        .param("symbols", SqlArrays.texts(symbols))
        .query(PriceStore::symbol)
        .set();
  }

  /** Which of the symbols have a price on any session. */
  public Set<Symbol> priced(Collection<Symbol> symbols) {
    return jdbc.sql(PRICED)
        .param("symbols", SqlArrays.texts(symbols))
        .query(PriceStore::symbol)
        .set();
  }

  /** The newest session on or before a day that has a symbol's price; empty when there is none. */
  public Optional<LocalDate> newestSession(Symbol symbol, LocalDate day) {
    return jdbc.sql(NEWEST_SESSION)
        .param("symbol", symbol.text())
        .param("date", day)
        .query((row, number) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
        .single();
  }

  /** The closes of a session, USD as traded. */
  public Map<Symbol, BigDecimal> closesOn(LocalDate session, Collection<Symbol> symbols) {
    Map<Symbol, BigDecimal> closes = new TreeMap<>();
    jdbc.sql(CLOSES_ON)
        .param("date", session)
        .param("symbols", SqlArrays.texts(symbols))
        .query(
            row -> {
              closes.put(symbol(row, 0), row.getBigDecimal("close"));
            });
    return closes;
  }

  /** Takes one close after the other, in no order. */
  @FunctionalInterface
  public interface CloseConsumer {

    void accept(Symbol symbol, LocalDate session, BigDecimal close);
  }

  /** Reads the closes of symbols between two days, both included, USD as traded. */
  public void closesBetween(
      LocalDate from, LocalDate to, Collection<Symbol> symbols, CloseConsumer consumer) {
    Map<String, Symbol> byText = new HashMap<>();
    symbols.forEach(symbol -> byText.put(symbol.text(), symbol));
    BinaryCopyOut.read(
        dataSource,
        CLOSES_BETWEEN.formatted(
            byText.keySet().stream().map(text -> '"' + text + '"').collect(Collectors.joining(",")),
            from,
            to),
        row ->
            consumer.accept(
                Objects.requireNonNull(byText.get(row.text()), "symbol asked for"),
                LocalDate.ofEpochDay(row.epochDay()),
                row.decimal()));
  }

  /** The volumes of symbols on sessions that have one, shares as traded, oldest first. */
  public Map<Symbol, double[]> volumes(LocalDate from, LocalDate to, Collection<Symbol> symbols) {
    Map<String, List<Double>> volumes = new HashMap<>();
    jdbc.sql(VOLUMES)
        .param("symbols", SqlArrays.texts(symbols))
        .param("from", from)
        .param("to", to)
        .query(
            row -> {
              volumes
                  .computeIfAbsent(row.getString("symbol"), none -> new ArrayList<>())
                  .add((double) row.getLong("volume"));
            });
    Map<Symbol, double[]> bySymbol = new HashMap<>();
    volumes.forEach(
        (symbol, known) ->
            bySymbol.put(
                Symbol.of(symbol), known.stream().mapToDouble(Double::doubleValue).toArray()));
    return bySymbol;
  }

  /** A span of days of a symbol, both ends included. */
  public record Window(Symbol symbol, LocalDate from, LocalDate upTo) {}

  /** Reads the latest close of each window that has one, USD as traded. */
  public void latestCloses(Collection<Window> windows, CloseConsumer consumer) {
    jdbc.sql(LATEST_CLOSES)
        .param("symbols", SqlArrays.texts(windows.stream().map(Window::symbol).toList()))
        .param("from", SqlArrays.texts(windows.stream().map(Window::from).toList()))
        .param("up_to", SqlArrays.texts(windows.stream().map(Window::upTo).toList()))
        .query(
            row -> {
              consumer.accept(
                  Symbol.of(row.getString(1)),
                  row.getObject(2, LocalDate.class),
                  row.getBigDecimal(3));
            });
  }

  private static Symbol symbol(ResultSet row, int number) throws SQLException {
    return Symbol.of(row.getString("symbol"));
  }

  private static void write(
      BinaryCopy copy, PriceRow row, Instant now, @Nullable Long jobExecutionId) {
    DailyBar bar = row.bar();
    copy.startRow();
    copy.text(bar.symbol().text());
    copy.date(bar.date());
    copy.numeric(bar.open());
    copy.numeric(bar.high());
    copy.numeric(bar.low());
    copy.numeric(bar.close());
    copy.int8(bar.volume());
    copy.text(row.source());
    copy.int4(row.rank());
    copy.text(row.finalPrice() ? "FINAL" : "PROVISIONAL");
    copy.text(flags(row.flags()));
    copy.timestamptz(now);
    copy.int8(jobExecutionId);
  }

  private static String flags(Set<PriceFlag> flags) {
    return flags.isEmpty()
        ? ""
        : flags.stream().map(Enum::name).sorted().collect(Collectors.joining(","));
  }
}
