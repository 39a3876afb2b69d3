package io.afterclose.portfolio.snapshot;

import io.afterclose.database.text.Printable;
import java.util.Collection;
import java.util.EnumSet;
import java.util.stream.Collectors;

/**
 * Why a snapshot is made; kept with it.
 *
 * @param kind what a run does with it
 * @param text as stored and shown, at most 200 characters
 */
public record SnapshotReason(Kind kind, String text) {
  /** Characters at most of an operator's reason. */
  public static final int MAX_LENGTH = 150;

  /** There was none. */
  public static final SnapshotReason MISSING = new SnapshotReason(Kind.MISSING, "MISSING");

  /** The first one of a portfolio that was just imported. */
  public static final SnapshotReason ONBOARDING = new SnapshotReason(Kind.MISSING, "ONBOARDING");

  /** What a run does. */
  public enum Kind {
    /** Makes it. */
    MISSING,
    /** Makes it again, and keeps a revision if the inputs that matter did change. */
    CHANGED,
    /** Makes it again, and keeps a revision in any case. */
    RESTATED
  }

  /**
   * Inputs changed after it was made: their kinds, as {@code PRICE+CASH}.
   *
   * @param inputs at least one
   */
  public static SnapshotReason changed(Collection<ChangedInput> inputs) {
    return new SnapshotReason(
        Kind.CHANGED,
        EnumSet.copyOf(inputs).stream().map(Enum::name).collect(Collectors.joining("+")));
  }

  /**
   * An operator wants it made again.
   *
   * @param reason 1 to 150 visible characters, trimmed here
   */
  public static SnapshotReason restated(String reason) {
    String clean = reason.strip();
    int length = clean.codePointCount(0, clean.length());
    if (length < 1 || length > MAX_LENGTH || !clean.codePoints().allMatch(Printable::isVisible)) {
      throw new IllegalArgumentException(
          "Reason "
              + Printable.quoted(reason)
              + ": expected 1 to "
              + MAX_LENGTH
              + " visible characters that say why");
    }
    return new SnapshotReason(Kind.RESTATED, "RESTATED: " + clean);
  }
}
