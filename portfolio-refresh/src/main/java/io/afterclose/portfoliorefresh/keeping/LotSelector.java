package io.afterclose.portfoliorefresh.keeping;

import io.afterclose.database.text.Printable;
import io.afterclose.portfolio.position.Lot;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a person names one position of a portfolio: {@code FUND}; {@code FUND@2024-01-31} where there
 * are several lots of it; {@code FUND@2024-01-31#12} where two were entered on one day.
 *
 * @param entryDate null where the symbol is enough
 * @param id key in the database, null where the rest is enough
 */
record LotSelector(Symbol symbol, @Nullable LocalDate entryDate, @Nullable Long id) {

  /** For messages: "expected " + this. */
  private static final String EXPECTED =
      "SYMBOL, or SYMBOL@ENTRY_DATE such as FUND@2024-01-31 where there are several lots";

  private static final Pattern GRAMMAR =
      Pattern.compile("([^@#]{1,40})(?:@([^@#]{1,10}))?(?:#([0-9]{1,18}))?");

  private static final int TOLD = 10;

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException if it is none; the message shows it harmlessly
   */
  static LotSelector parse(String written) {
    Matcher parts = GRAMMAR.matcher(written.strip());
    if (!parts.matches()) {
      throw wrong(written);
    }
    String entry = parts.group(2);
    Optional<LocalDate> date = entry == null ? Optional.empty() : PlainDate.parse(entry);
    Optional<Symbol> symbol =
        OptionContract.parse(parts.group(1))
            .map(OptionContract::symbol)
            .or(() -> Symbol.parse(parts.group(1)));
    if (symbol.isEmpty() || (entry != null && date.isEmpty())) {
      throw wrong(written);
    }
    String key = parts.group(3);
    return new LotSelector(symbol.get(), date.orElse(null), key == null ? null : Long.valueOf(key));
  }

  private static IllegalArgumentException wrong(String written) {
    return new IllegalArgumentException(
        "Position " + Printable.quoted(written) + ": expected " + EXPECTED);
  }

  /**
   * The one position that it names.
   *
   * @throws IllegalArgumentException if it names none or several; the message tells what there is
   */
  Lot in(Portfolio portfolio, List<Lot> lots) {
    List<Lot> named = lots.stream().filter(this::names).toList();
    if (named.size() == 1) {
      return named.get(0);
    }
    List<Lot> ofSymbol = lots.stream().filter(lot -> lot.symbol().equals(symbol)).toList();
    String found =
        named.isEmpty()
            ? "none; there is " + told(ofSymbol.isEmpty() ? lots : ofSymbol)
            : told(named);
    throw new IllegalArgumentException(
        "Position " + this + " of '" + portfolio.name() + "': expected one, found " + found);
  }

  private boolean names(Lot lot) {
    return lot.symbol().equals(symbol)
        && (entryDate == null || lot.entryDate().equals(entryDate))
        && (id == null || lot.id() == id);
  }

  private static String told(List<Lot> lots) {
    String first = lots.stream().limit(TOLD).map(Lot::toString).collect(Collectors.joining(", "));
    String more = lots.size() > TOLD ? " and " + (lots.size() - TOLD) + " more" : "";
    return lots.isEmpty() ? "no position at all" : first + more;
  }

  @Override
  public String toString() {
    return symbol + (entryDate == null ? "" : "@" + entryDate) + (id == null ? "" : "#" + id);
  }
}
