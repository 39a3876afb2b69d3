package io.afterclose.market.price;

import io.afterclose.database.copy.BinaryCopyOut;
import io.afterclose.database.text.SqlArrays;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps the panel that was read last and brings it up to date instead of reading it again: the next
 * session of a range shares all but one session with it. What changed since is known by the change
 * log and the history of the stored prices, which the database writes itself. Neither tells that a
 * price became final, or was opened again: that is as old as the reading, but for the newest
 * sessions of {@link #readNewest}.
 */
public final class ClosePanelStore {

  /** The oldest sessions are read again by symbol, the newest for all symbols together. */
  private static final int NEWEST = 10;

  private static final String MARK = "select pg_snapshot_xmin(pg_current_snapshot())::text";

  private static final String CHANGED =
      """
      select symbol, min(first_date) as first_date from (
        select symbol, first_date from market_data_changes
        where transaction_id >= cast(:since as xid8)
        union all
        select symbol, price_date from market_data_history
        where replaced_in >= cast(:since as xid8)) as changed
      where first_date <= :last and symbol = any (:symbols)
      group by symbol
      """;

  /** A price that an operator opens again has a flag. */
  private static final String REOPENED =
      """
      select symbol, price_date from market_data_cache
      where flags <> '' and status = 'PROVISIONAL' and price_date between :from and :to
      """;

  private final DataSource dataSource;
  private final JdbcClient jdbc;
  private @Nullable ClosePanel kept;
  private String mark = "";

  public ClosePanelStore(DataSource dataSource) {
    this.dataSource = dataSource;
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * The closes of symbols on an axis, as they are stored now.
   *
   * @param symbols the panel has at least these
   * @return valid until the next call
   */
  public ClosePanel of(Sessions axis, Set<Symbol> symbols) {
    String now = jdbc.sql(MARK).query(String.class).single();
    ClosePanel before = kept;
    ClosePanel panel =
        before != null && before.overlaps(axis)
            ? upToDate(before, axis, symbols)
            : read(axis, symbols);
    kept = panel;
    mark = now;
    return panel;
  }

  /** As {@link #of}; of the newest ten sessions it is read again what was not final. */
  ClosePanel readNewest(Sessions axis, Set<Symbol> symbols) {
    boolean fresh = kept == null;
    ClosePanel panel = of(axis, symbols);
    if (!fresh) {
      int newest = Math.max(0, axis.size() - NEWEST);
      reopen(panel, axis.at(newest));
      int provisional = panel.firstProvisional(newest);
      if (provisional < axis.size()) {
        readInto(panel, axis.at(provisional), axis.last(), panel.symbols());
      }
    }
    return panel;
  }

  private void reopen(ClosePanel panel, LocalDate from) {
    jdbc.sql(REOPENED)
        .param("from", from)
        .param("to", panel.axis().last())
        .query(
            row -> {
              panel.reopen(row.getString("symbol"), row.getObject("price_date", LocalDate.class));
            });
  }

  private ClosePanel read(Sessions axis, Set<Symbol> symbols) {
    ClosePanel panel = new ClosePanel(axis, symbols);
    readInto(panel, axis.first(), axis.last(), symbols);
    return panel;
  }

  private ClosePanel upToDate(ClosePanel before, Sessions axis, Set<Symbol> symbols) {
    Set<Symbol> added = new HashSet<>(symbols);
    added.removeAll(before.symbols());
    boolean same = added.isEmpty() && before.axis().equals(axis);
    ClosePanel panel = same ? before : before.on(axis, added);
    Set<Symbol> whole = new HashSet<>(added);
    readAround(panel, before.axis());
    refresh(panel, before.symbols(), whole);
    if (!whole.isEmpty()) {
      readInto(panel, axis.first(), axis.last(), whole);
    }
    return panel;
  }

  /** Reads the sessions before and after those that were known. */
  private void readAround(ClosePanel panel, Sessions known) {
    Sessions axis = panel.axis();
    if (axis.first().isBefore(known.first())) {
      readInto(panel, axis.first(), known.first().minusDays(1), panel.symbols());
    }
    if (axis.last().isAfter(known.last())) {
      readInto(panel, known.last().plusDays(1), axis.last(), panel.symbols());
    }
  }

  /**
   * Reads again what changed since the mark: of the newest sessions all closes.
   *
   * @param whole takes the symbols of which an older close changed
   */
  private void refresh(ClosePanel panel, Set<Symbol> known, Set<Symbol> whole) {
    Sessions axis = panel.axis();
    int newest = Math.max(0, axis.size() - NEWEST);
    boolean any = false;
    for (Map.Entry<String, LocalDate> changed : changed(known, axis.last()).entrySet()) {
      int from = axis.ceilingIndex(changed.getValue());
      panel.clear(changed.getKey(), from);
      any = true;
      if (from < newest) {
        whole.add(Symbol.of(changed.getKey()));
      }
    }
    if (any) {
      readInto(panel, axis.at(newest), axis.last(), panel.symbols());
    }
  }

  private Map<String, LocalDate> changed(Set<Symbol> symbols, LocalDate last) {
    Map<String, LocalDate> changed = new TreeMap<>();
    jdbc.sql(CHANGED)
        .param("since", mark)
        .param("last", last)
        .param("symbols", SqlArrays.texts(symbols))
        .query(
            row -> {
              changed.put(row.getString("symbol"), row.getObject("first_date", LocalDate.class));
            });
    return changed;
  }

  private void readInto(
      ClosePanel panel, LocalDate from, LocalDate to, Collection<Symbol> symbols) {
    BinaryCopyOut.read(
        dataSource,
        """
        select symbol, price_date, close, status = 'FINAL' from market_data_cache
        where price_date between '%s' and '%s' and symbol = any ('{%s}')
        """
            .formatted(
                from,
                to,
                symbols.stream()
                    .map(symbol -> '"' + symbol.text() + '"')
                    .collect(Collectors.joining(","))),
        row -> panel.put(row.text(), row.epochDay(), row.numeric(), row.bool()));
  }
}
