package io.afterclose.deploy.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.database.copy.BinaryCopy;
import io.afterclose.quant.factor.FactorEtfs;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A market made up by a random walk, the same one every time: the eight factor ETFs, and shares
 * that follow each of them a little and have a noise of their own. Closes are in cents; nobody
 * splits or pays.
 */
final class SeededMarket {
  /** The newest session. */
  static final LocalDate D = LocalDate.parse("2022-06-30");

  private static final Instant FETCHED = Instant.parse("2022-06-29T21:00:00Z");
  private static final int ETFS = FactorEtfs.ALL.size();
  private static final double LARGEST_MOVE = 0.15;

  /** So many sessions before the date of a run may still be corrected, and that date itself. */
  private static final int PROVISIONAL = 6;

  private static final List<String> PRICE =
      List.of(
          "symbol",
          "price_date",
          "open",
          "high",
          "low",
          "close",
          "volume",
          "source",
          "status",
          "fetched_at");

  private final List<String> symbols;
  private final List<LocalDate> sessions;
  private final int[][] cents;

  /**
   * Makes it up.
   *
   * @param symbols how many, the factor ETFs among them
   * @param sessions how many before {@link #D}
   */
  SeededMarket(int symbols, int sessions) {
    this.symbols =
        Stream.concat(
                FactorEtfs.ALL.stream().map(etf -> etf.text()),
                Stream.iterate(0, n -> n + 1).limit(symbols - ETFS).map("S%05d"::formatted))
            .toList();
    this.sessions = NyseCalendar.standard().lastSessions(sessions + 1, D);
    this.cents = walk(symbols, sessions + 1);
  }

  private static int[][] walk(int symbols, int sessions) {
    Random random = new Random(7);
    double[][] factors = new double[ETFS][sessions];
    for (double[] factor : factors) {
      for (int t = 0; t < sessions; t++) {
        factor[t] = 0.0003 + 0.01 * random.nextGaussian();
      }
    }
    int[][] cents = new int[symbols][];
    for (int symbol = 0; symbol < symbols; symbol++) {
      cents[symbol] = walk(symbol, factors, random);
    }
    return cents;
  }

  private static int[] walk(int symbol, double[][] factors, Random random) {
    double[] betas = new double[ETFS];
    for (int etf = 0; etf < ETFS; etf++) {
      double drawn = 0.15 + 0.25 * random.nextGaussian();
      betas[etf] = symbol < ETFS ? (symbol == etf ? 1 : 0) : drawn;
    }
    double noise = symbol < ETFS ? 0.002 : 0.012;
    double price = 20 + 280 * random.nextDouble();
    int[] cents = new int[factors[0].length];
    for (int t = 0; t < cents.length; t++) {
      double move = noise * random.nextGaussian();
      for (int etf = 0; etf < ETFS; etf++) {
        move += betas[etf] * factors[etf][t];
      }
      price *= Math.exp(Math.max(-LARGEST_MOVE, Math.min(LARGEST_MOVE, move)));
      cents[t] = (int) Math.max(100, Math.round(100 * price));
    }
    return cents;
  }

  /** Oldest first; the last one is {@link #D}. */
  List<LocalDate> sessions() {
    return sessions;
  }

  int size() {
    return symbols.size();
  }

  /** The members of the universe, as added by name. */
  void storeUniverse(Connection connection) {
    try (BinaryCopy copy =
        BinaryCopy.into(
            connection, "symbol_universe", "symbol", "asset_kind", "origin", "added_at")) {
      for (String symbol : symbols) {
        copy.startRow().text(symbol).text("LISTED").text("EXPLICIT").timestamptz(FETCHED);
      }
      copy.finish();
    }
  }

  /** The bars of the sessions before {@link #D}, as the nights up to them left them. */
  void storeHistory(Connection connection) {
    storeBars(connection, 0, sessions.size() - 1);
  }

  /** The bars of {@link #D}. */
  void storeLast(Connection connection) {
    storeBars(connection, sessions.size() - 1, sessions.size());
  }

  private void storeBars(Connection connection, int from, int to) {
    int firstProvisional = sessions.size() - 1 - PROVISIONAL;
    try (BinaryCopy copy = BinaryCopy.into(connection, "market_data_cache", PRICE)) {
      for (int symbol = 0; symbol < symbols.size(); symbol++) {
        for (int t = from; t < to; t++) {
          copy.startRow().text(symbols.get(symbol)).date(sessions.get(t));
          copy.numeric(open(symbol, t)).numeric(high(symbol, t)).numeric(low(symbol, t));
          copy.numeric(close(symbol, t)).int8(volume(symbol)).text("csv");
          copy.text(t < firstProvisional ? "FINAL" : "PROVISIONAL").timestamptz(FETCHED);
        }
      }
      copy.finish();
    }
  }

  /** The bars of all sessions before {@link #D}, symbol by symbol. */
  void writeHistory(Path file) throws IOException {
    writeBars(file, 0, sessions.size() - 1);
  }

  /** The bars of {@link #D}. */
  void writeLast(Path file) throws IOException {
    writeBars(file, sessions.size() - 1, sessions.size());
  }

  private void writeBars(Path file, int from, int to) throws IOException {
    try (Writer out = Files.newBufferedWriter(file, UTF_8)) {
      out.write("symbol,date,open,high,low,close,adj_close,volume\n");
      for (int symbol = 0; symbol < symbols.size(); symbol++) {
        for (int t = from; t < to; t++) {
          BigDecimal close = close(symbol, t);
          out.append(symbols.get(symbol)).append(',').append(sessions.get(t).toString());
          for (BigDecimal price :
              List.of(open(symbol, t), high(symbol, t), low(symbol, t), close, close)) {
            out.append(',').append(price.toPlainString());
          }
          out.append(',').append(String.valueOf(volume(symbol))).append('\n');
        }
      }
    }
  }

  private BigDecimal open(int symbol, int t) {
    return close(symbol, Math.max(0, t - 1));
  }

  private BigDecimal high(int symbol, int t) {
    return open(symbol, t).max(close(symbol, t));
  }

  private BigDecimal low(int symbol, int t) {
    return open(symbol, t).min(close(symbol, t));
  }

  private BigDecimal close(int symbol, int t) {
    return BigDecimal.valueOf(cents[symbol][t], 2);
  }

  private static long volume(int symbol) {
    return 100_000L + symbol;
  }
}
