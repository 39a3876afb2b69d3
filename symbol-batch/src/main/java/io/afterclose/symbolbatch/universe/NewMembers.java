package io.afterclose.symbolbatch.universe;

import io.afterclose.cli.input.CsvTable;
import io.afterclose.database.text.Printable;
import io.afterclose.market.profile.SymbolProfile;
import io.afterclose.market.universe.UniverseMember;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.outcome.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Collects symbols to add. What is named or listed and is no symbol is refused, and then none is
 * added; in price files, which others make, it is left out and named with its first line.
 */
final class NewMembers {

  private static final int WRONG_SHOWN = 20;

  private final Map<Symbol, SymbolProfile> members = new TreeMap<>();
  private final List<String> errors = new ArrayList<>();
  private final Map<String, String> leftOut = new LinkedHashMap<>();

  void addAll(List<String> symbols) {
    symbols.forEach(symbol -> add("argument", () -> add(symbol, SymbolProfile.UNKNOWN)));
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
                  () ->
                      add(
                          row.text(0),
                          new SymbolProfile(
                              known(row.text(1)), known(row.text(2)), known(row.text(3))))));
    }
  }

  void addPriceFiles(List<Path> files) {
    for (Path file : files) {
      CsvTable.read(
          file,
          List.of("symbol"),
          List.of(),
          row -> addPriced(file + " line " + row.line(), row.text(0)));
    }
  }

  private void addPriced(String where, String text) {
    Symbol.parse(text)
        .ifPresentOrElse(
            symbol -> members.putIfAbsent(symbol, SymbolProfile.UNKNOWN),
            () -> leftOut.putIfAbsent(text, where + ": " + Printable.quoted(text)));
  }

  /** What of the price files is no symbol: its first line and text, in a few words. */
  Optional<String> leftOut() {
    return leftOut.isEmpty() ? Optional.empty() : Optional.of(shown(leftOut.values()));
  }

  /**
   * The members.
   *
   * @throws InvalidInputException naming those that are no symbols
   */
  List<UniverseMember> checked() {
    if (!errors.isEmpty()) {
      throw new InvalidInputException("nothing was added: " + shown(errors));
    }
    return members.keySet().stream()
        .map(symbol -> UniverseMember.explicit(symbol, null, null, null))
        .toList();
  }

  /** What is stated of them. */
  Map<Symbol, SymbolProfile> profiles() {
    return Collections.unmodifiableMap(members);
  }

  private static String shown(Collection<String> wrong) {
    String more =
        wrong.size() > WRONG_SHOWN ? " and " + (wrong.size() - WRONG_SHOWN) + " more" : "";
    return wrong.stream().limit(WRONG_SHOWN).collect(Collectors.joining("; ")) + more;
  }

  private void add(String where, Runnable addition) {
    try {
      addition.run();
    } catch (IllegalArgumentException refused) {
      errors.add(where + ": " + refused.getMessage());
    }
  }

  private void add(String text, SymbolProfile profile) {
    members.put(Symbol.of(text), profile);
  }

  private static @Nullable String known(String text) {
    return text.isEmpty() ? null : text;
  }
}
