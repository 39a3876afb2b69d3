package io.afterclose.run.alert;

/** How urgent an alert is. */
enum Severity {
  /** The run goes on, or can go on by itself; look at it in the morning. */
  WARNING,
  /** Something that should be there tonight is not; look at it now. */
  CRITICAL
}
