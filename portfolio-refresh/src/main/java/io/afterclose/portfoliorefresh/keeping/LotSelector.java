package io.afterclose.portfoliorefresh.keeping;

import io.afterclose.database.text.Printable;
import io.afterclose.portfolio.position.Lot;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Selects one position of a portfolio: {@code FUND}; {@code FUND@2024-01-31} where there are
 * several lots of it; {@code FUND@2024-01-31#12} where two were entered on one day.
 *
 * @param entryDate null where the symbol is enough
 * @param id key in the database, null where the rest is enough
 */
public record LotSelector(Symbol symbol, @Nullable LocalDate entryDate, @Nullable Long id) {

  /** For messages: "expected " + this. */
  private static final String EXPECTED =
      "SYMBOL, or SYMBOL@ENTRY_DATE such as FUND@2024-01-31 where there are several lots";

  private static final Pattern GRAMMAR =
      Pattern.compile("([^@#]{1,40})(?:@([^@#]{1,10}))?(?:#([0-9]{1,18}))?");

  private static final int MAX_LISTED = 10;

  /**
   * Reads a selector.
   *
   * @throws IllegalArgumentException if it is none; the message shows it escaped
   */
  public static LotSelector parse(String text) {
    Matcher parts = GRAMMAR.matcher(text.strip());
    if (!parts.matches()) {
      throw invalid(text);
    }
    String entry = parts.group(2);
    Optional<LocalDate> date = entry == null ? Optional.empty() : PlainDate.parse(entry);
    Optional<Symbol> symbol = Symbol.parse(parts.group(1));
    if (symbol.isEmpty() || (entry != null && date.isEmpty())) {
      throw invalid(text);
    }
    String key = parts.group(3);
    return new LotSelector(symbol.get(), date.orElse(null), key == null ? null : Long.valueOf(key));
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException(
        "Position " + Printable.quoted(text) + ": expected " + EXPECTED);
  }

  /**
   * The one position that it selects.
   *
   * @throws IllegalArgumentException if it selects none or several; the message lists the
   *     candidates
   */
  public Lot select(Portfolio portfolio, List<Lot> lots) {
    List<Lot> selected = lots.stream().filter(this::matches).toList();
    if (selected.size() == 1) {
      return selected.get(0);
    }
    List<Lot> ofSymbol = lots.stream().filter(lot -> lot.symbol().equals(symbol)).toList();
    String found =
        selected.isEmpty()
            ? "none; there is " + list(ofSymbol.isEmpty() ? lots : ofSymbol)
            : list(selected);
    throw new IllegalArgumentException(
        "Position " + this + " of '" + portfolio.name() + "': expected one, found " + found);
  }

  private boolean matches(Lot lot) {
    return lot.symbol().equals(symbol)
        && (entryDate == null || lot.entryDate().equals(entryDate))
        && (id == null || lot.id() == id);
  }

  private static String list(List<Lot> lots) {
    String first =
        lots.stream().limit(MAX_LISTED).map(Lot::toString).collect(Collectors.joining(", "));
    String more = lots.size() > MAX_LISTED ? " and " + (lots.size() - MAX_LISTED) + " more" : "";
    return lots.isEmpty() ? "no position at all" : first + more;
  }

  @Override
  public String toString() {
    return symbol + (entryDate == null ? "" : "@" + entryDate) + (id == null ? "" : "#" + id);
  }
}
