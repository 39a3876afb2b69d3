package io.afterclose.portfoliorefresh.keeping.cash;

import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.CashMovementStore;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfoliorefresh.keeping.KeepingCommand;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.portfoliorefresh.keeping.Reason;
import io.afterclose.portfoliorefresh.refresh.PortfolioNameOption;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.outcome.InvalidInputException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code cash remove}. */
@Command(
    name = "remove",
    description =
        "Takes a row of the ledger back; what it replaced counts again. The next run"
            + " recalculates its days.",
    mixinStandardHelpOptions = true)
final class RemoveCash extends KeepingCommand {

  @Mixin private PortfolioNameOption portfolio = new PortfolioNameOption();

  @Parameters(paramLabel = "MOVEMENT", description = "As 'cash list' shows it.")
  private long movement;

  @Mixin private Reason.Required reason = new Reason.Required();

  RemoveCash(ProcessContext process) {
    super(process);
  }

  @Override
  protected Optional<String> reason() {
    return reason.checked();
  }

  @Override
  protected String change(Database opened) {
    Portfolio named = locked(opened, portfolio.text());
    if (!new CashMovementStore(opened.dataSource(), process().clock()).remove(named, movement)) {
      throw unknown(named, movement);
    }
    return "'%s': cash row %d is removed; the next run recalculates its days"
        .formatted(named.name(), movement);
  }

  static InvalidInputException unknown(Portfolio named, long movement) {
    return OptionValues.refused(
        "'%s' has no cash row %d; see 'cash list'".formatted(named.name(), movement));
  }
}
