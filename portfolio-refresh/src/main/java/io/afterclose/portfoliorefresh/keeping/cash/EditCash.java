package io.afterclose.portfoliorefresh.keeping.cash;

import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.CashMovementStore;
import io.afterclose.portfolio.position.InvalidPortfolioException;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfoliorefresh.keeping.KeepingCommand;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.portfoliorefresh.keeping.Reason;
import io.afterclose.portfoliorefresh.keeping.StatedDay;
import io.afterclose.portfoliorefresh.refresh.PortfolioNameOption;
import io.afterclose.run.execution.ProcessContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cash edit}. */
@Command(
    name = "edit",
    description =
        "Corrects a row of the ledger: each option that is given replaces what is"
            + " there. The next run recalculates its days. Of another kind or position:"
            + " remove it and add it.",
    mixinStandardHelpOptions = true)
final class EditCash extends KeepingCommand {

  @Mixin private PortfolioNameOption portfolio = new PortfolioNameOption();

  @Parameters(paramLabel = "MOVEMENT", description = "As 'cash list' shows it.")
  private long movement;

  @Option(names = "--date", paramLabel = "DATE", description = "The day on which it counts.")
  private @Nullable String date;

  @Option(names = "--amount", paramLabel = "AMOUNT", description = "USD, as 1234.56.")
  private @Nullable String amount;

  @Option(names = "--reference", paramLabel = "TEXT", description = "What the bank names it.")
  private @Nullable String reference;

  @Option(names = "--note", paramLabel = "TEXT", description = "For people, up to 200 characters.")
  private @Nullable String note;

  @Mixin private Reason.Required reason = new Reason.Required();

  EditCash(ProcessContext process) {
    super(process);
  }

  @Override
  protected Optional<String> reason() {
    return reason.checked();
  }

  @Override
  protected void checkOptions() {
    if (date == null && amount == null && reference == null && note == null) {
      throw OptionValues.refused("nothing to correct: give the option of what is wrong");
    }
  }

  @Override
  protected String change(Database opened) {
    Portfolio named = locked(opened, portfolio.text());
    try {
      boolean found =
          new CashMovementStore(opened.dataSource(), process().clock())
              .change(
                  named,
                  movement,
                  date == null ? null : StatedDay.of(process(), "--date", date),
                  amount == null ? null : OptionValues.amount("--amount", amount),
                  ShortText.checked("--reference", reference, 100),
                  ShortText.checked("--note", note, 200));
      if (!found) {
        throw RemoveCash.unknown(named, movement);
      }
      portfolios(opened).history(named);
    } catch (InvalidPortfolioException invalid) {
      throw OptionValues.refused(String.valueOf(invalid.getMessage()));
    } catch (DataIntegrityViolationException refused) {
      throw OptionValues.refused(
          "cash row " + movement + ": " + refused.getMostSpecificCause().getMessage());
    }
    return "'%s': cash row %d is corrected; the next run recalculates its days"
        .formatted(named.name(), movement);
  }
}
