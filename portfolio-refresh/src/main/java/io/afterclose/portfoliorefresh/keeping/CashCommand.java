package io.afterclose.portfoliorefresh.keeping;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.CashMovement;
import io.afterclose.portfolio.position.CashMovementStore;
import io.afterclose.portfolio.position.CashSubject;
import io.afterclose.portfolio.position.ImpliedKind;
import io.afterclose.portfolio.position.LedgerRow;
import io.afterclose.portfolio.position.Lot;
import io.afterclose.portfolio.position.NewCashMovement;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfolio.position.PositionStore;
import io.afterclose.portfoliorefresh.refresh.PortfolioOption;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cash add|list}: the explicit rows of a portfolio's cash ledger. */
@Command(
    name = "cash",
    description = "Records and lists rows of a portfolio's cash ledger.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class CashCommand {

  private static final Logger LOG = LoggerFactory.getLogger(CashCommand.class);

  private final ProcessContext process;

  public CashCommand(ProcessContext process) {
    this.process = process;
  }

  @Command(
      description = {
        "Records a row of the ledger, in USD; the next run recalculates its days.",
        "BALANCE, of either sign: the cash at the end of the day, whatever was",
        "  before; a second one of the same day replaces the first.",
        "DEPOSIT, WITHDRAWAL, FEE, TAX, 0 or more: the kind says the direction.",
        "TRADE, DIVIDEND, INTEREST, signed as it hits cash: below 0 for a purchase,",
        "  for the dividend that a short owes and for interest paid."
      },
      mixinStandardHelpOptions = true)
  int add(
      @Mixin DatabaseOption database,
      @Option(
              names = "--portfolio",
              required = true,
              paramLabel = "NAME",
              description = "Whose cash.")
          String name,
      @Option(
              names = "--date",
              required = true,
              paramLabel = "DATE",
              description = "The day on which it counts.")
          String date,
      @Option(
              names = "--kind",
              required = true,
              paramLabel = "KIND",
              description = "${COMPLETION-CANDIDATES}.")
          CashMovement.Kind kind,
      @Option(
              names = "--amount",
              required = true,
              paramLabel = "AMOUNT",
              description = "USD, as 1234.56.")
          String amount,
      @Option(
              names = "--position",
              paramLabel = "POSITION",
              description = {
                "Of a TRADE or DIVIDEND: the position whose own row of that day it replaces.",
                "SYMBOL, or SYMBOL@ENTRY_DATE where there are several lots."
              })
          @Nullable String position) {
    LocalDate day = OptionValues.date("--date", date);
    BigDecimal usd = amount(kind, amount);
    Optional<LotSelector> selector = selector(kind, position);
    try (Database opened = database.open(process, JobName.PORTFOLIO_REFRESH)) {
      PortfolioStore portfolios = portfolios(opened);
      Portfolio portfolio = PortfolioOption.named(portfolios, name);
      Lot lot =
          selector
              .map(
                  given ->
                      OptionValues.checked(
                          () ->
                              given.select(
                                  portfolio,
                                  new PositionStore(opened.dataSource()).lots(portfolio))))
              .orElse(null);
      boolean changed =
          Boolean.TRUE.equals(
              new TransactionTemplate(new JdbcTransactionManager(opened.dataSource()))
                  .execute(
                      status -> movements(opened).record(portfolio, row(day, kind, usd, lot))));
      LOG.info(
          "'{}': {} of {} USD on {} {}",
          portfolio.name(),
          kind,
          usd.toPlainString(),
          day,
          changed
              ? "is recorded; the next run recalculates the days from then on"
              : "was recorded before");
    }
    return ExitCode.DONE.code();
  }

  private static NewCashMovement row(
      LocalDate day, CashMovement.Kind kind, BigDecimal usd, @Nullable Lot lot) {
    NewCashMovement row = NewCashMovement.of(day, kind, usd);
    if (lot == null) {
      return row;
    }
    return row.about(
        kind == CashMovement.Kind.DIVIDEND
            ? CashSubject.dividend(lot.id(), day)
            : trade(day, usd, lot));
  }

  /** The purchase on the entry date, the sale on the exit date; on one day by the sign. */
  private static CashSubject trade(LocalDate day, BigDecimal usd, Lot lot) {
    boolean exit = day.equals(lot.exitDate());
    boolean entry = day.equals(lot.entryDate()) && (!exit || usd.signum() < 0);
    if (entry || exit) {
      return CashSubject.trade(entry ? ImpliedKind.ENTRY : ImpliedKind.EXIT, lot.id());
    }
    return CashSubject.position(lot.id());
  }

  private static BigDecimal amount(CashMovement.Kind kind, String text) {
    BigDecimal amount = OptionValues.amount("--amount", text);
    if (!kind.takes(amount)) {
      throw OptionValues.refused(
          "--amount", text, "0 or more for a " + kind + ", since the kind says the direction");
    }
    return amount;
  }

  private static Optional<LotSelector> selector(CashMovement.Kind kind, @Nullable String text) {
    if (text != null && !kind.replacesImplied()) {
      throw OptionValues.refused(
          "--position",
          text,
          "none for a " + kind + ": only a TRADE or a DIVIDEND replaces what a position implies");
    }
    return Optional.ofNullable(text)
        .map(given -> OptionValues.checked(() -> LotSelector.parse(given)));
  }

  @Command(
      description = "Lists the recorded rows by date, not what positions imply.",
      mixinStandardHelpOptions = true)
  int list(
      @Mixin DatabaseOption database,
      @Mixin OutputOption output,
      @Option(
              names = "--portfolio",
              required = true,
              paramLabel = "NAME",
              description = "Whose cash.")
          String name) {
    try (Database opened = database.open(process, JobName.PORTFOLIO_REFRESH)) {
      output.print(
          table(movements(opened).ledger(PortfolioOption.named(portfolios(opened), name))));
    }
    return ExitCode.DONE.code();
  }

  private static ResultTable table(List<LedgerRow> ledger) {
    return ResultTable.of(ledger)
        .column("movement", LedgerRow::id)
        .column("date", LedgerRow::date)
        .column("kind", LedgerRow::kind)
        .column("amount", LedgerRow::amount)
        .column("position", LedgerRow::symbol)
        .column("entry_date", LedgerRow::entryDate)
        .column("recorded_utc", LedgerRow::recordedAt)
        .table();
  }

  private CashMovementStore movements(Database opened) {
    return new CashMovementStore(opened.dataSource(), process.clock());
  }

  private PortfolioStore portfolios(Database opened) {
    return new PortfolioStore(opened.dataSource(), process.clock());
  }
}
