package io.afterclose.portfoliorefresh.keeping.cash;

import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.CashMovement;
import io.afterclose.portfolio.position.CashMovementStore;
import io.afterclose.portfolio.position.CashSubject;
import io.afterclose.portfolio.position.NewCashMovement;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfoliorefresh.keeping.KeepingCommand;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.portfoliorefresh.keeping.Reason;
import io.afterclose.portfoliorefresh.keeping.StatedDay;
import io.afterclose.portfoliorefresh.refresh.PortfolioNameOption;
import io.afterclose.run.execution.ProcessContext;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cash add}. */
@Command(
    name = "add",
    description = {
      "Records a row of the ledger, in USD; the next run recalculates its days.",
      "BALANCE, of either sign: the cash at the end of the day, whatever was before; a second one"
          + " of the same day replaces the first.",
      "DEPOSIT, WITHDRAWAL, FEE, TAX, 0 or more: the kind says the direction.",
      "TRADE, DIVIDEND, INTEREST, signed as it hits cash: below 0 for a purchase, for the dividend"
          + " that a short owes and for interest paid. A TRADE or DIVIDEND of a position replaces"
          + " exactly the row that the position implies, which stands until the day of this one."
    },
    mixinStandardHelpOptions = true)
final class AddCash extends KeepingCommand {

  @Mixin private PortfolioNameOption portfolio = new PortfolioNameOption();

  @Option(
      names = "--date",
      required = true,
      paramLabel = "DATE",
      description = "The day on which it counts; of a DIVIDEND the day of payment.")
  private String date = "";

  @Option(
      names = "--kind",
      required = true,
      paramLabel = "KIND",
      description = "${COMPLETION-CANDIDATES}.")
  private CashMovement.Kind kind = CashMovement.Kind.FEE;

  @Option(
      names = "--amount",
      required = true,
      paramLabel = "AMOUNT",
      description = "USD, as 1234.56.")
  private String amount = "";

  @Mixin private SubjectOptions subject = new SubjectOptions();

  @Option(
      names = "--reference",
      paramLabel = "TEXT",
      description = "What the bank or broker names it: recorded once, however often it is added.")
  private @Nullable String reference;

  @Option(names = "--note", paramLabel = "TEXT", description = "For people, up to 200 characters.")
  private @Nullable String note;

  @Mixin private Reason.Allowed reason = new Reason.Allowed();

  AddCash(ProcessContext process) {
    super(process);
  }

  @Override
  protected Optional<String> reason() {
    return reason.checked();
  }

  @Override
  protected void checkOptions() {
    row();
    subject.check(process(), kind);
  }

  private NewCashMovement row() {
    LocalDate day = StatedDay.of(process(), "--date", date);
    BigDecimal usd = OptionValues.amount("--amount", amount);
    if (!kind.takes(usd)) {
      throw OptionValues.refused(
          "--amount", amount, "0 or more for a " + kind + ", since the kind says the direction");
    }
    return new NewCashMovement(
        day,
        kind,
        usd,
        CashSubject.NONE,
        ShortText.checked("--reference", reference, 100),
        ShortText.checked("--note", note, 200));
  }

  @Override
  protected String change(Database opened) {
    Portfolio named = locked(opened, portfolio.text());
    NewCashMovement row = row();
    boolean changed =
        new CashMovementStore(opened.dataSource(), process().clock())
            .record(named, row.about(subject.select(process(), opened, named, row)));
    return "'%s': %s of %s USD on %s %s"
        .formatted(
            named.name(),
            kind,
            row.amount().toPlainString(),
            row.date(),
            changed
                ? "is recorded; the next run recalculates the days from then on"
                : "was recorded before");
  }
}
