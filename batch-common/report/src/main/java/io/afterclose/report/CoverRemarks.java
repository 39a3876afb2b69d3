package io.afterclose.report;

import io.afterclose.portfolio.snapshot.DailyPerformance;
import io.afterclose.portfolio.snapshot.SnapshotTotals;
import io.afterclose.quant.symbol.InvestmentClass;
import java.util.ArrayList;
import java.util.List;

/** What a reader of a report must know first, such as that nothing is held. */
final class CoverRemarks {

  private CoverRemarks() {}

  static List<String> of(
      RecordedDays days, SnapshotDetail detail, SnapshotTotals totals, DailyPerformance day) {
    List<String> remarks = new ArrayList<>();
    if (totals.counts().all() == 0) {
      remarks.add(
          totals.cash().value().signum() == 0
              ? "Nothing is held: no position is open, and there is no cash."
              : "All of it is cash: no position is open.");
    }
    if (detail.all(InvestmentClass.PRIVATE)) {
      remarks.add(
          "All positions are private: their owner states what they are worth, and no market data"
              + " says how they move.");
    }
    if (detail.all(InvestmentClass.OPTIONS)) {
      remarks.add(
          "All positions are options: they have values, but no factor loadings and no returns.");
    }
    if (totals.counts().all() > 0
        && totals.exposure().longValue().signum() == 0
        && totals.exposure().shortValue().signum() < 0) {
      remarks.add("All positions are short: the portfolio gains when their prices fall.");
    }
    if (totals.cash().netAssetValue().signum() <= 0) {
      remarks.add("The net asset value is not above 0: what would be a share of it is unknown.");
    }
    if (totals.counts().unpriced() > 0) {
      remarks.add(
          totals.counts().unpriced()
              + " of "
              + totals.counts().all()
              + " positions have no value and are in no total; the data quality names them.");
    }
    if (days.size() == 1) {
      remarks.add("The record has one session: a return needs the one before.");
    }
    if (!days.holes().isEmpty()) {
      remarks.add(
          days.holes().size()
              + " of "
              + days.size()
              + " sessions have no snapshot, the first is "
              + days.holes().get(0)
              + ": what is linked over one of them is unknown.");
    }
    if ("OUTDATED".equals(day.pnl().reason())) {
      remarks.add(
          "What this snapshot or the one before was made of changed since: the next run makes it"
              + " again.");
    }
    return remarks;
  }
}
