package io.afterclose.portfoliorefresh.keeping.file;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.database.connection.Database;
import io.afterclose.database.text.Printable;
import io.afterclose.market.price.PriceStore;
import io.afterclose.portfoliorefresh.snapshot.FirstSnapshots;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code import}: a portfolio from a file of positions, all of it or nothing. */
@Command(
    name = "import",
    description =
        "Imports a portfolio from a file of positions: what a broker exports, or a CSV"
            + " file with symbol, quantity, entry_date, entry_price and, if wanted,"
            + " quantity_as_of, investment_class, position_type, multiplier, exit_date,"
            + " exit_price, opened_in_kind, cost. Text above and below the table and unknown"
            + " columns are left alone. All or nothing: every bad line is named. A line"
            + " without an entry date moves in without cash on the day of the file, at that"
            + " day's close.",
    mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(ImportCommand.class);

  private final ProcessContext process;
  private final PortfolioImport portfolios;

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Mixin private OutputOption output = new OutputOption();

  @Mixin private ImportOptions options = new ImportOptions();

  @Option(
      names = "--update",
      description =
          "Makes the portfolio of this name hold what the file says on its day: added"
              + " shares become a lot of that day, missing ones leave at its close, the oldest"
              + " first; both are marked as assumed.")
  private boolean update;

  @Option(names = "--dry-run", description = "Prints what it would make, and makes nothing.")
  private boolean dryRun;

  public ImportCommand(ProcessContext process, FirstSnapshots firstSnapshots) {
    this.process = process;
    this.portfolios = new PortfolioImport(process, firstSnapshots);
  }

  @Override
  public Integer call() {
    PortfolioFile file = options.read(process);
    try (Database opened = database.open(process, JobName.PORTFOLIO_REFRESH)) {
      if (update) {
        update(opened, file);
      } else if (dryRun) {
        preview(file, file.checked(opened, process));
      } else {
        PortfolioImport.Made made = portfolios.make(opened, file);
        LOG.info("{}{}", made.describe(), unpriced(opened, made));
      }
    }
    return ExitCode.DONE.code();
  }

  private void update(Database opened, PortfolioFile file) {
    PositionsImport imported = file.checked(opened, process);
    PortfolioUpdate made = new PortfolioUpdate(process, opened, file.reason(), file.name(), dryRun);
    List<HoldingChange> changes = made.to(imported, file.cash(imported));
    if (dryRun) {
      output.print(PortfolioUpdate.table(changes));
    }
    LOG.info(
        "'{}': {} holdings changed, {}{}",
        file.name(),
        changes.size(),
        PortfolioImport.shown(file.cash(imported)),
        dryRun ? "; nothing is stored" : "; the next run recalculates the days from then on");
  }

  private void preview(PortfolioFile file, PositionsImport imported) {
    output.print(ImportPreview.of(imported));
    LOG.info(
        "'{}' would have {} positions and {}; nothing was made",
        file.name(),
        imported.lines().size(),
        PortfolioImport.shown(file.cash(imported)));
  }

  /** What makes the first snapshot, or makes it whole, where a symbol was not priced yet. */
  private String unpriced(Database opened, PortfolioImport.Made made) {
    PriceStore prices = new PriceStore(opened.dataSource(), process.clock());
    Optional<LocalDate> newest =
        prices.newestSession(FactorEtfs.SPY, process.targetDate().latestCompleted());
    if (newest.isEmpty()) {
      return "; no night has fetched prices yet: 'symbol-batch run', then 'portfolio-refresh run'";
    }
    Set<Symbol> known = prices.pricedOn(newest.get(), made.symbols());
    List<Symbol> unknown =
        made.symbols().stream().filter(symbol -> !known.contains(symbol)).toList();
    return unknown.isEmpty()
        ? ""
        : "; no price of %s on %s yet: 'symbol-batch run --portfolio %s --date %s', then 'portfolio-refresh run' bring them"
            .formatted(
                unknown, newest.get(), Printable.quoted(made.portfolio().name()), newest.get());
  }
}
