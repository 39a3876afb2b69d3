package io.afterclose.symbolbatch.universe;

import io.afterclose.cli.input.CsvTable;
import io.afterclose.market.universe.UniverseMember;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.outcome.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects symbols to add; every wrong one is named, and then none is added. */
final class NewMembers {

  private static final int WRONG_SHOWN = 20;

  private final Map<Symbol, UniverseMember> members = new TreeMap<>();
  private final List<String> errors = new ArrayList<>();

  void addAll(List<String> symbols) {
    symbols.forEach(symbol -> add("argument", symbol, null, null, null));
  }

  void addFile(@Nullable Path file) {
    if (file != null) {
      CsvTable.read(
          file,
          List.of("symbol"),
          List.of("name", "sector", "industry"),
          row ->
              add(
                  file + " line " + row.line(),
                  row.text(0),
                  known(row.text(1)),
                  known(row.text(2)),
                  known(row.text(3))));
    }
  }

  void addPriceFiles(List<Path> files) {
    for (Path file : files) {
      CsvTable.read(
          file,
          List.of("symbol"),
          List.of(),
          row -> add(file + " line " + row.line(), row.text(0), null, null, null));
    }
  }

  /**
   * The members.
   *
   * @throws InvalidInputException naming those that are no symbols
   */
  List<UniverseMember> checked() {
    if (!errors.isEmpty()) {
      String more =
          errors.size() > WRONG_SHOWN ? " and " + (errors.size() - WRONG_SHOWN) + " more" : "";
      throw new InvalidInputException(
          "nothing was added: "
              + String.join("; ", errors.subList(0, Math.min(WRONG_SHOWN, errors.size())))
              + more);
    }
    return List.copyOf(members.values());
  }

  private void add(
      String where,
      String text,
      @Nullable String name,
      @Nullable String sector,
      @Nullable String industry) {
    try {
      Symbol symbol = Symbol.of(text);
      members.put(symbol, UniverseMember.explicit(symbol, name, sector, industry));
    } catch (IllegalArgumentException refused) {
      errors.add(where + ": " + refused.getMessage());
    }
  }

  private static @Nullable String known(String text) {
    return text.isEmpty() ? null : text;
  }
}
