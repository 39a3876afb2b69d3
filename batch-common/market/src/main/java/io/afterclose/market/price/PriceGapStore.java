package io.afterclose.market.price;

import io.afterclose.database.text.SqlArrays;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        select job_execution_id from batch_job_execution where job_instance_id = :instance)
      """;

  /** By date for all symbols together, whose gaps are mostly of the newest sessions. */
  private static final String STORED_LATELY =
      """
      select symbol, price_date, trim_scale(close) as close, flags = '' as unflagged,
        status = 'FINAL' as final
      from market_data_cache where price_date between :since and :last and symbol = any (:symbols)
      """;

  private static final String STORED_SINCE =
      """
      select m.symbol, m.price_date, trim_scale(m.close) as close, m.flags = '' as unflagged,
        m.status = 'FINAL' as final
      from unnest(cast(:symbols as text[]), cast(:since as date[])) as g(symbol, since)
      join market_data_cache m on m.symbol = g.symbol and m.price_date between g.since and :last
      """;

  /** Sessions at the end of a lookback whose prices are read together. */
  private static final int LATE_SESSIONS = 10;

  private final JdbcClient jdbc;
  private final ClosePanels panels;

  public PriceGapStore(DataSource dataSource, ClosePanels panels) {
    this.jdbc = JdbcClient.create(dataSource);
    this.panels = panels;
  }

  /**
   * What each symbol lacks of the sessions on which its prices are wanted. Symbols without a gap are
   * left out, and so are those whose price of the last session an earlier attempt of the same run
   * brought (a resumed run does not request twice). In symbol order.
   *
   * @param wanted parts of the longest of them
   * @param instance the run's job instance; 0 before it began. No clock tells what is fresh: that
   *     of another host may be days ahead
   */
  public List<PriceGap> gaps(Map<Symbol, Sessions> wanted, long instance) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    Sessions axis =
        wanted.values().stream().max(Comparator.comparingInt(Sessions::size)).orElseThrow();
    Map<Symbol, LocalDate> missing = firstMissing(wanted, axis);
    missing.keySet().removeAll(brought(wanted, instance));
    Map<Symbol, PriceGap> gaps = new TreeMap<>();
    missing.forEach((symbol, first) -> gaps.put(symbol, new PriceGap(symbol, first, null, null)));
    addClosesBefore(gaps);
    Stored stored = stored(missing, wanted, axis);
    return gaps.values().stream().map(stored::of).toList();
  }

  private Map<Symbol, LocalDate> firstMissing(Map<Symbol, Sessions> wanted, Sessions axis) {
    ClosePanel panel = panels.readNewest(axis, wanted.keySet());
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

  private Set<Symbol> brought(Map<Symbol, Sessions> wanted, long instance) {
    Set<Symbol> brought = new HashSet<>();
    if (instance != 0) {
      jdbc.sql(BROUGHT)
          .param("sessions", SqlArrays.texts(lastOf(wanted.values())))
          .param("instance", instance)
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

  private void addClosesBefore(Map<Symbol, PriceGap> gaps) {
    jdbc.sql(BEFORE)
        .param("symbols", SqlArrays.texts(gaps.keySet()))
        .param("missing", SqlArrays.texts(gaps.values().stream().map(PriceGap::firstMissing).toList()))
        .query(
            row -> {
              LocalDate date = row.getObject("price_date", LocalDate.class);
              BigDecimal close = row.getBigDecimal("close");
              gaps.computeIfPresent(
                  Symbol.of(row.getString("symbol")), (symbol, gap) -> gap.after(date, close));
            });
  }

  /** What is stored of the sessions from the first missing one on. */
  private record Stored(
      Map<Symbol, Map<LocalDate, BigDecimal>> unflagged, Map<Symbol, Set<LocalDate>> finished) {

    PriceGap of(PriceGap gap) {
      return gap.with(
          unflagged.getOrDefault(gap.symbol(), Map.of()),
          finished.getOrDefault(gap.symbol(), Set.of()));
    }
  }

  private Stored stored(Map<Symbol, LocalDate> missing, Map<Symbol, Sessions> wanted, Sessions axis) {
    LocalDate lately = axis.at(Math.max(0, axis.size() - LATE_SESSIONS));
    Map<Symbol, LocalDate> late = new TreeMap<>(missing);
    late.values().removeIf(first -> first.isBefore(lately));
    Map<Symbol, LocalDate> early = new TreeMap<>(missing);
    early.keySet().removeAll(late.keySet());
    Stored stored = new Stored(new HashMap<>(), new HashMap<>());
    if (!late.isEmpty()) {
      LocalDate since = Collections.min(late.values());
      read(STORED_LATELY, since, late, wanted, stored);
    }
    if (!early.isEmpty()) {
      String[] since = SqlArrays.texts(List.copyOf(early.values()));
      read(STORED_SINCE, since, early, wanted, stored);
    }
    return stored;
  }

  private void read(
      String sql,
      Object since,
      Map<Symbol, LocalDate> missing,
      Map<Symbol, Sessions> wanted,
      Stored stored) {
    jdbc.sql(sql)
        .param("since", since)
        .param("symbols", SqlArrays.texts(missing.keySet()))
        .param("last", Collections.max(lastOf(wanted.values())))
        .query(
            row -> {
              Symbol symbol = Symbol.of(row.getString("symbol"));
              LocalDate session = row.getObject("price_date", LocalDate.class);
              Sessions sessions = Objects.requireNonNull(wanted.get(symbol));
              if (session.isBefore(Objects.requireNonNull(missing.get(symbol)))
                  || session.isAfter(sessions.last())) {
                return;
              }
              if (row.getBoolean("unflagged")) {
                stored
                    .unflagged()
                    .computeIfAbsent(symbol, none -> new HashMap<>())
                    .put(session, row.getBigDecimal("close"));
              }
              if (row.getBoolean("final")) {
                stored.finished().computeIfAbsent(symbol, none -> new HashSet<>()).add(session);
              }
            });
  }
}
