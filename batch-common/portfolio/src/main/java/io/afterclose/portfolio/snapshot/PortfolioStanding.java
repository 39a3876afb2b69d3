package io.afterclose.portfolio.snapshot;

import io.afterclose.portfolio.position.Portfolio;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * A portfolio and the latest revision of its newest snapshot.
 *
 * @param newest empty before the first snapshot
 */
public record PortfolioStanding(Portfolio portfolio, Optional<Newest> newest) {

  /**
   * That revision.
   *
   * @param date its session
   * @param writtenAt UTC
   */
  public record Newest(
      LocalDate date, int revision, LocalDateTime writtenAt, SnapshotTotals totals) {}
}
