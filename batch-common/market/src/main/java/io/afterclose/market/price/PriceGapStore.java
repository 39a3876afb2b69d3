package io.afterclose.market.price;

import io.afterclose.database.text.SqlArrays;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What symbols lack of final prices: never decided by anything but each symbol's own rows. */
public final class PriceGapStore {

  /** The ordered look for one keeps the plan: by the key, symbol after symbol. */
  private static final String BEFORE =
      """
      select w.symbol, p.price_date, p.close
      from unnest(cast(:symbols as text[]), cast(:missing as date[])) as w(symbol, first_missing)
      cross join lateral (
        select c.price_date, c.close from market_data_cache c
        where c.symbol = w.symbol and c.price_date < w.first_missing
        order by c.price_date desc limit 1
      ) p
      """;

  private static final String BROUGHT =
      """
      select symbol, price_date from market_data_cache
      where price_date = any (cast(:sessions as date[])) and job_execution_id in (
        select job_execution_id from batch_job_execution
        where job_instance_id = :instance and job_execution_id <> :execution)
      """;

  /** By date for all symbols together, whose gaps are mostly of the newest sessions. */
  private static final String STORED_LATELY =
      """
      select symbol, price_date, trim_scale(close) as close, flags = '' as unflagged,
        status = 'FINAL' as final
      from market_data_cache where price_date between :since and :last and symbol = any (:symbols)
      """;

  /** In the order of the key: while nothing is known of the table the plan goes by date else. */
  private static final String STORED_OF_ONE =
      """
      select symbol, price_date, trim_scale(close) as close, flags = '' as unflagged,
        status = 'FINAL' as final
      from market_data_cache where symbol = :symbol and price_date between :since and :last
      order by price_date
      """;

  private static final String OLDEST = "select min(price_date) from market_data_cache";

  /** Sessions at the end of a lookback whose prices are read together. */
  private static final int LATE_SESSIONS = 10;

  private final JdbcClient jdbc;
  private final ClosePanelStore panels;

  public PriceGapStore(DataSource dataSource, ClosePanelStore panels) {
    this.jdbc = JdbcClient.create(dataSource);
    this.panels = panels;
  }

  /**
   * What each symbol lacks of the sessions on which its prices are wanted. Symbols without a gap
   * are left out, and so are those whose price of the last session an earlier attempt of the same
   * run brought (a resumed run does not request twice). In symbol order.
   *
   * @param wanted parts of the longest of them
   * @param instance the run's job instance; 0 before it began. No clock tells what is fresh: that
   *     of another host may be days ahead
   * @param execution the attempt that asks, which has brought nothing yet; 0 before it began
   */
  public List<PriceGap> gaps(Map<Symbol, Sessions> wanted, long instance, long execution) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    Sessions axis =
        wanted.values().stream().max(Comparator.comparingInt(Sessions::size)).orElseThrow();
    ClosePanel panel = panels.readNewest(axis, wanted.keySet());
    Map<Symbol, LocalDate> missing = firstMissing(wanted, panel);
    missing.keySet().removeAll(brought(wanted, instance, execution));
    Map<Symbol, PriceGap> gaps = new TreeMap<>();
    missing.forEach((symbol, first) -> gaps.put(symbol, PriceGap.unread(symbol, first)));
    addClosesBefore(gaps);
    addStoredLately(gaps, wanted, axis);
    addNothingStored(gaps, panel);
    return List.copyOf(gaps.values());
  }

  /**
   * A gap with what is stored after it: read where {@link #gaps} has left it out since it may be
   * hundreds of sessions.
   *
   * @param last the last session on which a price of the symbol is wanted
   */
  public PriceGap withStored(PriceGap gap, LocalDate last) {
    if (gap.storedRead()) {
      return gap;
    }
    Stored stored = new Stored();
    jdbc.sql(STORED_OF_ONE)
        .param("symbol", gap.symbol().text())
        .param("since", gap.firstMissing())
        .param("last", last)
        .query(
            row -> {
              add(row, stored);
            });
    return stored.of(gap);
  }

  private static Map<Symbol, LocalDate> firstMissing(
      Map<Symbol, Sessions> wanted, ClosePanel panel) {
    Sessions axis = panel.axis();
    Map<Symbol, LocalDate> missing = new TreeMap<>();
    wanted.forEach(
        (symbol, sessions) -> {
          int first = panel.firstMissing(symbol, axis.indexOf(sessions.first()));
          if (first <= axis.indexOf(sessions.last())) {
            missing.put(symbol, axis.at(first));
          }
        });
    return missing;
  }

  private Set<Symbol> brought(Map<Symbol, Sessions> wanted, long instance, long execution) {
    Set<Symbol> brought = new HashSet<>();
    if (instance != 0) {
      jdbc.sql(BROUGHT)
          .param("sessions", SqlArrays.texts(lastOf(wanted.values())))
          .param("instance", instance)
          .param("execution", execution)
          .query(
              row -> {
                Symbol symbol = Symbol.of(row.getString("symbol"));
                Sessions sessions = wanted.get(symbol);
                LocalDate session = row.getObject("price_date", LocalDate.class);
                if (sessions != null && sessions.last().equals(session)) {
                  brought.add(symbol);
                }
              });
    }
    return brought;
  }

  private static Set<LocalDate> lastOf(Collection<Sessions> wanted) {
    return wanted.stream().map(Sessions::last).collect(Collectors.toSet());
  }

  /** Of what lacks all sessions since the oldest price of all, none is before them. */
  private void addClosesBefore(Map<Symbol, PriceGap> gaps) {
    List<PriceGap> some = after(oldestOfAll(), gaps.values());
    if (some.isEmpty()) {
      return;
    }
    jdbc.sql(BEFORE)
        .param("symbols", SqlArrays.texts(some.stream().map(PriceGap::symbol).toList()))
        .param("missing", SqlArrays.texts(some.stream().map(PriceGap::firstMissing).toList()))
        .query(
            row -> {
              LocalDate date = row.getObject("price_date", LocalDate.class);
              BigDecimal close = row.getBigDecimal("close");
              gaps.computeIfPresent(
                  Symbol.of(row.getString("symbol")), (symbol, gap) -> gap.after(date, close));
            });
  }

  private Optional<LocalDate> oldestOfAll() {
    return jdbc.sql(OLDEST)
        .query((row, number) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
        .single();
  }

  private static List<PriceGap> after(Optional<LocalDate> day, Collection<PriceGap> gaps) {
    return gaps.stream()
        .filter(gap -> day.filter(gap.firstMissing()::isAfter).isPresent())
        .toList();
  }

  /** Few rows of each symbol: those of a night that lacks the newest sessions. */
  private void addStoredLately(
      Map<Symbol, PriceGap> gaps, Map<Symbol, Sessions> wanted, Sessions axis) {
    LocalDate lately = axis.at(Math.max(0, axis.size() - LATE_SESSIONS));
    List<PriceGap> late =
        gaps.values().stream().filter(gap -> !gap.firstMissing().isBefore(lately)).toList();
    if (late.isEmpty()) {
      return;
    }
    Map<Symbol, Stored> stored = new HashMap<>();
    late.forEach(gap -> stored.put(gap.symbol(), new Stored()));
    jdbc.sql(STORED_LATELY)
        .param("since", Collections.min(late.stream().map(PriceGap::firstMissing).toList()))
        .param("symbols", SqlArrays.texts(stored.keySet()))
        .param("last", axis.last())
        .query(
            row -> {
              Symbol symbol = Symbol.of(row.getString("symbol"));
              LocalDate session = row.getObject("price_date", LocalDate.class);
              if (!session.isBefore(of(gaps, symbol).firstMissing())
                  && !session.isAfter(of(wanted, symbol).last())) {
                add(row, of(stored, symbol));
              }
            });
    late.forEach(gap -> gaps.put(gap.symbol(), of(stored, gap.symbol()).of(gap)));
  }

  /** Of most symbols of a first load nothing is stored. */
  private static void addNothingStored(Map<Symbol, PriceGap> gaps, ClosePanel panel) {
    gaps.replaceAll(
        (symbol, gap) ->
            gap.storedRead() || panel.anyFrom(symbol, panel.axis().indexOf(gap.firstMissing()))
                ? gap
                : gap.with(Map.of(), Set.of()));
  }

  private static <V> V of(Map<Symbol, V> values, Symbol symbol) {
    return Objects.requireNonNull(values.get(symbol), symbol::text);
  }

  private static void add(ResultSet row, Stored stored) throws SQLException {
    LocalDate session = row.getObject("price_date", LocalDate.class);
    if (row.getBoolean("unflagged")) {
      stored.unflagged.put(session, row.getBigDecimal("close"));
    }
    if (row.getBoolean("final")) {
      stored.finished.add(session);
    }
  }

  /** What is stored of one symbol from its first missing session on. */
  private static final class Stored {

    private final Map<LocalDate, BigDecimal> unflagged = new HashMap<>();
    private final Set<LocalDate> finished = new HashSet<>();

    PriceGap of(PriceGap gap) {
      return gap.with(unflagged, finished);
    }
  }
}
