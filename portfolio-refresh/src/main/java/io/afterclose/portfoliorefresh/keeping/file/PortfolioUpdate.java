package io.afterclose.portfoliorefresh.keeping.file;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.portfolio.position.Booking;
import io.afterclose.portfolio.position.CashMovement;
import io.afterclose.portfolio.position.CashMovementStore;
import io.afterclose.portfolio.position.Exit;
import io.afterclose.portfolio.position.LotStore;
import io.afterclose.portfolio.position.NewCashMovement;
import io.afterclose.portfolio.position.NewPosition;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioAuditStore;
import io.afterclose.portfolio.position.PortfolioName;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfoliorefresh.broker.positions.CashBalance;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.portfoliorefresh.keeping.file.HoldingChange.Added;
import io.afterclose.portfoliorefresh.keeping.file.HoldingChange.Left;
import io.afterclose.portfoliorefresh.keeping.position.LotSales;
import io.afterclose.portfoliorefresh.refresh.PortfolioOption;
import io.afterclose.run.execution.ProcessContext;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes a portfolio hold what a file says, in one transaction. */
final class PortfolioUpdate {
  private static final Booking ASSUMED = new Booking(false, true, null);

  private final ProcessContext process;
  private final Database opened;
  private final Optional<String> reason;
  private final PortfolioName name;
  private final boolean dryRun;

  PortfolioUpdate(
      ProcessContext process,
      Database opened,
      Optional<String> reason,
      PortfolioName name,
      boolean dryRun) {
    this.process = process;
    this.opened = opened;
    this.reason = reason;
    this.name = name;
    this.dryRun = dryRun;
  }

  /**
   * Makes the changes, or only finds them in a dry run.
   *
   * @throws io.afterclose.run.outcome.InvalidInputException if one of them cannot be made
   */
  List<HoldingChange> to(PositionsImport imported, Optional<CashBalance> balance) {
    LocalDate day =
        imported
            .day()
            .orElseThrow(
                () ->
                    OptionValues.refused(
                        "--update: the file does not say of which day it is; --as-of DATE does"));
    return Objects.requireNonNull(
        new TransactionTemplate(new JdbcTransactionManager(opened.dataSource()))
            .execute(status -> changed(day, imported, balance)));
  }

  private List<HoldingChange> changed(
      LocalDate day, PositionsImport imported, Optional<CashBalance> balance) {
    new PortfolioAuditStore(opened.dataSource()).state("import --update", reason);
    PortfolioStore portfolios = new PortfolioStore(opened.dataSource(), process.clock());
    Portfolio portfolio = PortfolioOption.named(portfolios, name.text());
    if (!portfolios.lock(portfolio)) {
      throw OptionValues.refused("portfolio '" + portfolio.name() + "' was deleted meanwhile");
    }
    LotSales sales = new LotSales(process, opened, portfolio);
    PriceStore prices = new PriceStore(opened.dataSource(), process.clock());
    List<HoldingChange> changes =
        new HoldingsUpdate(
                day,
                portfolios.history(portfolio),
                sales,
                symbol -> Optional.ofNullable(prices.closesOn(day, List.of(symbol)).get(symbol)))
            .of(imported.lines());
    if (!dryRun) {
      changes.forEach(change -> make(portfolio, sales, change));
      balance.ifPresent(at -> record(portfolio, at));
    }
    return changes;
  }

  private void make(Portfolio portfolio, LotSales sales, HoldingChange change) {
    if (change instanceof Left left) {
      sales.close(left.sales(), new Exit(left.date(), left.price(), ASSUMED));
    } else if (change instanceof Added added) {
      add(portfolio, added.lot());
    }
  }

  private void add(Portfolio portfolio, NewPosition lot) {
    new LotStore(opened.dataSource(), process.clock()).add(portfolio, lot);
    if (lot.investmentClass().priced()) {
      new OnboardingQueueStore(opened.dataSource(), process.clock())
          .enqueueUnknown(List.of(lot.symbol()));
    }
  }

  private void record(Portfolio portfolio, CashBalance at) {
    new CashMovementStore(opened.dataSource(), process.clock())
        .record(portfolio, NewCashMovement.of(at.date(), CashMovement.Kind.BALANCE, at.amount()));
  }

  static ResultTable table(List<HoldingChange> changes) {
    return ResultTable.of(changes)
        .column("action", HoldingChange::action)
        .column("symbol", change -> change.holding().symbol())
        .column("side", change -> change.holding().side())
        .column("quantity", change -> shortest(change.quantity()))
        .column("date", HoldingChange::date)
        .column("price", change -> shortest(change.price()))
        .column("booking", HoldingChange::booking)
        .table();
  }

  private static BigDecimal shortest(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
