package io.afterclose.portfolio.position;

import java.util.List;

/** What is recorded about one portfolio, its rows not yet checked against each other. */
public record RecordedRows(
    List<StoredRow<Position>> positions,
    List<StoredRow<CashMovement>> cash,
    List<ManualValuation> valuations) {

  /**
   * The history they make.
   *
   * @throws InvalidPortfolioException when one of them is invalid or two contradict each other
   */
  public PortfolioHistory of(Portfolio portfolio) {
    return new PortfolioHistory(
        portfolio, StoredRow.values(positions), StoredRow.values(cash), valuations);
  }
}
