package io.afterclose.symbolbatch.provider.csv;

import io.afterclose.cli.input.CsvTable;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.provider.ProviderBar;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rows of price files by symbol, whatever the order of files and rows. */
final class CsvPriceFiles {

  static final List<String> COLUMNS =
      List.of("symbol", "date", "open", "high", "low", "close", "adj_close", "volume");

  static final int SYMBOL = 0;
  static final int DATE = 1;
  static final int OPEN = 2;
  static final int HIGH = 3;
  static final int LOW = 4;
  static final int CLOSE = 5;
  static final int ADJ_CLOSE = 6;
  static final int VOLUME = 7;

  /** One symbol's rows: those of the range, and what is to be known of the others. */
  static final class Listing {

    final BarColumns bars = new BarColumns();
    LocalDate firstDay = LocalDate.MAX;
    int futureBars;
    long rows;
  }

  private final LocalDate from;
  private final LocalDate to;
  private final Map<String, Optional<Symbol>> symbols = new HashMap<>();
  private final Map<Symbol, Listing> listings = new TreeMap<>();

  /** How many rows there are of what is no symbol, by its text, in the order of the files. */
  private final Map<String, Long> noSymbols = new LinkedHashMap<>();

  /**
   * @param from rows before this day are left out
   * @param to rows after this day are counted only
   */
  CsvPriceFiles(LocalDate from, LocalDate to) {
    this.from = from;
    this.to = to;
  }

  void read(Path file) {
    CsvTable.read(file, COLUMNS, List.of(), this::add);
  }

  private void add(CsvTable.Row row) {
    String text = row.text(SYMBOL);
    symbols
        .computeIfAbsent(text, Symbol::parse)
        .ifPresentOrElse(
            symbol -> add(symbol, CsvBar.of(row)), () -> noSymbols.merge(text, 1L, Long::sum));
  }

  private void add(Symbol symbol, CsvBar row) {
    Listing listing = listings.computeIfAbsent(symbol, unknown -> new Listing());
    listing.rows++;
    LocalDate day = row.bar().day().orElse(to);
    if (row.bar() instanceof ProviderBar.RawBar) {
      listing.firstDay = day.isBefore(listing.firstDay) ? day : listing.firstDay;
    }
    if (day.isAfter(to)) {
      listing.futureBars++;
    } else if (!day.isBefore(from)) {
      listing.bars.add(row);
    }
  }

  /** What was read, no room left for more. */
  Map<Symbol, Listing> listings() {
    listings.values().forEach(listing -> listing.bars.trim());
    return listings;
  }

  Map<String, Long> noSymbols() {
    return noSymbols;
  }
}
