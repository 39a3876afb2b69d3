package io.afterclose.portfoliorefresh.keeping.portfolio;

import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.PortfolioName;
import io.afterclose.portfoliorefresh.keeping.KeepingCommand;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.portfoliorefresh.keeping.Reason;
import io.afterclose.run.execution.ProcessContext;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code portfolio create NAME}. */
@Command(
    name = "create",
    description =
        "Creates a portfolio that holds nothing yet; 'position add' and 'cash add'"
            + " state what it holds. It may hold cash alone.",
    mixinStandardHelpOptions = true)
final class CreatePortfolio extends KeepingCommand {

  @Parameters(index = "0", paramLabel = "NAME", description = "Its name.")
  private String name = "";

  @Mixin private Reason.Allowed reason = new Reason.Allowed();

  CreatePortfolio(ProcessContext process) {
    super(process);
  }

  @Override
  protected Optional<String> reason() {
    return reason.checked();
  }

  @Override
  protected String change(Database opened) {
    PortfolioName checked = OptionValues.checked(() -> PortfolioName.of(name));
    try {
      return portfolios(opened).add(checked, List.of()) + " is created";
    } catch (DuplicateKeyException taken) {
      throw OptionValues.refused("there is a portfolio '" + checked + "' already");
    }
  }
}
