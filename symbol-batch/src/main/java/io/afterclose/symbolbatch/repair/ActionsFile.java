package io.afterclose.symbolbatch.repair;

import io.afterclose.cli.input.CsvTable;
import io.afterclose.database.text.Printable;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.CorporateAction.Kind;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.outcome.InvalidInputException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Actions of all kinds from a CSV file: all of them, or none and what is wrong with each line. */
final class ActionsFile {

  private static final List<String> COLUMNS = List.of("symbol", "ex_date", "kind", "value");
  private static final List<String> OPTIONAL = List.of("other_symbol", "cash", "cost_share");
  private static final int WRONG_SHOWN = 20;

  private final Map<String, CorporateAction> actions = new LinkedHashMap<>();
  private final List<String> errors = new ArrayList<>();

  private ActionsFile() {}

  /**
   * The actions of a file.
   *
   * @throws InvalidInputException naming the lines that cannot be used
   */
  static List<CorporateAction> read(Path path) {
    ActionsFile file = new ActionsFile();
    CsvTable.read(path, COLUMNS, OPTIONAL, file::add);
    if (!file.errors.isEmpty()) {
      throw new InvalidInputException(
          "file %s: nothing was added: %s".formatted(path, shown(file.errors)));
    }
    if (file.actions.isEmpty()) {
      throw new InvalidInputException("file %s: it holds no action".formatted(path));
    }
    return List.copyOf(file.actions.values());
  }

  private static String shown(List<String> errors) {
    String more =
        errors.size() > WRONG_SHOWN ? " and " + (errors.size() - WRONG_SHOWN) + " more" : "";
    return errors.stream().limit(WRONG_SHOWN).collect(Collectors.joining("; ")) + more;
  }

  private void add(CsvTable.Row row) {
    try {
      CorporateAction action = stated(row).checked();
      String key = action.symbol() + " " + action.exDate() + " " + action.kind();
      if (actions.putIfAbsent(key, action) != null) {
        throw new IllegalArgumentException(key + " is there twice");
      }
    } catch (IllegalArgumentException | DateTimeParseException wrong) {
      errors.add(
          "line %d: %s"
              .formatted(row.line(), Printable.line(String.valueOf(wrong.getMessage()), 200)));
    }
  }

  private static StatedAction stated(CsvTable.Row row) {
    String other = row.text(4);
    return new StatedAction(
        Symbol.of(row.text(0)),
        LocalDate.parse(row.text(1)),
        kind(row.text(2)),
        number("value", row.text(3)),
        other.isEmpty() ? null : Symbol.of(other),
        number("cash", row.text(5)),
        number("cost_share", row.text(6)));
  }

  private static Kind kind(String text) {
    return Stream.of(Kind.values())
        .filter(kind -> kind.name().equals(text.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a kind of %s was expected, found %s"
                        .formatted(List.of(Kind.values()), Printable.quoted(text))));
  }

  private static @Nullable BigDecimal number(String column, String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException(
          "a number as %s was expected, found %s".formatted(column, Printable.quoted(text)), wrong);
    }
  }
}
