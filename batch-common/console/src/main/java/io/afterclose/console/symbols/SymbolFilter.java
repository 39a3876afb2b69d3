package io.afterclose.console.symbols;

import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which symbols a list is of.
 *
 * @param query what a symbol begins with, or a part of a name, in any case; null for all
 * @param sector null for all
 */
record SymbolFilter(@Nullable String query, @Nullable String sector)
    implements Predicate<SymbolRow> {

  @Override
  public boolean test(SymbolRow row) {
    return (sector == null || sector.equals(row.sector())) && (query == null || named(row, query));
  }

  private static boolean named(SymbolRow row, String query) {
    String name = row.name();
    return row.symbol().startsWith(query.toUpperCase(Locale.ROOT))
        || (name != null && name.toLowerCase(Locale.ROOT).contains(query.toLowerCase(Locale.ROOT)));
  }
}
