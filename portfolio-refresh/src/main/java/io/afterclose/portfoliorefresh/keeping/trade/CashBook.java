package io.afterclose.portfoliorefresh.keeping.trade;

import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.CashMovement.Kind;
import io.afterclose.portfolio.position.CashMovementStore;
import io.afterclose.portfolio.position.CashSubject;
import io.afterclose.portfolio.position.NewCashMovement;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfoliorefresh.broker.activity.ActivityKind;
import io.afterclose.portfoliorefresh.broker.activity.ActivityLine;
import io.afterclose.portfoliorefresh.keeping.position.LotSale;
import io.afterclose.run.execution.ProcessContext;
import java.util.List;

/** Rows of cash, after the lots of the file are there. */
final class CashBook {
  private final CashMovementStore store;
  private final Portfolio portfolio;
  private final DividendDates dividends;

  /**
   * @param lines those that are to be booked; dividends of one share and day are of one ex-date
   */
  CashBook(ProcessContext process, Database opened, Portfolio portfolio, List<ActivityLine> lines) {
    this.store = new CashMovementStore(opened.dataSource(), process.clock());
    this.portfolio = portfolio;
    this.dividends = DividendDates.of(process, opened, portfolio, lines);
  }

  /**
   * Books a line; in words.
   *
   * @throws io.afterclose.run.outcome.InvalidInputException if its ex-date cannot be known
   */
  String apply(ActivityLine line) {
    CashSubject subject =
        line.kind() == ActivityKind.DIVIDEND ? dividends.subject(line) : CashSubject.NONE;
    Kind kind =
        switch (line.kind()) {
          case DIVIDEND -> Kind.DIVIDEND;
          case INTEREST -> Kind.INTEREST;
          case FEE -> Kind.FEE;
          case TAX -> Kind.TAX;
          case DEPOSIT -> Kind.DEPOSIT;
          case WITHDRAWAL -> Kind.WITHDRAWAL;
          case CASH_IN_LIEU -> Kind.TRADE;
          default -> throw new IllegalArgumentException("not cash alone: " + line);
        };
    store.record(
        portfolio,
        new NewCashMovement(
            line.date(), kind, line.amount(), subject, line.reference(), line.note()));
    return "%s of %s USD%s"
        .formatted(
            kind,
            LotSale.plain(line.amount()),
            subject.exDate() == null ? "" : " in the place of the dividend of " + subject.exDate());
  }
}
