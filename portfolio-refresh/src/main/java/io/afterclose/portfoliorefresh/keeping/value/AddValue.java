package io.afterclose.portfoliorefresh.keeping.value;

import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.Lot;
import io.afterclose.portfolio.position.ManualValuationStore;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.Side;
import io.afterclose.portfoliorefresh.keeping.KeepingCommand;
import io.afterclose.portfoliorefresh.keeping.LotOption;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.portfoliorefresh.keeping.Reason;
import io.afterclose.portfoliorefresh.keeping.StatedDay;
import io.afterclose.portfoliorefresh.refresh.PortfolioNameOption;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.run.execution.ProcessContext;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code value add}. */
@Command(
    name = "add",
    description =
        "Records what a PRIVATE position is worth from a day on; the next run"
            + " recalculates its days. A second value of the same day replaces the first. A"
            + " value from before the entry counts from the entry on. It is kept with the"
            + " quantity that it is for, so that a part of a position that is sold and a"
            + " corrected quantity keep the value of a unit.",
    mixinStandardHelpOptions = true)
final class AddValue extends KeepingCommand {

  @Mixin private PortfolioNameOption portfolio = new PortfolioNameOption();
  @Mixin private LotOption lot = new LotOption();

  @Option(
      names = "--as-of",
      required = true,
      paramLabel = "DATE",
      description = "The first day on which it counts.")
  private String asOf = "";

  @Option(names = "--per-unit", description = "AMOUNT is for one unit, not for the position.")
  private boolean perUnit;

  @Parameters(
      paramLabel = "AMOUNT",
      description = "USD, as 1234.56; of a SHORT, which is owed, 0 or below.")
  private String amount = "";

  @Mixin private Reason.Allowed reason = new Reason.Allowed();

  AddValue(ProcessContext process) {
    super(process);
  }

  @Override
  protected Optional<String> reason() {
    return reason.checked();
  }

  @Override
  protected void checkOptions() {
    StatedDay.of(process(), "--as-of", asOf);
    OptionValues.amount("AMOUNT", amount);
  }

  @Override
  protected String change(Database opened) {
    LocalDate day = StatedDay.of(process(), "--as-of", asOf);
    BigDecimal usd = OptionValues.amount("AMOUNT", amount);
    Portfolio named = locked(opened, portfolio.text());
    Lot found = lot.select(opened, named);
    requirePrivate(found);
    requireNotSold(found, day);
    requireSign(opened, named, found, usd);
    boolean changed =
        new ManualValuationStore(opened.dataSource(), process().clock())
            .record(found, day, usd, perUnit ? BigDecimal.ONE : null);
    return "'%s': %s is worth %s USD%s from %s on%s"
        .formatted(
            named.name(),
            found,
            usd.toPlainString(),
            perUnit ? " a unit" : "",
            day,
            changed ? "; the next run recalculates the days from then on" : ", as recorded before");
  }

  private static void requirePrivate(Lot lot) {
    if (lot.investmentClass() != InvestmentClass.PRIVATE) {
      throw OptionValues.refused(
          "Position "
              + lot
              + ": expected a PRIVATE one, found "
              + lot.investmentClass()
              + ", which is worth its market price");
    }
  }

  /** One from before the entry counts from the entry on; after the exit none can count. */
  private void requireNotSold(Lot lot, LocalDate day) {
    LocalDate exit = lot.exitDate();
    if (exit != null && !day.isBefore(exit)) {
      throw OptionValues.refused("--as-of", asOf, "a day before " + lot + " was sold, on " + exit);
    }
  }

  private void requireSign(Database opened, Portfolio named, Lot lot, BigDecimal usd) {
    boolean isShort =
        portfolios(opened).history(named).positions().stream()
            .anyMatch(position -> position.id() == lot.id() && position.side() == Side.SHORT);
    if (isShort && usd.signum() > 0) {
      throw OptionValues.refused(
          "AMOUNT", amount, "0 or below for " + lot + ", a SHORT: what is owed is negative");
    }
  }
}
