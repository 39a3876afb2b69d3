package io.afterclose.portfolio.position;

import io.afterclose.portfolio.position.CashMovement.Kind;

/** The kinds of cash row that a position implies, each of which an explicit row can replace. */
public enum ImpliedKind {
  /** What it cost. */
  ENTRY(Kind.TRADE),
  /** What its sale brought. */
  EXIT(Kind.TRADE),
  /** What an expired option was worth. */
  SETTLEMENT(Kind.TRADE),
  /** Cash of a merger, a delisting or a fraction of a share. */
  ACTION(Kind.TRADE),
  /** What it was paid, or owed as a short. */
  DIVIDEND(Kind.DIVIDEND);

  private final Kind kind;

  ImpliedKind(Kind kind) {
    this.kind = kind;
  }

  /** The kind of the row itself, and of an explicit one that replaces it. */
  public Kind kind() {
    return kind;
  }

  /** Whether a position may have several, so that one is named by its ex-date. */
  public boolean isDated() {
    return this == ACTION || this == DIVIDEND;
  }
}
