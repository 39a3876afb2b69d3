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
import org.jspecify.annotations.Nullable;

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
    long firstDay = NEVER;
    int futureBars;
    long rows;

    /** The oldest day of a bar, whether it is in the range or not; empty when there is none. */
    Optional<LocalDate> listedFrom() {
      return firstDay == NEVER ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(firstDay));
    }
  }

  private static final long NEVER = LocalDate.MAX.toEpochDay();

  /** As days since 1970-01-01, as all days here. */
  private final long from;

  private final long to;
  private final Map<String, Optional<Symbol>> symbols = new HashMap<>();
  private final Map<Symbol, Listing> listings = new TreeMap<>();

  private final PlainBar plain = new PlainBar();
  private String lastSymbol = "";
  private @Nullable Listing lastListing;

  /** How many rows there are of what is no symbol, by its text, in the order of the files. */
  private final Map<String, Long> noSymbols = new LinkedHashMap<>();

  /**
   * @param from rows before this day are left out
   * @param to rows after this day are counted only
   */
  CsvPriceFiles(LocalDate from, LocalDate to) {
    this.from = from.toEpochDay();
    this.to = to.toEpochDay();
  }

  void read(Path file) {
    CsvTable.read(file, COLUMNS, List.of(), this::add);
  }

  private void add(CsvTable.Row row) {
    Listing listing = listing(row);
    if (listing == null) {
      noSymbols.merge(row.text(SYMBOL), 1L, Long::sum);
    } else if (plain.read(row)) {
      add(listing, plain);
    } else {
      add(listing, CsvBar.of(row));
    }
  }

  /** Mostly that of the row before; null where the row is of what is no symbol. */
  private @Nullable Listing listing(CsvTable.Row row) {
    if (lastListing == null || !lastSymbol.contentEquals(row.cell(SYMBOL))) {
      lastSymbol = row.text(SYMBOL);
      lastListing =
          symbols
              .computeIfAbsent(lastSymbol, Symbol::parse)
              .map(symbol -> listings.computeIfAbsent(symbol, unknown -> new Listing()))
              .orElse(null);
    }
    return lastListing;
  }

  private void add(Listing listing, PlainBar row) {
    listing.rows++;
    listing.firstDay = Math.min(listing.firstDay, row.day());
    if (row.day() > to) {
      listing.futureBars++;
    } else if (row.day() >= from) {
      listing.bars.add(row);
    }
  }

  private void add(Listing listing, CsvBar row) {
    listing.rows++;
    long day = row.bar().day().map(LocalDate::toEpochDay).orElse(to);
    if (row.bar() instanceof ProviderBar.RawBar) {
      listing.firstDay = Math.min(listing.firstDay, day);
    }
    if (day > to) {
      listing.futureBars++;
    } else if (day >= from) {
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
