package io.afterclose.portfoliorefresh.keeping.position;

import io.afterclose.database.connection.Database;
import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.market.universe.OptionRootStore;
import io.afterclose.portfolio.position.Booking;
import io.afterclose.portfolio.position.Entry;
import io.afterclose.portfolio.position.Exit;
import io.afterclose.portfolio.position.LotStore;
import io.afterclose.portfolio.position.NewPosition;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfolio.position.Side;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.OptionContract.Right;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.ProcessContext;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Contracts of an option that end on a day, and the shares that change hands with them.
 *
 * @param ended what ends of the one lot
 * @param booking of the end of the option and of the shares
 */
public record EndedContracts(
    ProcessContext process,
    Database opened,
    Portfolio portfolio,
    LotSales sales,
    OptionContract contract,
    List<LotSale> ended,
    LocalDate day,
    Booking booking) {
  /** Copies. */
  public EndedContracts {
    ended = List.copyOf(ended);
  }

  private Position option() {
    return ended.get(0).lot();
  }

  void requireSide(Side side, String otherCommand) {
    if (option().side() != side) {
      throw OptionValues.refused(
          "Position "
              + option().symbol()
              + ": expected a "
              + side
              + " one, found "
              + option().side()
              + "; see 'position "
              + otherCommand
              + "'");
    }
  }

  /** They end without value. */
  public String worthless() {
    sales.close(ended, new Exit(day, BigDecimal.ZERO, booking));
    return "expired without value";
  }

  /**
   * The shares trade at the strike: the option exits at its entry price, and the shares at strike +
   * premium of a call or strike − premium of a put, so that both together are strike × shares.
   */
  public String delivered() {
    Symbol share = share();
    requireNoSplit(share);
    boolean buys = (contract.right() == Right.CALL) == (option().side() == Side.LONG);
    BigDecimal premium = option().entryPrice();
    BigDecimal price =
        contract.right() == Right.CALL
            ? contract.strike().add(premium)
            : contract.strike().subtract(premium);
    if (price.signum() < 0) {
      throw OptionValues.refused(
          "Position "
              + option().symbol()
              + ": its premium is above its strike; see 'position edit'");
    }
    sales.close(ended, new Exit(day, premium, booking));
    return trade(share, buys, price);
  }

  private Symbol share() {
    return new OptionRootStore(opened.dataSource())
        .roots()
        .settlementShare(contract)
        .orElseThrow(
            () ->
                OptionValues.refused(
                    "Position "
                        + contract.symbol()
                        + ": no shares are delivered for the root "
                        + contract.root()
                        + "; record the cash by 'position close'"));
  }

  /** An adjusted contract delivers another number of shares. */
  private void requireNoSplit(Symbol share) {
    LocalDate since = option().quantityAsOf();
    boolean split =
        new CorporateActionStore(opened.dataSource(), process.clock())
            .between(since, day, List.of(share)).stream()
                .anyMatch(
                    action ->
                        action.kind() == CorporateAction.Kind.SPLIT
                            && action.exDate().isAfter(since));
    if (split) {
      throw OptionValues.refused(
          "Position "
              + option().symbol()
              + ": "
              + share
              + " was split since "
              + since
              + ", so that the contract delivers other shares; record it by 'position close' and"
              + " 'position add'");
    }
  }

  private BigDecimal shares() {
    return ended.stream()
        .map(LotSale::sold)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .multiply(option().multiplier());
  }

  /** Closes lots of the other side first, the oldest first; what is left opens a lot. */
  private String trade(Symbol share, boolean buys, BigDecimal price) {
    Side closed = buys ? Side.SHORT : Side.LONG;
    LotsHeld held =
        sales.held(day, lot -> lot.symbol().equals(share) && lot.lot().side() == closed);
    BigDecimal closing = shares().min(held.total());
    BigDecimal opening = shares().subtract(closing);
    List<String> done = new ArrayList<>();
    if (closing.signum() > 0) {
      List<LotSale> sold = held.sell(closing);
      sales.close(sold, new Exit(day, price, booking));
      sold.forEach(sale -> done.add(sale.describe()));
    }
    if (opening.signum() > 0) {
      done.add(opened(share, buys ? Side.LONG : Side.SHORT, opening, price));
    }
    return "%s %s of %s at %s: %s"
        .formatted(
            buys ? "bought" : "sold",
            LotSale.plain(shares()),
            share,
            LotSale.plain(price),
            String.join("; ", done));
  }

  private String opened(Symbol share, Side side, BigDecimal quantity, BigDecimal price) {
    long key =
        new LotStore(opened.dataSource(), process.clock())
            .add(
                portfolio,
                new NewPosition(
                    share,
                    InvestmentClass.PUBLIC,
                    side,
                    quantity,
                    day,
                    BigDecimal.ONE,
                    new Entry(day, price, booking),
                    null));
    new OnboardingQueueStore(opened.dataSource(), process.clock()).enqueueUnknown(List.of(share));
    return "%s %s in %s@%s#%d".formatted(side, LotSale.plain(quantity), share, day, key);
  }
}
