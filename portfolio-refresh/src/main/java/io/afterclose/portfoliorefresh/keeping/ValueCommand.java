package io.afterclose.portfoliorefresh.keeping;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.Lot;
import io.afterclose.portfolio.position.ManualValuationStore;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfolio.position.PositionStore;
import io.afterclose.portfoliorefresh.refresh.PortfolioOption;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code value}: records what a PRIVATE position is worth. */
@Command(
    name = "value",
    description = {
      "Records what a PRIVATE position is worth from a day on; the next run",
      "recalculates its days. A second value of the same day replaces the first."
    },
    mixinStandardHelpOptions = true)
public final class ValueCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(ValueCommand.class);

  private final ProcessContext process;

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Option(
      names = "--portfolio",
      required = true,
      paramLabel = "NAME",
      description = "Whose position.")
  private String name = "";

  @Option(
      names = "--position",
      required = true,
      paramLabel = "POSITION",
      description = "SYMBOL, or SYMBOL@ENTRY_DATE where there are several lots.")
  private String position = "";

  @Option(
      names = "--as-of",
      required = true,
      paramLabel = "DATE",
      description = "The first day on which it counts.")
  private String asOf = "";

  @Parameters(
      paramLabel = "AMOUNT",
      description = "USD for the whole position, as 1234.56; what is owed is below 0.")
  private String amount = "";

  public ValueCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public Integer call() {
    LocalDate day = OptionValues.date("--as-of", asOf);
    BigDecimal usd = OptionValues.amount("AMOUNT", amount);
    LotSelector selector = OptionValues.checked(() -> LotSelector.parse(position));
    try (Database opened = database.open(process, JobName.PORTFOLIO_REFRESH)) {
      PortfolioStore portfolios = new PortfolioStore(opened.dataSource(), process.clock());
      Portfolio portfolio = PortfolioOption.named(portfolios, name);
      Lot lot =
          OptionValues.checked(
              () ->
                  selector.select(
                      portfolio, new PositionStore(opened.dataSource()).lots(portfolio)));
      requirePrivate(lot);
      requireHeld(lot, day);
      boolean changed =
          Boolean.TRUE.equals(
              new TransactionTemplate(new JdbcTransactionManager(opened.dataSource()))
                  .execute(
                      status ->
                          new ManualValuationStore(opened.dataSource(), process.clock())
                              .record(lot, day, usd, null)));
      LOG.info(
          "'{}': {} is worth {} USD from {} on{}",
          portfolio.name(),
          lot,
          usd.toPlainString(),
          day,
          changed ? "; the next run recalculates the days from then on" : ", as recorded before");
    }
    return ExitCode.DONE.code();
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

  private void requireHeld(Lot lot, LocalDate day) {
    LocalDate exit = lot.exitDate();
    if (day.isBefore(lot.entryDate()) || (exit != null && !day.isBefore(exit))) {
      throw OptionValues.refused(
          "--as-of",
          asOf,
          "a day on which "
              + lot
              + " is held"
              + (exit == null ? "" : ", which was sold on " + exit));
    }
  }
}
