package io.afterclose.symbolbatch.provider.csv;

import io.afterclose.cli.input.CsvTable;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.symbolbatch.provider.PriceRange;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/** Dividends and splits from files with the columns symbol, date, dividend and split. */
final class CsvActionFiles {

  private static final List<String> COLUMNS = List.of("symbol", "date", "dividend", "split");
  private static final int SYMBOL = 0;
  private static final int DATE = 1;
  private static final int DIVIDEND = 2;
  private static final int SPLIT = 3;

  /** Of two answers for one day, whatever their order. */
  private static final BinaryOperator<CorporateAction> LARGER =
      BinaryOperator.maxBy(Comparator.comparing(CorporateAction::value));

  /** By symbol, then by date and kind. */
  private final Map<Symbol, Map<String, CorporateAction>> actions = new TreeMap<>();

  void read(Path file) {
    CsvTable.read(file, COLUMNS, List.of(), row -> add(file, row));
  }

  /** All actions of a symbol, of any date. */
  List<CorporateAction> of(Symbol symbol) {
    return List.copyOf(actions.getOrDefault(symbol, Map.of()).values());
  }

  private void add(Path file, CsvTable.Row row) {
    try {
      Symbol symbol = Symbol.of(row.text(SYMBOL));
      LocalDate date = LocalDate.parse(row.text(DATE));
      add(symbol, date, CorporateAction.Kind.DIVIDEND, row.text(DIVIDEND));
      add(symbol, date, CorporateAction.Kind.SPLIT, row.text(SPLIT));
    } catch (IllegalArgumentException | DateTimeParseException wrong) {
      throw new InvalidInputException(
          "file %s, line %d: %s; nothing of it was used"
              .formatted(file, row.line(), wrong.getMessage()));
    }
  }

  private void add(Symbol symbol, LocalDate date, CorporateAction.Kind kind, String text) {
    BigDecimal value = text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
    if (value.signum() == 0) {
      return;
    }
    if (PriceRange.of(value) != PriceRange.PRICE) {
      throw new IllegalArgumentException(
          "a " + kind + " above 0 and below 1e9 was expected, found " + text);
    }
    actions
        .computeIfAbsent(symbol, none -> new TreeMap<>())
        .merge(date + " " + kind, new CorporateAction(symbol, date, kind, value), LARGER);
  }
}
