package io.afterclose.portfolio.snapshot;

import io.afterclose.portfolio.snapshot.DailyPerformance.Figure;
import io.afterclose.quant.performance.ValuedDay;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A day of a portfolio's record, by the view of the latest revisions, USD.
 *
 * @param previousDate of the snapshot before it; null for the first
 * @param before net asset value and carried value of the snapshot before; 0 for a first one before
 *     which there was nothing, null for one whose base is not known
 * @param after net asset value and carried value
 * @param externalFlows net since the snapshot before; null without a base
 * @param dayTradeInflows of lots opened and closed since the snapshot before
 * @param dayTradeOutflows of the same lots
 * @param pnl profit, or why there is none
 * @param dailyReturn a fraction, or why there is none
 * @param coverage share of the gross value that is known on both sides, 0 to 1
 */
public record PerformanceDay(
    LocalDate date,
    @Nullable LocalDate previousDate,
    @Nullable BigDecimal before,
    BigDecimal after,
    BigDecimal netAssetValue,
    @Nullable BigDecimal externalFlows,
    BigDecimal dayTradeInflows,
    BigDecimal dayTradeOutflows,
    Figure pnl,
    Figure dailyReturn,
    double coverage) {

  /** Whether nothing was there before, so that the day opens a record of its own. */
  public boolean opensRecord() {
    return before != null && before.signum() == 0;
  }

  /** The values and gross flows of the day; empty without a base. */
  public Optional<ValuedDay> valued() {
    if (before == null || externalFlows == null) {
      return Optional.empty();
    }
    BigDecimal other = externalFlows.subtract(dayTradeInflows).add(dayTradeOutflows);
    return Optional.of(
        new ValuedDay(
            date,
            before.doubleValue(),
            dayTradeInflows.add(other.max(BigDecimal.ZERO)).doubleValue(),
            dayTradeOutflows.add(other.negate().max(BigDecimal.ZERO)).doubleValue(),
            after.doubleValue(),
            coverage));
  }
}
