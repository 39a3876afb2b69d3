package io.afterclose.run.alert;

/** What an alert is about. Rules and filters are built on these names, so they stay. */
public enum AlertCode {
  /** More than 10 % of a phase's symbols, or of the portfolios, failed; the others are done. */
  ITEMS_FAILED,
  /** A run ended FAILED. */
  RUN_FAILED,
  /** The symbol job of the date was not complete in time; nothing was written. */
  GATE_ABORTED,
  /** A timer's run found another active on its date, and left it alone. */
  ALREADY_RUNNING,
  /** The database did not answer, so that a run could not begin or go on. */
  DATABASE_AWAY,
  /** A run has used four fifths of its time limit. */
  TIME_LIMIT_NEAR,
  /** A run is stopped at its time limit. */
  TIME_LIMIT_REACHED,
  /** The newest price of the market is one session old (a warning) or more (critical). */
  PRICES_LATE,
  /** A session lacks prices of the market, so that no portfolio has a snapshot of it yet. */
  DATE_SKIPPED,
  /** A symbol that portfolios hold left the universe, since no provider knows it. */
  HELD_SYMBOL_DEACTIVATED,
  /** The onboarding of a symbol that portfolios hold failed: it has no prices. */
  ONBOARDING_FAILED,
  /** More alerts were raised than one run sends; the log has them. */
  ALERTS_LEFT_OUT
}
