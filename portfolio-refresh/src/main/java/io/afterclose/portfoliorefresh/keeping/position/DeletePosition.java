package io.afterclose.portfoliorefresh.keeping.position;

import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.Lot;
import io.afterclose.portfolio.position.LotStore;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfoliorefresh.keeping.KeepingCommand;
import io.afterclose.portfoliorefresh.keeping.LotOption;
import io.afterclose.portfoliorefresh.keeping.Reason;
import io.afterclose.portfoliorefresh.refresh.PortfolioNameOption;
import io.afterclose.run.execution.ProcessContext;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code position delete}. */
@Command(
    name = "delete",
    description =
        "Deletes a position that never was, with its cash rows and valuations; the next"
            + " run recalculates its days. A sale is recorded by 'position close'.",
    mixinStandardHelpOptions = true)
final class DeletePosition extends KeepingCommand {

  @Mixin private PortfolioNameOption portfolio = new PortfolioNameOption();
  @Mixin private LotOption lot = new LotOption();
  @Mixin private Reason.Required reason = new Reason.Required();

  DeletePosition(ProcessContext process) {
    super(process);
  }

  @Override
  protected Optional<String> reason() {
    return reason.checked();
  }

  @Override
  protected String change(Database opened) {
    Portfolio named = locked(opened, portfolio.text());
    Lot found = lot.select(opened, named);
    new LotStore(opened.dataSource(), process().clock()).delete(found.id());
    return "'%s': %s is deleted and counts as never held".formatted(named.name(), found);
  }
}
