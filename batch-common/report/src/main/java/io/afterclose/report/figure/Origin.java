package io.afterclose.report.figure;

/** Where a printed figure is from. */
public enum Origin {
  /** As the night stored it. */
  STORED,
  /** Worked out of stored ones when it is asked for. */
  DERIVED
}
