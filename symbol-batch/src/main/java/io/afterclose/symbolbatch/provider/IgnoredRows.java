package io.afterclose.symbolbatch.provider;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rows of a provider that holds all it has, such as files, that no request can get.
 *
 * @param unrequested how many are of symbols that are not requested
 * @param noSymbols how many are of what is no symbol, by its untrusted text
 */
public record IgnoredRows(long unrequested, Map<String, Long> noSymbols) {

  /** Of a provider that has only what is requested. */
  public static final IgnoredRows NONE = new IgnoredRows(0, Map.of());

  public IgnoredRows {
    noSymbols = new LinkedHashMap<>(noSymbols);
  }
}
