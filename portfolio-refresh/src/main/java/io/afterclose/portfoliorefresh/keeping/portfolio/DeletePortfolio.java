package io.afterclose.portfoliorefresh.keeping.portfolio;

import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfoliorefresh.keeping.KeepingCommand;
import io.afterclose.portfoliorefresh.keeping.Reason;
import io.afterclose.run.execution.ProcessContext;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code portfolio delete NAME}. */
@Command(
    name = "delete",
    description =
        "Deletes a portfolio: no run makes snapshots of it, and those it has are shown"
            + " no more. Its rows and its history stay on record; its name is free.",
    mixinStandardHelpOptions = true)
final class DeletePortfolio extends KeepingCommand {

  @Mixin private NameParameter name = new NameParameter();
  @Mixin private Reason.Required reason = new Reason.Required();

  DeletePortfolio(ProcessContext process) {
    super(process);
  }

  @Override
  protected Optional<String> reason() {
    return reason.checked();
  }

  @Override
  protected String change(Database opened) {
    Portfolio portfolio = locked(opened, name.text());
    portfolios(opened).delete(portfolio);
    return portfolio + " is deleted; 'portfolio history' still shows what it held";
  }
}
