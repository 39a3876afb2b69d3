package io.afterclose.portfolio.position;

import io.afterclose.portfolio.position.CashMovement.Kind;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What the owner of portfolio 1 states, in the few words that a test needs. */
public final class Stated {
  public static final long PORTFOLIO = 1;

  private Stated() {}

  /** One long PUBLIC share bought on 2024-01-02 at 100, id 1; the parts say otherwise. */
  public static PositionParts position(String symbol) {
    return new PositionParts(symbol);
  }

  public static CashMovement cash(String date, Kind kind, String amount) {
    return new CashMovement(
        900, PORTFOLIO, LocalDate.parse(date), kind, new BigDecimal(amount), CashSubject.NONE);
  }

  public static CashMovement cashOf(Position position, String date, Kind kind, String amount) {
    return new CashMovement(
        901,
        PORTFOLIO,
        LocalDate.parse(date),
        kind,
        new BigDecimal(amount),
        CashSubject.position(position.id()));
  }

  public static ManualValuation valuation(Position position, String asOf, String amount) {
    return new ManualValuation(position.id(), LocalDate.parse(asOf), new BigDecimal(amount));
  }

  public static PortfolioHistory history(Position... positions) {
    return history(List.of(positions), List.of(), List.of());
  }

  public static PortfolioHistory history(
      List<Position> positions, List<CashMovement> cash, List<ManualValuation> valuations) {
    return new PortfolioHistory(new Portfolio(PORTFOLIO, "Growth"), positions, cash, valuations);
  }

  public static PortfolioHistory with(PortfolioHistory history, CashMovement... more) {
    List<CashMovement> cash = new ArrayList<>(history.cash());
    cash.addAll(List.of(more));
    return history(history.positions(), cash, history.valuations());
  }

  public static PortfolioHistory with(PortfolioHistory history, ManualValuation... more) {
    List<ManualValuation> valuations = new ArrayList<>(history.valuations());
    valuations.addAll(List.of(more));
    return history(history.positions(), history.cash(), valuations);
  }

  public static final class PositionParts {
    private long id = 1;
    private final String symbol;
    private InvestmentClass investmentClass = InvestmentClass.PUBLIC;
    private Side side = Side.LONG;
    private String quantity = "1";
    private String entryDate = "2024-01-02";
    private String quantityAsOf = "";
    private String entryPrice = "100";
    private String multiplier = "1";
    private String exitDate = "";
    private String exitPrice = "";
    private Booking opened = Booking.TRADED;
    private Booking closed = Booking.TRADED;

    private PositionParts(String symbol) {
      this.symbol = symbol;
    }

    public PositionParts id(long id) {
      this.id = id;
      return this;
    }

    public PositionParts privately() {
      this.investmentClass = InvestmentClass.PRIVATE;
      return this;
    }

    public PositionParts option() {
      this.investmentClass = InvestmentClass.OPTIONS;
      this.multiplier = "100";
      return this;
    }

    public PositionParts sold() {
      this.side = Side.SHORT;
      return this;
    }

    public PositionParts quantity(String quantity) {
      this.quantity = quantity;
      return this;
    }

    public PositionParts asOf(String date) {
      this.quantityAsOf = date;
      return this;
    }

    public PositionParts multiplier(String multiplier) {
      this.multiplier = multiplier;
      return this;
    }

    public PositionParts entry(String date, String price) {
      this.entryDate = date;
      this.entryPrice = price;
      return this;
    }

    public PositionParts exit(String date, String price) {
      this.exitDate = date;
      this.exitPrice = price;
      return this;
    }

    public PositionParts openedInKind() {
      this.opened = new Booking(true, false, null);
      return this;
    }

    public PositionParts closedInKind() {
      this.closed = new Booking(true, false, null);
      return this;
    }

    public Position made() {
      Position traded = traded();
      Exit exit = traded.exit();
      return new Position(
          id,
          PORTFOLIO,
          traded.symbol(),
          investmentClass,
          side,
          traded.quantity(),
          traded.quantityAsOf(),
          traded.multiplier(),
          new Entry(traded.entryDate(), traded.entryPrice(), opened),
          exit == null ? null : new Exit(exit.date(), exit.price(), closed));
    }

    private Position traded() {
      return new Position(
          id,
          PORTFOLIO,
          Symbol.of(symbol),
          investmentClass,
          side,
          new BigDecimal(quantity),
          LocalDate.parse(quantityAsOf.isEmpty() ? entryDate : quantityAsOf),
          LocalDate.parse(entryDate),
          new BigDecimal(entryPrice),
          new BigDecimal(multiplier),
          exitDate.isEmpty() ? null : LocalDate.parse(exitDate),
          exitPrice.isEmpty() ? null : new BigDecimal(exitPrice));
    }
  }
}
