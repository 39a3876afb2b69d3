package io.afterclose.portfoliorefresh.keeping.portfolio;

import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioName;
import io.afterclose.portfoliorefresh.keeping.KeepingCommand;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.portfoliorefresh.keeping.Reason;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.RunScope;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code portfolio rename NAME NEW_NAME}. */
@Command(
    name = "rename",
    description =
        "Gives a portfolio another name. Its snapshots stay its own; the records of"
            + " runs made for it alone keep the scope of the name they ran under, which"
            + " 'portfolio show' lists.",
    mixinStandardHelpOptions = true)
final class RenamePortfolio extends KeepingCommand {

  @Mixin private NameParameter name = new NameParameter();

  @Parameters(index = "1", paramLabel = "NEW_NAME", description = "Its new name.")
  private String newName = "";

  @Mixin private Reason.Required reason = new Reason.Required();

  RenamePortfolio(ProcessContext process) {
    super(process);
  }

  @Override
  protected Optional<String> reason() {
    return reason.checked();
  }

  @Override
  protected String change(Database opened) {
    PortfolioName renamed = OptionValues.checked(() -> PortfolioName.of(newName));
    Portfolio portfolio = locked(opened, name.text());
    try {
      portfolios(opened).rename(portfolio, renamed);
    } catch (DuplicateKeyException taken) {
      throw OptionValues.refused("there is a portfolio '" + renamed + "' already");
    }
    return "%s is now '%s'; its own runs until now have the scope '%s'"
        .formatted(portfolio, renamed, RunScope.portfolio(portfolio.name()).text());
  }
}
