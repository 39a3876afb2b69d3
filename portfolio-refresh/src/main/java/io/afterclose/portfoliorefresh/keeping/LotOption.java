package io.afterclose.portfoliorefresh.keeping;

import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.Lot;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PositionStore;
import picocli.CommandLine.Option;

/** The option {@code --position} of a command that is about one lot. */
public final class LotOption {

  @Option(
      names = "--position",
      required = true,
      paramLabel = "POSITION",
      description =
          "As 'position list' shows it; SYMBOL, or SYMBOL@ENTRY_DATE where there are"
              + " several lots, is enough.")
  private String text = "";

  /** The lot that it names. */
  public Lot select(Database opened, Portfolio portfolio) {
    return selected(text, opened, portfolio);
  }

  /** The lot that a text names. */
  public static Lot selected(String text, Database opened, Portfolio portfolio) {
    LotSelector selector = OptionValues.checked(() -> LotSelector.parse(text));
    return OptionValues.checked(
        () -> selector.select(portfolio, new PositionStore(opened.dataSource()).lots(portfolio)));
  }
}
