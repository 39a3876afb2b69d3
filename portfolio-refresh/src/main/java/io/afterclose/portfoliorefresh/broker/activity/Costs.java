package io.afterclose.portfoliorefresh.broker.activity;

import io.afterclose.portfoliorefresh.broker.Amount;
import io.afterclose.portfoliorefresh.broker.BrokerFormat;
import io.afterclose.portfoliorefresh.broker.Reading;
import io.afterclose.portfoliorefresh.broker.Row;
import io.afterclose.portfoliorefresh.broker.RowReader;
import java.math.BigDecimal;
import java.util.Optional;

/** What a trade costs beside its price: commission and fees. */
final class Costs {
  private static final String NOTHING = "free";

  private Costs() {}

  /** USD, below 0 for a rebate. */
  static BigDecimal read(
      Row<ActivityColumn> row, RowReader<ActivityColumn> fields, ActivityFacts file) {
    return one(ActivityColumn.COMMISSION, row, fields, file)
        .add(one(ActivityColumn.FEES, row, fields, file));
  }

  /** IBKR writes what it takes below 0; the others write what it costs. */
  private static BigDecimal one(
      ActivityColumn column,
      Row<ActivityColumn> row,
      RowReader<ActivityColumn> fields,
      ActivityFacts file) {
    Optional<BigDecimal> number =
        row.cell(column).equalsIgnoreCase(NOTHING)
            ? Optional.empty()
            : fields.read(column, text -> usd(text, file));
    BigDecimal written = number.orElse(BigDecimal.ZERO);
    return file.format() == BrokerFormat.IBKR ? written.negate() : written.abs();
  }

  private static Reading<BigDecimal> usd(String text, ActivityFacts file) {
    return Amount.read(text, file.eitherWay());
  }
}
