package io.afterclose.portfoliorefresh.keeping.position;

import io.afterclose.portfolio.position.Side;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.portfoliorefresh.keeping.StatedDay;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.run.execution.ProcessContext;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that state a lot. */
final class LotTerms {

  @Option(names = "--symbol", paramLabel = "SYMBOL", description = "AAPL, BRK.B, an OCC option.")
  @Nullable String symbol;

  @Option(
      names = "--class",
      paramLabel = "CLASS",
      description = "${COMPLETION-CANDIDATES}; else by the symbol.")
  @Nullable InvestmentClass investmentClass;

  @Option(names = "--type", paramLabel = "TYPE", description = "${COMPLETION-CANDIDATES}.")
  @Nullable Side side;

  @Option(names = "--quantity", paramLabel = "NUMBER", description = "Shares or contracts.")
  @Nullable String quantity;

  @Option(
      names = "--quantity-as-of",
      paramLabel = "DATE",
      description = "The day after whose splits they are counted; else the entry date.")
  @Nullable String quantityAsOf;

  @Option(names = "--entry-date", paramLabel = "DATE", description = "The first day it is held.")
  @Nullable String entryDate;

  @Option(names = "--entry-price", paramLabel = "PRICE", description = "USD per unit.")
  @Nullable String entryPrice;

  @Option(
      names = "--multiplier",
      paramLabel = "NUMBER",
      description = "Units of the price per contract; else 100 for an option, 1 for others.")
  @Nullable String multiplier;

  @Option(
      names = "--exit-date",
      paramLabel = "DATE",
      description = "The first day it is no longer held.")
  @Nullable String exitDate;

  @Option(names = "--exit-price", paramLabel = "PRICE", description = "USD per unit.")
  @Nullable String exitPrice;

  static Optional<BigDecimal> number(String option, @Nullable String text) {
    return Optional.ofNullable(text).map(given -> OptionValues.amount(option, given));
  }

  static Optional<LocalDate> day(ProcessContext process, String option, @Nullable String text) {
    return Optional.ofNullable(text).map(given -> StatedDay.of(process, option, given));
  }
}
