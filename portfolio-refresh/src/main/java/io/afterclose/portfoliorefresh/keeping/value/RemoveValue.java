package io.afterclose.portfoliorefresh.keeping.value;

import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.Lot;
import io.afterclose.portfolio.position.ManualValuationStore;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfoliorefresh.keeping.KeepingCommand;
import io.afterclose.portfoliorefresh.keeping.LotOption;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.portfoliorefresh.keeping.Reason;
import io.afterclose.portfoliorefresh.refresh.PortfolioNameOption;
import io.afterclose.run.execution.ProcessContext;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code value remove}. */
@Command(
    name = "remove",
    description =
        "Takes back what was recorded of a PRIVATE position for a day; the value before"
            + " it counts again. The next run recalculates its days.",
    mixinStandardHelpOptions = true)
final class RemoveValue extends KeepingCommand {

  @Mixin private PortfolioNameOption portfolio = new PortfolioNameOption();
  @Mixin private LotOption lot = new LotOption();

  @Option(
      names = "--as-of",
      required = true,
      paramLabel = "DATE",
      description = "As 'value list' shows it.")
  private String asOf = "";

  @Mixin private Reason.Required reason = new Reason.Required();

  RemoveValue(ProcessContext process) {
    super(process);
  }

  @Override
  protected Optional<String> reason() {
    return reason.checked();
  }

  @Override
  protected String change(Database opened) {
    LocalDate day = OptionValues.date("--as-of", asOf);
    Portfolio named = locked(opened, portfolio.text());
    Lot found = lot.select(opened, named);
    if (!new ManualValuationStore(opened.dataSource(), process().clock()).remove(found, day)) {
      throw OptionValues.refused(
          "--as-of", asOf, "a day for which " + found + " has a value; see 'value list'");
    }
    return "'%s': the value of %s as of %s is removed; the next run recalculates its days"
        .formatted(named.name(), found, day);
  }
}
