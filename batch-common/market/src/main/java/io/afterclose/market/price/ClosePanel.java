package io.afterclose.market.price;

import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The closes of many symbols on one axis of sessions, USD as traded, as plain numbers, and which of
 * them are final.
 */
public final class ClosePanel {

  private final Sessions axis;
  private final Set<Symbol> symbols;

  /** By the symbol's text; closes are NaN where there is none. */
  private final Map<String, Column> columns = new HashMap<>();

  private static final class Column {
    private final double[] closes;
    private final BitSet finished;

    Column(int size) {
      closes = new double[size];
      Arrays.fill(closes, Double.NaN);
      finished = new BitSet(size);
    }
  }

  /**
   * @param symbols whose closes it takes; of each there is a column, whether it has closes or not
   */
  ClosePanel(Sessions axis, Set<Symbol> symbols) {
    this.axis = axis;
    this.symbols = Set.copyOf(symbols);
    this.symbols.forEach(symbol -> columns.put(symbol.text(), new Column(axis.size())));
  }

  /**
   * The same closes on another axis and with more symbols; none on what this one does not have.
   *
   * @param others taken in beside its own symbols
   */
  ClosePanel on(Sessions other, Set<Symbol> others) {
    Set<Symbol> all = new HashSet<>(symbols);
    all.addAll(others);
    ClosePanel panel = new ClosePanel(other, all);
    if (overlaps(other)) {
      LocalDate first = later(axis.first(), other.first());
      int from = axis.indexOf(first);
      int to = other.indexOf(first);
      int shared = Math.min(axis.size() - from, other.size() - to);
      columns.forEach((symbol, column) -> copy(column, from, panel.column(symbol), to, shared));
    }
    return panel;
  }

  private static void copy(Column source, int from, Column target, int to, int sessions) {
    System.arraycopy(source.closes, from, target.closes, to, sessions);
    BitSet finished = source.finished.get(from, from + sessions);
    for (int at = finished.nextSetBit(0); at >= 0; at = finished.nextSetBit(at + 1)) {
      target.finished.set(to + at);
    }
  }

  /** Whether an axis has sessions in common with this one's. */
  boolean overlaps(Sessions other) {
    return axis.indexOf(other.first()) >= 0 || other.indexOf(axis.first()) >= 0;
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  /** The axis that the indices count on. */
  public Sessions axis() {
    return axis;
  }

  Set<Symbol> symbols() {
    return symbols;
  }

  /** Forgets the closes of a symbol from a session on. */
  void clear(String symbol, int fromIndex) {
    Column column = columns.get(symbol);
    if (column != null) {
      Arrays.fill(column.closes, fromIndex, axis.size(), Double.NaN);
      column.finished.clear(fromIndex, axis.size());
    }
  }

  /** Takes a close; one of another symbol or day is ignored. */
  void put(String symbol, long epochDay, double close, boolean finished) {
    int index = axis.indexOf(epochDay);
    Column column = columns.get(symbol);
    if (index >= 0 && column != null) {
      column.closes[index] = close;
      column.finished.set(index, finished);
    }
  }

  /** One close per session of the axis, NaN where there is none; not to be changed. */
  public double[] closes(Symbol symbol) {
    return column(symbol.text()).closes;
  }

  /** The first index from another one on without a final close, the axis' size if there is none. */
  public int firstMissing(Symbol symbol, int fromIndex) {
    return column(symbol.text()).finished.nextClearBit(fromIndex);
  }

  /** The first index from another one on at which a close is not final, the axis' size if none. */
  int firstProvisional(int fromIndex) {
    int first = axis.size();
    for (Column column : columns.values()) {
      int index = column.finished.nextClearBit(fromIndex);
      while (index < first && Double.isNaN(column.closes[index])) {
        index = column.finished.nextClearBit(index + 1);
      }
      first = Math.min(first, index);
    }
    return first;
  }

  /** Notes that a close which may have been final is so no more. */
  void reopen(String symbol, LocalDate session) {
    int index = axis.indexOf(session);
    Column column = columns.get(symbol);
    if (index >= 0 && column != null) {
      column.finished.clear(index);
    }
  }

  /** Whether there is a close, final or not, at an index or after it. */
  boolean anyFrom(Symbol symbol, int fromIndex) {
    double[] closes = closes(symbol);
    for (int index = fromIndex; index < closes.length; index++) {
      if (!Double.isNaN(closes[index])) {
        return true;
      }
    }
    return false;
  }

  private Column column(String symbol) {
    Column column = columns.get(symbol);
    if (column == null) {
      throw new IllegalArgumentException(symbol + " is not among the panel's symbols");
    }
    return column;
  }
}
