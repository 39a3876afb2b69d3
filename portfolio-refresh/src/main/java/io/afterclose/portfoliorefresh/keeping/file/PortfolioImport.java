package io.afterclose.portfoliorefresh.keeping.file;

import io.afterclose.database.connection.Database;
import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.portfolio.position.CashMovement;
import io.afterclose.portfolio.position.CashMovementStore;
import io.afterclose.portfolio.position.NewCashMovement;
import io.afterclose.portfolio.position.NewPosition;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioAuditStore;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfoliorefresh.broker.positions.CashBalance;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.portfoliorefresh.snapshot.FirstSnapshots;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.execution.TransientFailure;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes a portfolio of a file: its positions and cash, and its unknown symbols into the queue, in
 * one transaction; then its first snapshot. The one way in, for every command.
 */
public final class PortfolioImport {

  private final ProcessContext process;
  private final FirstSnapshots firstSnapshots;

  public PortfolioImport(ProcessContext process, FirstSnapshots firstSnapshots) {
    this.process = process;
    this.firstSnapshots = firstSnapshots;
  }

  /**
   * What was made.
   *
   * @param symbols of positions that have market prices, each once
   * @param firstSnapshot the session whose prices it is of; empty where none could be made
   */
  public record Made(
      Portfolio portfolio,
      int positions,
      Optional<CashBalance> cash,
      List<Symbol> symbols,
      Optional<LocalDate> firstSnapshot) {

    public Made {
      symbols = List.copyOf(symbols);
    }

    /** In words, for the log. */
    public String describe() {
      return "imported '%s': %d positions, %s; %s"
          .formatted(
              portfolio.name(),
              positions,
              shown(cash),
              firstSnapshot.map(date -> "first snapshot of " + date).orElse("no snapshot yet"));
    }
  }

  /**
   * Makes it, or nothing.
   *
   * @throws io.afterclose.run.outcome.InvalidInputException naming every bad line, or that there is
   *     a portfolio of the name
   */
  public Made make(Database opened, PortfolioFile file) {
    PositionsImport imported = file.checked(opened, process);
    Portfolio portfolio = store(opened, file, imported);
    return new Made(
        portfolio,
        imported.lines().size(),
        file.cash(imported),
        priced(imported),
        firstSnapshot(opened, portfolio));
  }

  /** The portfolio is there, whatever becomes of its snapshot: to try again would be refused. */
  private Optional<LocalDate> firstSnapshot(Database opened, Portfolio portfolio) {
    try {
      return firstSnapshots.make(opened, portfolio);
    } catch (RuntimeException failed) {
      if (!TransientFailure.in(failed)) {
        throw failed;
      }
      LoggerFactory.getLogger(PortfolioImport.class)
          .warn(
              "'{}' is imported without a snapshot, which the next run makes: {}",
              portfolio.name(),
              failed.getMessage());
      return Optional.empty();
    }
  }

  static String shown(Optional<CashBalance> balance) {
    return balance
        .map(cash -> "cash of " + cash.amount().toPlainString() + " USD on " + cash.date())
        .orElse("no cash");
  }

  private static List<Symbol> priced(PositionsImport imported) {
    return imported.positions().stream()
        .filter(position -> position.investmentClass().priced())
        .map(NewPosition::symbol)
        .distinct()
        .toList();
  }

  private Portfolio store(Database opened, PortfolioFile file, PositionsImport imported) {
    try {
      return Objects.requireNonNull(
          new TransactionTemplate(new JdbcTransactionManager(opened.dataSource()))
              .execute(status -> stored(opened, file, imported)));
    } catch (DuplicateKeyException taken) {
      throw OptionValues.refused(
          "there is a portfolio '" + file.name() + "' already; nothing was imported");
    }
  }

  private Portfolio stored(Database opened, PortfolioFile file, PositionsImport imported) {
    new PortfolioAuditStore(opened.dataSource()).state("import", file.reason());
    Portfolio portfolio =
        new PortfolioStore(opened.dataSource(), process.clock())
            .add(file.name(), imported.positions());
    file.cash(imported)
        .ifPresent(
            at ->
                new CashMovementStore(opened.dataSource(), process.clock())
                    .record(
                        portfolio,
                        NewCashMovement.of(at.date(), CashMovement.Kind.BALANCE, at.amount())));
    new OnboardingQueueStore(opened.dataSource(), process.clock()).enqueueUnknown(priced(imported));
    return portfolio;
  }
}
