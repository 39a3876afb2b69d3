package io.afterclose.portfolio.snapshot;

/**
 * The kinds of input of which a later change outdates a snapshot, in the order in which they are
 * printed.
 */
public enum ChangedInput {
  /** A close that arrived late or was corrected. */
  PRICE,
  /** A split that was announced late or corrected. */
  SPLIT,
  /** A dividend that was announced late or corrected. */
  DIVIDEND,
  /** A rename, merger, delisting or spin-off that was announced late or corrected. */
  ACTION,
  /** A position that was added or changed. */
  POSITION,
  /** A position that was deleted, which counts as never held, or restored. */
  DELETION,
  /** A manual valuation. */
  VALUATION,
  /** An explicit row of the cash ledger. */
  CASH
}
