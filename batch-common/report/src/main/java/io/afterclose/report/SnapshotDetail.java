package io.afterclose.report;

import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.report.page.Part;
import io.afterclose.report.page.PortfolioReport.Bridge;
import io.afterclose.report.page.PortfolioReport.Holding;
import io.afterclose.report.page.PortfolioReport.Quality;
import java.util.Set;

/**
 * What a snapshot is made of, as a report tells it.
 *
 * @param holdings its open positions
 * @param classes those of its open positions; empty without any
 * @param quality how good their values are
 * @param bridge from the value at the snapshot before
 */
public record SnapshotDetail(
    Part<Holding> holdings, Set<InvestmentClass> classes, Quality quality, Bridge bridge) {

  public SnapshotDetail {
    classes = Set.copyOf(classes);
  }

  /** Whether all positions are of one class; false without any. */
  boolean all(InvestmentClass kind) {
    return classes.equals(Set.of(kind));
  }
}
