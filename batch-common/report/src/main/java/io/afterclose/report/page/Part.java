package io.afterclose.report.page;

import java.util.List;

/**
 * Rows of the same kind.
 *
 * @param definition what they are, in words
 * @param unknown why there is none; empty where there is one
 */
public record Part<T>(String definition, Evidence evidence, List<T> rows, String unknown) {

  /** Checks that there are rows or a reason. */
  public Part {
    rows = List.copyOf(rows);
    if (rows.isEmpty() == unknown.isBlank()) {
      throw new IllegalArgumentException(
          "Rows or a reason were expected, found " + rows.size() + " and '" + unknown + "'");
    }
  }

  /** With rows. */
  public static <T> Part<T> of(String definition, Evidence evidence, List<T> rows) {
    return new Part<>(definition, evidence, rows, "");
  }

  /** Without. */
  public static <T> Part<T> unknown(String definition, Evidence evidence, String why) {
    return new Part<>(definition, evidence, List.of(), why);
  }
}
