package io.afterclose.report.completeness;

/** What a phase has of a symbol. */
public enum Progress {
  DONE,
  /** Not there, but it may come. */
  MISSING,
  /** Not there for a reason that does not pass by itself. */
  FAILED;

  /** This, unless it is done. */
  public Progress orElse(Progress other) {
    return this == DONE ? other : this;
  }
}
