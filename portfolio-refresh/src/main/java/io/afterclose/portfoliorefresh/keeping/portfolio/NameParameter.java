package io.afterclose.portfoliorefresh.keeping.portfolio;

import io.afterclose.cli.command.SimilarWords;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.PortfolioName;
import io.afterclose.portfolio.position.PortfolioOverview;
import io.afterclose.portfolio.position.PortfolioOverviewStore;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.run.outcome.InvalidInputException;
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
    PortfolioOverviewStore portfolios = new PortfolioOverviewStore(opened.dataSource());
    return portfolios.ofName(checked).orElseThrow(() -> unknown(checked, portfolios));
  }

  private static InvalidInputException unknown(
      PortfolioName name, PortfolioOverviewStore portfolios) {
    String similar =
        SimilarWords.didYouMean(
            name.text(),
            portfolios.all(true).stream().map(known -> known.name()).distinct().toList());
    return OptionValues.refused(
        "there is no portfolio '"
            + name
            + "'"
            + (similar.isEmpty() ? "; see 'portfolio list --deleted'" : similar));
  }
}
