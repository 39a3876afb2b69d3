package io.afterclose.portfoliorefresh.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.portfoliorefresh.fixture.RandomWorld;
import io.afterclose.portfoliorefresh.fixture.WalkedProfit;
import io.afterclose.portfoliorefresh.portfolio.CashMovement;
import io.afterclose.portfoliorefresh.portfolio.ManualValuation;
import io.afterclose.portfoliorefresh.portfolio.Portfolio;
import io.afterclose.portfoliorefresh.portfolio.PortfolioHistory;
import io.afterclose.portfoliorefresh.portfolio.Position;
import io.afterclose.portfoliorefresh.portfolio.Side;
import io.afterclose.portfoliorefresh.portfolio.Stated;
import io.afterclose.portfoliorefresh.valuation.Market;
import io.afterclose.portfoliorefresh.valuation.MarketData;
import io.afterclose.quant.symbol.InvestmentClass;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

/** What holds for every portfolio in every market. */
class SnapshotPropertiesTest {
  /** Two net asset values and two sums of flows, each rounded to half a cent. */
  private static final double FOUR_ROUNDINGS = 0.02 + 1e-6;

  /** Three amounts, each rounded to half a cent. */
  private static final BigDecimal THREE_ROUNDINGS = new BigDecimal("0.015");

  @Provide
  Arbitrary<RandomWorld> worlds() {
    return Arbitraries.longs().map(RandomWorld::new);
  }

  @Property(tries = 200)
  void profit_is_price_change_dividends_fees_and_what_trades_gain(
      @ForAll("worlds") RandomWorld world) {
    MarketData market = world.marketUpTo(RandomWorld.SESSIONS - 1);
    PortfolioHistory history = world.history();
    Snapshot before = at(history, market, world, RandomWorld.FIRST_TRADE - 1);
    for (int t = RandomWorld.FIRST_TRADE; t < RandomWorld.SESSIONS; t++) {
      Snapshot after = at(history, market, world, t);
      assertThat(after.unpricedCount()).isZero();
      assertThat(profit(before, after))
          .as("profit of %s", after.date())
          .isCloseTo(WalkedProfit.of(world, t), within(FOUR_ROUNDINGS));
      before = after;
    }
  }

  @Property(tries = 100)
  void a_backfill_a_month_later_gives_the_row_of_the_night(
      @ForAll("worlds") RandomWorld world, @ForAll Random order) {
    PortfolioHistory later = shuffled(world.history(), order);
    MarketData today = world.marketUpTo(RandomWorld.SESSIONS - 1);
    for (int t = RandomWorld.FIRST_TRADE; t < RandomWorld.SESSIONS; t++) {
      assertThat(at(later, today, world, t))
          .isEqualTo(at(world.historyUpTo(t), world.marketUpTo(t), world, t));
    }
  }

  @Property(tries = 100)
  void exposures_add_up(
      @ForAll("worlds") RandomWorld world,
      @ForAll @IntRange(min = RandomWorld.FIRST_TRADE, max = RandomWorld.SESSIONS - 1) int t) {
    Snapshot snapshot = at(world.history(), world.marketUpTo(t), world, t);
    assertThat(snapshot.longValue()).isNotNegative();
    assertThat(snapshot.shortValue()).isNotPositive();
    assertThat(snapshot.longValue().add(snapshot.shortValue()))
        .isCloseTo(snapshot.netExposure(), within(THREE_ROUNDINGS));
    assertThat(snapshot.longValue().subtract(snapshot.shortValue()))
        .isCloseTo(snapshot.grossExposure(), within(THREE_ROUNDINGS));
    assertThat(snapshot.grossExposure()).isGreaterThanOrEqualTo(snapshot.netExposure().abs());
    assertThat(snapshot.netExposure()).isEqualTo(snapshot.totalValue());
    assertThat(snapshot.cashValue().add(snapshot.totalValue()))
        .isCloseTo(snapshot.netAssetValue(), within(THREE_ROUNDINGS));
    assertThat(snapshot.totalValue().subtract(snapshot.totalCost()))
        .isCloseTo(snapshot.totalPnl(), within(THREE_ROUNDINGS));
    assertThat(
            snapshot.pricedCount()
                + snapshot.staleCount()
                + snapshot.estimatedCount()
                + snapshot.unpricedCount())
        .isEqualTo(snapshot.positionCount());
  }

  /** Ratios whose price before the split is a price in cents whenever the one after it is. */
  private static final List<String> RATIOS = List.of("2", "3", "4", "7", "20", "0.5", "0.1", "1.5");

  @Provide
  Arbitrary<String> ratios() {
    return Arbitraries.of(RATIOS);
  }

  @Property(tries = 2000)
  void a_value_goes_through_a_split_without_losing_a_cent(
      @ForAll @BigRange(min = "0.001", max = "100000") @Scale(3) BigDecimal quantity,
      @ForAll @BigRange(min = "0.1", max = "3000") @Scale(1) BigDecimal after,
      @ForAll("ratios") String ratio,
      @ForAll Side side,
      @ForAll @IntRange(max = 2) int statedOn,
      @ForAll boolean quotedAfter) {
    String stated = List.of("2024-01-05", "2024-01-10", "2024-02-01").get(statedOn);
    Stated.PositionParts parts =
        Stated.position("AAPL").quantity(quantity.toPlainString()).asOf(stated);
    Position position = side == Side.SHORT ? parts.sold().made() : parts.made();
    BigDecimal before = after.multiply(new BigDecimal(ratio));
    Market market =
        Market.open()
            .close("AAPL", "2024-01-09", before.toPlainString())
            .split("AAPL", "2024-01-10", ratio);
    if (quotedAfter) {
      market.close("AAPL", "2024-01-10", after.toPlainString());
    }
    PortfolioHistory history = Stated.history(position);
    assertThat(value(history, market, "2024-01-10"))
        .isEqualTo(value(history, market, "2024-01-09"));
  }

  private static BigDecimal value(PortfolioHistory history, Market market, String day) {
    return SnapshotCalculator.calculate(history, market.data(), LocalDate.parse(day))
        .snapshot()
        .totalValue();
  }

  /** Which positions are left of a portfolio. */
  private enum Left {
    NONE,
    PRIVATE_ONLY,
    OPTIONS_ONLY,
    SHORTS_ONLY,
    FREE_ONLY,
    ALL;

    boolean of(Position position) {
      return switch (this) {
        case NONE -> false;
        case PRIVATE_ONLY -> position.investmentClass() == InvestmentClass.PRIVATE;
        case OPTIONS_ONLY -> position.investmentClass() == InvestmentClass.OPTIONS;
        case SHORTS_ONLY -> position.side() == Side.SHORT;
        case FREE_ONLY -> position.entryPrice().signum() == 0;
        case ALL -> true;
      };
    }
  }

  @Property(tries = 300)
  void nothing_is_divided_by_what_a_portfolio_lacks(
      @ForAll("worlds") RandomWorld world,
      @ForAll Left left,
      @ForAll boolean cash,
      @ForAll boolean priced,
      @ForAll @IntRange(min = RandomWorld.FIRST_TRADE, max = RandomWorld.SESSIONS - 1) int t) {
    Stream<Position> free =
        world.positions.stream()
            .map(position -> position.id() % 2 == 0 ? position : free(position));
    PortfolioHistory some =
        new PortfolioHistory(
            new Portfolio(Stated.PORTFOLIO, "Some"),
            free.filter(left::of).toList(),
            cash ? world.cash : List.of(),
            world.valuations);
    MarketData market = priced ? world.marketUpTo(t) : world.withoutCloses();
    Snapshot snapshot = at(some, market, world, t);
    assertThat(snapshot.coverage()).isBetween(BigDecimal.ZERO, BigDecimal.ONE);
    assertThat(snapshot.pnlPercent().scale()).isEqualTo(6);
    assertThat(snapshot.totalPnl().signum() * snapshot.pnlPercent().signum()).isNotNegative();
  }

  private static Position free(Position position) {
    return new Position(
        position.id(),
        position.portfolioId(),
        position.symbol(),
        position.investmentClass(),
        position.side(),
        position.quantity(),
        position.quantityAsOf(),
        position.entryDate(),
        BigDecimal.ZERO,
        position.multiplier(),
        position.exitDate(),
        position.exitPrice());
  }

  private static PortfolioHistory shuffled(PortfolioHistory history, Random order) {
    List<Position> positions = new ArrayList<>(history.positions());
    List<CashMovement> cash = new ArrayList<>(history.cash());
    List<ManualValuation> valuations = new ArrayList<>(history.valuations());
    List.of(positions, cash, valuations).forEach(rows -> Collections.shuffle(rows, order));
    return new PortfolioHistory(history.portfolio(), positions, cash, valuations);
  }

  private static Snapshot at(
      PortfolioHistory history, MarketData market, RandomWorld world, int session) {
    return SnapshotCalculator.calculate(history, market, world.sessions.at(session)).snapshot();
  }

  private static double profit(Snapshot before, Snapshot after) {
    return after
        .netAssetValue()
        .subtract(before.netAssetValue())
        .subtract(after.cumulativeExternalFlows())
        .add(before.cumulativeExternalFlows())
        .doubleValue();
  }
}
