package io.afterclose.portfoliorefresh.report.figure;

/** Where a printed figure is from. */
enum Origin {
  /** As the night stored it. */
  STORED,
  /** Worked out of stored ones when it is asked for. */
  DERIVED
}
