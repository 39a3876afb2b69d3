package io.afterclose.portfolio.figure;

/** The unit of a stored value. */
public enum FigureUnit {
  /** A share or a return: 0.25 is a quarter. */
  FRACTION,
  /** US dollars. */
  USD,
  /** A number without a unit. */
  NUMBER,
  /** A whole number. */
  COUNT,
  /** Sessions. */
  SESSIONS
}
