package io.afterclose.report;

import org.jspecify.annotations.Nullable;

/** Reasons of the view of the daily performance in words. */
public final class ReasonText {

  private ReasonText() {}

  /** Without a full stop; a code that is not known here as it is. */
  public static String of(@Nullable String code) {
    if (code == null) {
      return "no reason is stored";
    }
    return switch (code) {
      case "NO_BASE" -> "there is no snapshot before it, though something was held or moved";
      case "SNAPSHOT_MISSING" -> "a session between it and the snapshot before it has none";
      case "OUTDATED" ->
          "what was read for it or the one before changed since; the next run recalculates it";
      case "LOW_COVERAGE" -> "less than 98 % of the gross value has a price";
      case "BASE_NOT_POSITIVE" -> "the value it would be a share of is not above 0";
      case "UNPRICED" -> "a position has no price";
      default -> code;
    };
  }
}
