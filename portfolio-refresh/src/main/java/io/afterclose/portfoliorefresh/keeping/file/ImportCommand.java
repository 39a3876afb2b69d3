package io.afterclose.portfoliorefresh.keeping.file;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.database.connection.Database;
import io.afterclose.database.text.Printable;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.portfolio.position.CashMovement;
import io.afterclose.portfolio.position.CashMovementStore;
import io.afterclose.portfolio.position.NewCashMovement;
import io.afterclose.portfolio.position.NewPosition;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioAuditStore;
import io.afterclose.portfolio.position.PortfolioName;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfoliorefresh.broker.AsOf;
import io.afterclose.portfoliorefresh.broker.ReadingOptions;
import io.afterclose.portfoliorefresh.broker.positions.CashBalance;
import io.afterclose.portfoliorefresh.broker.positions.ParsedPositions;
import io.afterclose.portfoliorefresh.broker.positions.PositionsFile;
import io.afterclose.portfoliorefresh.keeping.CashAtDate;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.portfoliorefresh.keeping.Reason;
import io.afterclose.portfoliorefresh.snapshot.FirstSnapshots;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
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
  private final FirstSnapshots firstSnapshots;

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Mixin private OutputOption output = new OutputOption();

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

  @Option(
      names = "--update",
      description =
          "Makes the portfolio of this name hold what the file says on its day: added"
              + " shares become a lot of that day, missing ones leave at its close, the oldest"
              + " first; both are marked as assumed.")
  private boolean update;

  @Mixin private Reason.Allowed reason = new Reason.Allowed();

  @Option(names = "--dry-run", description = "Prints what it would make, and makes nothing.")
  private boolean dryRun;

  public ImportCommand(ProcessContext process, FirstSnapshots firstSnapshots) {
    this.process = process;
    this.firstSnapshots = firstSnapshots;
  }

  @Override
  public Integer call() {
    PortfolioName checked = OptionValues.checked(() -> PortfolioName.of(name));
    Optional<CashBalance> stated =
        Optional.ofNullable(cash)
            .map(text -> OptionValues.checked(() -> CashAtDate.parse(text)))
            .map(balance -> new CashBalance(balance.amount(), balance.date()));
    ReadingOptions reading = files.reading(process, quantitiesAsOf());
    ParsedPositions parsed = files.file().read(reader -> PositionsFile.parse(reader, reading));
    try (Database opened = database.open(process, JobName.PORTFOLIO_REFRESH)) {
      PositionsImport imported =
          PositionsImport.checked(parsed, opened, process, reading.today(), files.file());
      imported.notes().forEach(note -> LOG.info("{}", note));
      Optional<CashBalance> balance = stated.or(imported::cash);
      if (update) {
        update(opened, checked, imported, balance);
      } else if (dryRun) {
        preview(checked, imported, balance);
      } else {
        make(opened, checked, imported, balance);
      }
    }
    return ExitCode.DONE.code();
  }

  private AsOf quantitiesAsOf() {
    return Optional.ofNullable(asOf)
        .map(text -> OptionValues.checked(() -> AsOf.parse(text)))
        .orElse(AsOf.UNSAID);
  }

  private void update(
      Database opened,
      PortfolioName checked,
      PositionsImport imported,
      Optional<CashBalance> balance) {
    PortfolioUpdate made = new PortfolioUpdate(process, opened, reason.checked(), checked, dryRun);
    List<HoldingChange> changes = made.to(imported, balance);
    if (dryRun) {
      output.print(PortfolioUpdate.table(changes));
    }
    LOG.info(
        "'{}': {} holdings changed, {}{}",
        checked,
        changes.size(),
        shown(balance),
        dryRun ? "; nothing is stored" : "; the next run recalculates the days from then on");
  }

  private void preview(
      PortfolioName checked, PositionsImport imported, Optional<CashBalance> balance) {
    output.print(ImportPreview.of(imported));
    LOG.info(
        "'{}' would have {} positions and {}; nothing was made",
        checked,
        imported.lines().size(),
        shown(balance));
  }

  private void make(
      Database opened,
      PortfolioName checked,
      PositionsImport imported,
      Optional<CashBalance> balance) {
    Portfolio portfolio = store(opened, checked, imported, balance);
    String first =
        firstSnapshots
            .make(opened, portfolio)
            .map(date -> "first snapshot of " + date)
            .orElse("no snapshot yet");
    LOG.info(
        "imported '{}': {} positions, {}; {}",
        checked,
        imported.lines().size(),
        shown(balance),
        first + unpriced(opened, checked, imported));
  }

  /** What makes the first snapshot, or makes it whole, where a symbol was not priced yet. */
  private String unpriced(Database opened, PortfolioName portfolio, PositionsImport imported) {
    PriceStore prices = new PriceStore(opened.dataSource(), process.clock());
    Optional<LocalDate> newest =
        prices.newestSession(FactorEtfs.SPY, process.targetDate().latestCompleted());
    if (newest.isEmpty()) {
      return "; no night has fetched prices yet: 'symbol-batch run', then 'portfolio-refresh run'";
    }
    List<Symbol> symbols = priced(imported);
    Set<Symbol> known = prices.pricedOn(newest.get(), symbols);
    List<Symbol> unknown = symbols.stream().filter(symbol -> !known.contains(symbol)).toList();
    return unknown.isEmpty()
        ? ""
        : "; no price of %s on %s yet: 'symbol-batch run --portfolio %s --date %s', then 'portfolio-refresh run' bring them"
            .formatted(unknown, newest.get(), Printable.quoted(portfolio.text()), newest.get());
  }

  private static List<Symbol> priced(PositionsImport imported) {
    return imported.positions().stream()
        .filter(position -> position.investmentClass().priced())
        .map(NewPosition::symbol)
        .distinct()
        .toList();
  }

  private static String shown(Optional<CashBalance> balance) {
    return balance
        .map(cash -> "cash of " + cash.amount().toPlainString() + " USD on " + cash.date())
        .orElse("no cash");
  }

  private Portfolio store(
      Database opened,
      PortfolioName portfolioName,
      PositionsImport imported,
      Optional<CashBalance> balance) {
    try {
      return Objects.requireNonNull(
          new TransactionTemplate(new JdbcTransactionManager(opened.dataSource()))
              .execute(status -> stored(opened, portfolioName, imported, balance)));
    } catch (DuplicateKeyException taken) {
      throw OptionValues.refused(
          "there is a portfolio '" + portfolioName + "' already; nothing was imported");
    }
  }

  private Portfolio stored(
      Database opened,
      PortfolioName portfolioName,
      PositionsImport imported,
      Optional<CashBalance> balance) {
    new PortfolioAuditStore(opened.dataSource()).state("import", reason.checked());
    Portfolio portfolio =
        new PortfolioStore(opened.dataSource(), process.clock())
            .add(portfolioName, imported.positions());
    balance.ifPresent(
        at ->
            new CashMovementStore(opened.dataSource(), process.clock())
                .record(
                    portfolio,
                    NewCashMovement.of(at.date(), CashMovement.Kind.BALANCE, at.amount())));
    new OnboardingQueueStore(opened.dataSource(), process.clock()).enqueueUnknown(priced(imported));
    return portfolio;
  }
}
