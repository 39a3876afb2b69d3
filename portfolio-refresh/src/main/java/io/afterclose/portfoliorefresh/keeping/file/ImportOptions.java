package io.afterclose.portfoliorefresh.keeping.file;

import io.afterclose.portfolio.position.PortfolioName;
import io.afterclose.portfoliorefresh.broker.AsOf;
import io.afterclose.portfoliorefresh.broker.ReadingOptions;
import io.afterclose.portfoliorefresh.broker.positions.CashBalance;
import io.afterclose.portfoliorefresh.broker.positions.PositionsFile;
import io.afterclose.portfoliorefresh.keeping.CashAtDate;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.portfoliorefresh.keeping.Reason;
import io.afterclose.run.execution.ProcessContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that make a portfolio of a file of positions. */
public final class ImportOptions {

  @Mixin private FileOptions files = new FileOptions();

  @Option(names = "--name", required = true, paramLabel = "NAME", description = "Its name.")
  private String name = "";

  @Option(
      names = "--as-of",
      paramLabel = "DAY",
      description =
          "When the quantities count: today (shares as they are now, as brokers show"
              + " them), entry (as they were bought), or a date. Also the day on which lines"
              + " without an entry date move in, if the file does not say it.")
  private @Nullable String asOf;

  @Option(
      names = "--cash",
      paramLabel = "AMOUNT@DATE",
      description = "Cash at the end of a day, as 1234.56@2024-01-31; before what the file says.")
  private @Nullable String cash;

  @Mixin private Reason.Allowed reason = new Reason.Allowed();

  /**
   * Reads the file; no database is opened for it.
   *
   * @throws io.afterclose.run.outcome.InvalidInputException if an option or the file cannot be read
   */
  public PortfolioFile read(ProcessContext process) {
    PortfolioName checked = OptionValues.checked(() -> PortfolioName.of(name));
    Optional<CashBalance> stated =
        Optional.ofNullable(cash)
            .map(text -> OptionValues.checked(() -> CashAtDate.parse(text)))
            .map(balance -> new CashBalance(balance.amount(), balance.date()));
    ReadingOptions reading = files.reading(process, quantitiesAsOf());
    InputFile file = files.file();
    return new PortfolioFile(
        checked,
        file,
        file.read(reader -> PositionsFile.parse(reader, reading)),
        reading.today(),
        stated,
        reason.checked());
  }

  private AsOf quantitiesAsOf() {
    return Optional.ofNullable(asOf)
        .map(text -> OptionValues.checked(() -> AsOf.parse(text)))
        .orElse(AsOf.UNSAID);
  }
}
