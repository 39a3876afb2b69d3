package io.afterclose.symbolbatch.provider.csv;

import io.afterclose.cli.input.CsvTable;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.PriceRange;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.outcome.InvalidInputException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Dividends and splits from files with the columns symbol, date, dividend and split. Payments of
 * one day in one file add up. What several files say of one day must agree and counts once, so that
 * overlapping files pay nothing twice.
 */
final class CsvActionFiles {

  private static final List<String> COLUMNS = List.of("symbol", "date", "dividend", "split");
  private static final int SYMBOL = 0;
  private static final int DATE = 1;
  private static final int DIVIDEND = 2;
  private static final int SPLIT = 3;

  /** By symbol, then by date and kind. */
  private final Map<Symbol, Map<String, CorporateAction>> actions = new TreeMap<>();

  void read(Path file) {
    Map<Symbol, Map<String, CorporateAction>> ofFile = new TreeMap<>();
    CsvTable.read(file, COLUMNS, List.of(), row -> add(file, row, ofFile));
    ofFile.forEach(
        (symbol, byKey) ->
            byKey.forEach(
                (key, action) ->
                    actions
                        .computeIfAbsent(symbol, none -> new TreeMap<>())
                        .merge(key, action, (before, now) -> same(file, before, now))));
  }

  private static CorporateAction same(Path file, CorporateAction before, CorporateAction now) {
    if (before.value().compareTo(now.value()) != 0) {
      throw new InvalidInputException(
          "file %s: %s on %s has the %s %s, another file has %s; nothing of it was used"
              .formatted(
                  file,
                  now.symbol(),
                  now.exDate(),
                  now.kind(),
                  now.value().toPlainString(),
                  before.value().toPlainString()));
    }
    return before;
  }

  /** All actions of a symbol, of any date. */
  List<CorporateAction> of(Symbol symbol) {
    return List.copyOf(actions.getOrDefault(symbol, Map.of()).values());
  }

  private static void add(
      Path file, CsvTable.Row row, Map<Symbol, Map<String, CorporateAction>> ofFile) {
    try {
      Symbol symbol = Symbol.of(row.text(SYMBOL));
      LocalDate date = LocalDate.parse(row.text(DATE));
      Map<String, CorporateAction> ofSymbol =
          ofFile.computeIfAbsent(symbol, none -> new TreeMap<>());
      action(symbol, date, CorporateAction.Kind.DIVIDEND, row.text(DIVIDEND))
          .ifPresent(dividend -> ofSymbol.merge(date + " DIVIDEND", dividend, CsvActionFiles::sum));
      action(symbol, date, CorporateAction.Kind.SPLIT, row.text(SPLIT))
          .ifPresent(split -> ofSymbol.merge(date + " SPLIT", split, CsvActionFiles::oneSplit));
    } catch (IllegalArgumentException | DateTimeParseException wrong) {
      throw new InvalidInputException(
          "file %s, line %d: %s; nothing of it was used"
              .formatted(file, row.line(), wrong.getMessage()));
    }
  }

  private static CorporateAction sum(CorporateAction first, CorporateAction second) {
    return new CorporateAction(
        first.symbol(), first.exDate(), first.kind(), first.value().add(second.value()));
  }

  private static CorporateAction oneSplit(CorporateAction first, CorporateAction second) {
    if (first.value().compareTo(second.value()) != 0) {
      throw new IllegalArgumentException(
          "one split of %s on %s was expected, found %s and %s"
              .formatted(
                  first.symbol(),
                  first.exDate(),
                  first.value().toPlainString(),
                  second.value().toPlainString()));
    }
    return first;
  }

  private static Optional<CorporateAction> action(
      Symbol symbol, LocalDate date, CorporateAction.Kind kind, String text) {
    BigDecimal value = text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
    if (value.signum() == 0) {
      return Optional.empty();
    }
    if (PriceRange.of(value) != PriceRange.PRICE) {
      throw new IllegalArgumentException(
          "a " + kind + " above 0 and below 1e9 was expected, found " + text);
    }
    return Optional.of(new CorporateAction(symbol, date, kind, value));
  }
}
