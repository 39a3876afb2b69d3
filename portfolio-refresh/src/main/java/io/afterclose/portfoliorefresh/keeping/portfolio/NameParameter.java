package io.afterclose.portfoliorefresh.keeping.portfolio;

import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.PortfolioName;
import io.afterclose.portfolio.position.PortfolioOverview;
import io.afterclose.portfolio.position.PortfolioOverviewStore;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import picocli.CommandLine.Parameters;

/** Which portfolio a command is about. */
final class NameParameter {

  @Parameters(index = "0", paramLabel = "NAME", description = "As 'portfolio list' shows it.")
  private String name = "";

  String text() {
    return name;
  }

  /** The portfolio, or the one of this name that was deleted last. */
  PortfolioOverview overview(Database opened) {
    PortfolioName checked = OptionValues.checked(() -> PortfolioName.of(name));
    return new PortfolioOverviewStore(opened.dataSource())
        .ofName(checked)
        .orElseThrow(
            () ->
                OptionValues.refused(
                    "there is no portfolio '" + checked + "'; see 'portfolio list --deleted'"));
  }
}
