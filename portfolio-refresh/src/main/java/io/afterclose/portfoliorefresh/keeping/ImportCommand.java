package io.afterclose.portfoliorefresh.keeping;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.database.connection.Database;
import io.afterclose.database.text.Printable;
import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.portfolio.position.CashMovement;
import io.afterclose.portfolio.position.CashMovementStore;
import io.afterclose.portfolio.position.NewCashMovement;
import io.afterclose.portfolio.position.NewPosition;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioName;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfoliorefresh.snapshot.FirstSnapshots;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    description = {
      "Imports a portfolio from a CSV file: symbol, quantity, entry_date, entry_price; optional",
      "quantity_as_of, investment_class, position_type, multiplier, exit_date, exit_price.",
      "All or nothing: every bad line is named."
    },
    mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {

  private final ProcessContext process;
  private final FirstSnapshots firstSnapshots;

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Option(names = "--name", required = true, paramLabel = "NAME", description = "Its name.")
  private String name = "";

  @Option(names = "--file", required = true, paramLabel = "FILE", description = "Its positions.")
  private Path file = Path.of("");

  @Option(
      names = "--cash",
      paramLabel = "AMOUNT@DATE",
      description = "Cash at the end of a day, as 1234.56@2024-01-31.")
  private @Nullable String cash;

  public ImportCommand(ProcessContext process, FirstSnapshots firstSnapshots) {
    this.process = process;
    this.firstSnapshots = firstSnapshots;
  }

  @Override
  public Integer call() {
    PortfolioName checked = OptionValues.checked(() -> PortfolioName.of(name));
    Optional<CashAtDate> balance =
        Optional.ofNullable(cash).map(text -> OptionValues.checked(() -> CashAtDate.parse(text)));
    List<NewPosition> positions = positions();
    try (Database opened = database.open(process, JobName.PORTFOLIO_REFRESH)) {
      Portfolio portfolio = store(opened, checked, positions, balance);
      String first =
          firstSnapshots
              .make(opened, portfolio)
              .map(date -> "first snapshot of " + date)
              .orElse("first snapshot by the next run");
      LoggerFactory.getLogger(ImportCommand.class)
          .info("imported '{}': {} positions; {}", checked, positions.size(), first);
    }
    return ExitCode.DONE.code();
  }

  private List<NewPosition> positions() {
    ParsedPositions parsed = parsed();
    if (parsed instanceof ParsedPositions.Accepted accepted) {
      return accepted.lines().stream().map(PositionLine::position).toList();
    }
    throw OptionValues.refused(
        "nothing was imported from "
            + shownFile()
            + ":\n"
            + ((ParsedPositions.Refused) parsed)
                .errors().stream()
                    .map(error -> "  " + error.message())
                    .collect(Collectors.joining("\n")));
  }

  private ParsedPositions parsed() {
    try (Reader reader = Files.newBufferedReader(file)) {
      return PositionsCsv.parse(reader);
    } catch (NoSuchFileException missing) {
      throw OptionValues.refused(shownFile() + ": there is no such file");
    } catch (CharacterCodingException binary) {
      throw OptionValues.refused(shownFile() + ": it is not UTF-8 text; nothing was imported");
    } catch (IOException unreadable) {
      throw OptionValues.refused(
          shownFile() + ": it cannot be read: " + masked(unreadable.getMessage()));
    }
  }

  private String shownFile() {
    return "file " + masked(file.toString());
  }

  private static String masked(@Nullable String text) {
    return Printable.masked(String.valueOf(text));
  }

  private Portfolio store(
      Database opened,
      PortfolioName portfolioName,
      List<NewPosition> positions,
      Optional<CashAtDate> balance) {
    PortfolioStore portfolios = new PortfolioStore(opened.dataSource(), process.clock());
    CashMovementStore movements = new CashMovementStore(opened.dataSource(), process.clock());
    OnboardingQueueStore queue = new OnboardingQueueStore(opened.dataSource(), process.clock());
    try {
      return Objects.requireNonNull(
          new TransactionTemplate(new JdbcTransactionManager(opened.dataSource()))
              .execute(
                  status -> {
                    Portfolio portfolio = portfolios.add(portfolioName, positions);
                    balance.ifPresent(
                        cashAt ->
                            movements.record(
                                portfolio,
                                NewCashMovement.of(
                                    cashAt.date(), CashMovement.Kind.BALANCE, cashAt.amount())));
                    queue.enqueueUnknown(
                        positions.stream()
                            .filter(position -> position.investmentClass().priced())
                            .map(NewPosition::symbol)
                            .distinct()
                            .toList());
                    return portfolio;
                  }));
    } catch (DuplicateKeyException taken) {
      throw OptionValues.refused(
          "there is a portfolio '" + portfolioName + "' already; nothing was imported");
    }
  }
}
