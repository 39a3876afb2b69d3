package io.afterclose.portfoliorefresh.keeping.file;

import io.afterclose.portfolio.position.Booking;
import io.afterclose.portfolio.position.Entry;
import io.afterclose.portfolio.position.NewPosition;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfoliorefresh.broker.positions.PositionLine;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.portfoliorefresh.keeping.file.HoldingChange.Added;
import io.afterclose.portfoliorefresh.keeping.file.HoldingChange.Left;
import io.afterclose.portfoliorefresh.keeping.position.LotSales;
import io.afterclose.portfoliorefresh.keeping.position.LotsHeld;
import io.afterclose.portfoliorefresh.snapshot.HeldLot;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes what a portfolio holds at the close of a day equal to a file. What the file has more is a
 * lot of that day at (new total cost − old) ÷ added, in kind where that is not above 0 or the file
 * states no cost; what it has less leaves at the day's close, the oldest lots first. Both are
 * assumed: the trades themselves are not known. PRIVATE lots that the file does not name stay.
 */
final class HoldingsUpdate {
  private static final int DECIMALS = 10;
  private static final Booking ASSUMED = new Booking(false, true, null);
  private static final Booking ASSUMED_IN_KIND = new Booking(true, true, null);

  private final LocalDate day;
  private final PortfolioHistory history;
  private final LotSales sales;
  private final Function<Symbol, Optional<BigDecimal>> closes;
  private final List<HoldingChange> changes = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();

  /**
   * @param day the session of the file
   * @param closes stored closes of the day
   */
  HoldingsUpdate(
      LocalDate day,
      PortfolioHistory history,
      LotSales sales,
      Function<Symbol, Optional<BigDecimal>> closes) {
    this.day = day;
    this.history = history;
    this.sales = sales;
    this.closes = closes;
  }

  /**
   * The changes, by holding in the order of the file, then those that it lacks.
   *
   * @throws io.afterclose.run.outcome.InvalidInputException naming every holding for which it
   *     cannot be done
   */
  List<HoldingChange> of(List<PositionLine> lines) {
    Map<Holding, List<PositionLine>> wanted =
        lines.stream()
            .filter(line -> line.position().exit() == null)
            .collect(
                Collectors.groupingBy(
                    line -> Holding.of(line.position()), LinkedHashMap::new, Collectors.toList()));
    sales
        .held(day, this::comparable)
        .lots()
        .forEach(held -> wanted.putIfAbsent(Holding.of(held), List.of()));
    wanted.forEach(this::compare);
    if (!refusals.isEmpty()) {
      throw OptionValues.refused("nothing was changed:\n  " + String.join("\n  ", refusals));
    }
    return List.copyOf(changes);
  }

  private boolean comparable(HeldLot held) {
    Position lot = held.lot();
    return lot.investmentClass() != InvestmentClass.PRIVATE
        && lot.contract().stream().noneMatch(option -> !option.expiry().isAfter(day));
  }

  private void compare(Holding holding, List<PositionLine> lines) {
    LotsHeld held = sales.held(day, lot -> Holding.of(lot).equals(holding) && comparable(lot));
    BigDecimal more = sum(lines, NewPosition::quantity).subtract(held.total());
    if (more.abs().compareTo(LotsHeld.DUST) <= 0) {
      return;
    }
    if (changedLater(holding)) {
      refusals.add(
          holding + ": it was bought or sold after " + day + "; a file of a later day is needed");
    } else if (more.signum() > 0) {
      add(held, lines, more);
    } else {
      leave(holding, held, more.negate());
    }
  }

  private boolean changedLater(Holding holding) {
    return history.positions().stream()
        .filter(lot -> new Holding(lot.symbol(), lot.side()).equals(holding))
        .anyMatch(
            lot ->
                lot.entryDate().isAfter(day)
                    || (lot.exit() != null && lot.exit().date().isAfter(day)));
  }

  private void add(LotsHeld held, List<PositionLine> lines, BigDecimal more) {
    boolean dated = lines.stream().noneMatch(PositionLine::inKind);
    if (held.lots().isEmpty() && dated) {
      lines.forEach(line -> changes.add(new Added(line.position())));
      return;
    }
    NewPosition first = lines.get(0).position();
    changes.add(
        new Added(
            new NewPosition(
                first.symbol(),
                first.investmentClass(),
                first.side(),
                more.setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros(),
                day,
                first.multiplier(),
                entry(held, lines, more.multiply(first.multiplier())),
                null)));
  }

  private Entry entry(LotsHeld held, List<PositionLine> lines, BigDecimal units) {
    if (lines.stream().anyMatch(line -> !line.costStated())) {
      return new Entry(day, lines.get(0).position().entryPrice(), ASSUMED_IN_KIND);
    }
    BigDecimal old =
        held.lots().stream().map(lot -> lot.cost().abs()).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal price =
        sum(lines, HoldingsUpdate::cost)
            .subtract(old)
            .divide(units, DECIMALS, RoundingMode.HALF_UP);
    return price.signum() > 0
        ? new Entry(day, price, ASSUMED)
        : new Entry(day, BigDecimal.ZERO, ASSUMED_IN_KIND);
  }

  private static BigDecimal cost(NewPosition position) {
    return position.quantity().multiply(position.entryPrice()).multiply(position.multiplier());
  }

  private static BigDecimal sum(
      List<PositionLine> lines, Function<NewPosition, BigDecimal> number) {
    return lines.stream()
        .map(PositionLine::position)
        .map(number)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private void leave(Holding holding, LotsHeld held, BigDecimal less) {
    Optional<BigDecimal> close = closes.apply(holding.symbol());
    if (close.isEmpty()) {
      refusals.add(
          holding
              + ": "
              + less.stripTrailingZeros().toPlainString()
              + " less than recorded, and no close of "
              + day
              + " is stored at which they could have left; record the sale with 'position close'");
    } else {
      changes.add(new Left(holding, day, close.get(), held.sell(less)));
    }
  }
}
