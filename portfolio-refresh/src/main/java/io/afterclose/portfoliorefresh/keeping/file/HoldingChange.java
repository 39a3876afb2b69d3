package io.afterclose.portfoliorefresh.keeping.file;

import io.afterclose.portfolio.position.NewPosition;
import io.afterclose.portfoliorefresh.keeping.position.LotSale;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** What makes a portfolio equal to a file in one holding. */
sealed interface HoldingChange {

  /** For a table. */
  Holding holding();

  /** ADD or EXIT. */
  String action();

  /** Units of the day, above 0. */
  BigDecimal quantity();

  /** The day of it. */
  LocalDate date();

  /** USD per unit. */
  BigDecimal price();

  /** How it is booked. */
  String booking();

  /** A lot that the file has and the portfolio has not. */
  record Added(NewPosition lot) implements HoldingChange {
    @Override
    public Holding holding() {
      return Holding.of(lot);
    }

    @Override
    public String action() {
      return "ADD";
    }

    @Override
    public BigDecimal quantity() {
      return lot.quantity();
    }

    @Override
    public LocalDate date() {
      return lot.entryDate();
    }

    @Override
    public BigDecimal price() {
      return lot.entryPrice();
    }

    @Override
    public String booking() {
      return (lot.entry().booking().inKind() ? "IN_KIND" : "TRADE")
          + (lot.entry().booking().assumed() ? " ASSUMED" : "");
    }
  }

  /**
   * Units that the portfolio has and the file has not.
   *
   * @param sales of the oldest lots first
   * @param price the close of the day
   */
  record Left(Holding holding, LocalDate date, BigDecimal price, List<LotSale> sales)
      implements HoldingChange {
    /** Copies. */
    public Left {
      sales = List.copyOf(sales);
    }

    @Override
    public String action() {
      return "EXIT";
    }

    @Override
    public BigDecimal quantity() {
      return sales.stream().map(LotSale::sold).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Override
    public String booking() {
      return "TRADE ASSUMED";
    }
  }
}
