package io.afterclose.market.profile;

import org.jspecify.annotations.Nullable;

/**
 * What a symbol stands for.
 *
 * @param name of the company or fund; null where it is not known, as the others
 */
public record SymbolProfile(
    @Nullable String name, @Nullable String sector, @Nullable String industry) {

  /** Most characters of a name. */
  public static final int MAX_NAME = 200;

  /** Most characters of a sector or an industry. */
  public static final int MAX_SECTOR = 100;

  /** Nothing is known. */
  public static final SymbolProfile UNKNOWN = new SymbolProfile(null, null, null);

  public SymbolProfile {
    requireShort("name", name, MAX_NAME);
    requireShort("sector", sector, MAX_SECTOR);
    requireShort("industry", industry, MAX_SECTOR);
  }

  private static void requireShort(String what, @Nullable String text, int max) {
    if (text != null && text.length() > max) {
      throw new IllegalArgumentException(
          "a %s of at most %d characters was expected, found %d"
              .formatted(what, max, text.length()));
    }
  }
}
