package io.afterclose.console.symbols;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afterclose.quant.factor.Factor;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All symbols of one session, column by column; never changed, so that a reader who holds it sees
 * one version. Each column is in the order of the symbols, which ascend by their text.
 */
public final class SymbolTable {

  private static final int FACTORS = Factor.values().length;

  private final Origin origin;
  private final String fingerprint;
  private final String[] symbols;
  private final double[][] betas;
  private final float[][] rSquared;
  private final short[][] observations;
  private final byte[][] states;
  private final long[] closes;
  private final int[] closeDays;
  private final @Nullable String[] names;
  private final short[] sectorOf;
  private final @Nullable String[] sectors;

  /**
   * Where a table comes from.
   *
   * @param date the session
   * @param version the newest run that had ended when it was read
   * @param left symbols of the session that are not in it, since there are more than it may hold
   */
  record Origin(LocalDate date, long version, int left) {

    Origin at(long newer, int more) {
      return new Origin(date, newer, left + more);
    }
  }

  private SymbolTable(Origin origin, List<SymbolDraft> rows) {
    int n = rows.size();
    this.origin = origin;
    this.symbols = new String[n];
    this.betas = new double[FACTORS][n];
    this.rSquared = new float[FACTORS][n];
    this.observations = new short[FACTORS][n];
    this.states = new byte[FACTORS][n];
    this.closes = new long[n];
    this.closeDays = new int[n];
    this.names = new @Nullable String[n];
    this.sectorOf = new short[n];
    Map<@Nullable String, Short> numbers = new HashMap<>();
    List<@Nullable String> texts = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      SymbolDraft row = rows.get(i);
      put(i, row);
      Short number = numbers.get(row.sector);
      if (number == null) {
        number = (short) texts.size();
        numbers.put(row.sector, number);
        texts.add(row.sector);
      }
      sectorOf[i] = number;
    }
    this.sectors = texts.toArray(new @Nullable String[0]);
    this.fingerprint = hash();
  }

  private void put(int i, SymbolDraft row) {
    symbols[i] = row.symbol;
    names[i] = row.name;
    closes[i] = row.close;
    closeDays[i] = row.closeDay;
    for (int f = 0; f < FACTORS; f++) {
      betas[f][i] = row.beta[f];
      rSquared[f][i] = row.rSquared[f];
      observations[f][i] = row.observations[f];
      states[f][i] = row.state[f];
    }
  }

  /** A table of rows in any order, each symbol once. */
  static SymbolTable of(Origin origin, Collection<SymbolDraft> rows) {
    Map<String, SymbolDraft> sorted = new TreeMap<>();
    rows.forEach(row -> sorted.put(row.symbol, row));
    return new SymbolTable(origin, List.copyOf(sorted.values()));
  }

  /**
   * A copy in which some symbols are as they were read again.
   *
   * @param version the newest run that had ended then
   * @param left symbols that there was no room for
   */
  SymbolTable with(Collection<SymbolDraft> rows, long version, int left) {
    Map<String, SymbolDraft> sorted = new TreeMap<>();
    for (int i = 0; i < symbols.length; i++) {
      sorted.put(symbols[i], draft(i));
    }
    rows.forEach(row -> sorted.put(row.symbol, row));
    return new SymbolTable(origin.at(version, left), List.copyOf(sorted.values()));
  }

  private SymbolDraft draft(int i) {
    SymbolDraft row = new SymbolDraft(symbols[i]);
    row.name = names[i];
    row.sector = sectors[sectorOf[i]];
    row.close = closes[i];
    row.closeDay = closeDays[i];
    for (int f = 0; f < FACTORS; f++) {
      row.beta[f] = betas[f][i];
      row.rSquared[f] = rSquared[f][i];
      row.observations[f] = observations[f][i];
      row.state[f] = states[f][i];
    }
    return row;
  }

  /** The session that it is of. */
  public LocalDate date() {
    return origin.date();
  }

  /** The newest run that had ended when it was read. */
  public long version() {
    return origin.version();
  }

  /** Symbols of the session that are not in it. */
  public int left() {
    return origin.left();
  }

  /** Whether a symbol that is not in it has nothing. */
  public boolean complete() {
    return origin.left() == 0;
  }

  /** Of its content, 16 hex digits: equal content, equal text. */
  public String fingerprint() {
    return fingerprint;
  }

  public int size() {
    return symbols.length;
  }

  public boolean has(String symbol) {
    return index(symbol) >= 0;
  }

  private int index(String symbol) {
    return Arrays.binarySearch(symbols, symbol);
  }

  /** A symbol; empty where it is not in the table. */
  public Optional<SymbolRow> find(String symbol) {
    int i = index(symbol);
    return i < 0 ? Optional.empty() : Optional.of(SymbolRow.of(draft(i)));
  }

  /** Some symbols, those that are in the table, in the order in which they are asked for. */
  public Map<String, SymbolRow> find(Collection<String> asked) {
    Map<String, SymbolRow> found = new LinkedHashMap<>();
    asked.forEach(symbol -> find(symbol).ifPresent(row -> found.put(symbol, row)));
    return found;
  }

  /** Whether all factors of a symbol are fitted; false where it is not in the table. */
  boolean allFitted(String symbol) {
    int i = index(symbol);
    if (i < 0) {
      return false;
    }
    for (double[] column : betas) {
      if (Double.isNaN(column[i])) {
        return false;
      }
    }
    return true;
  }

  /**
   * Symbols that a filter lets through, ascending.
   *
   * @param after the last one of the page before; null for the first page
   */
  List<SymbolRow> page(@Nullable String after, int limit, Predicate<SymbolRow> filter) {
    List<SymbolRow> page = new ArrayList<>();
    int found = after == null ? -1 : index(after);
    int from = found >= 0 || after == null ? found + 1 : -found - 1;
    for (int i = from; i < symbols.length && page.size() < limit; i++) {
      SymbolRow row = SymbolRow.of(draft(i));
      if (filter.test(row)) {
        page.add(row);
      }
    }
    return page;
  }

  private String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((origin.date() + " " + origin.left()).getBytes(UTF_8));
      ByteBuffer row = ByteBuffer.allocate(FACTORS * 15 + 12);
      for (int i = 0; i < symbols.length; i++) {
        row.clear();
        row.putLong(closes[i]).putInt(closeDays[i]);
        for (int f = 0; f < FACTORS; f++) {
          row.putDouble(betas[f][i]).putFloat(rSquared[f][i]).putShort(observations[f][i]);
          row.put(states[f][i]);
        }
        digest.update(row.array());
        String text = symbols[i] + "\n" + names[i] + "\n" + sectors[sectorOf[i]] + "\n";
        digest.update(text.getBytes(UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
