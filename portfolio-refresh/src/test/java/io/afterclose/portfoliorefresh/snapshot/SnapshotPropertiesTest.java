package io.afterclose.portfoliorefresh.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.portfolio.position.CashMovement;
import io.afterclose.portfolio.position.CashSubject;
import io.afterclose.portfolio.position.ManualValuation;
import io.afterclose.portfolio.position.Money;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfolio.position.Side;
import io.afterclose.portfolio.position.Stated;
import io.afterclose.portfolio.snapshot.Snapshot;
import io.afterclose.portfoliorefresh.fixture.Property;
import io.afterclose.portfoliorefresh.fixture.RandomWorld;
import io.afterclose.portfoliorefresh.fixture.WalkedProfit;
import io.afterclose.portfoliorefresh.valuation.Market;
import io.afterclose.portfoliorefresh.valuation.MarketData;
import io.afterclose.quant.symbol.InvestmentClass;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** What holds for every portfolio in every market. */
class SnapshotPropertiesTest {
  /** Two net asset values, carried values and sums of flows, each rounded to half a cent. */
  private static final double SIX_ROUNDINGS = 0.03 + 1e-6;

  /** Three amounts, each rounded to half a cent. */
  private static final BigDecimal THREE_ROUNDINGS = new BigDecimal("0.015");

  @Property(rounds = 60)
  void profit_is_price_change_dividends_fees_and_what_trades_gain(long seed) {
    RandomWorld world = new RandomWorld(seed);
    MarketData market = world.marketUpTo(RandomWorld.SESSIONS - 1);
    PortfolioHistory history = world.history();
    Snapshot before = at(history, market, world, RandomWorld.FIRST_TRADE - 1);
    for (int t = RandomWorld.FIRST_TRADE; t < RandomWorld.SESSIONS; t++) {
      Snapshot after = at(history, market, world, t);
      assertThat(after.totals().counts().unpriced())
          .isEqualTo((int) WalkedProfit.unpriced(world, t));
      assertThat(profit(before, after))
          .as("profit of %s", after.date())
          .isCloseTo(WalkedProfit.of(world, t), within(SIX_ROUNDINGS));
      before = after;
    }
  }

  @Property(rounds = 50)
  void a_backfill_a_month_later_gives_the_row_of_the_night(long seed) {
    RandomWorld world = new RandomWorld(seed);
    PortfolioHistory later = shuffled(world.history(), new Random(seed));
    MarketData today = world.marketUpTo(RandomWorld.SESSIONS - 1);
    for (int t = RandomWorld.FIRST_TRADE; t < RandomWorld.SESSIONS; t++) {
      assertThat(at(later, today, world, t))
          .isEqualTo(at(world.historyUpTo(t), world.marketUpTo(t), world, t));
    }
  }

  @Property(rounds = 50)
  void long_and_short_are_net_and_gross_is_no_less_than_either_way_of_net(long seed) {
    RandomWorld world = new RandomWorld(seed);
    MarketData market = world.marketUpTo(RandomWorld.SESSIONS - 1);
    for (int t = RandomWorld.FIRST_TRADE; t < RandomWorld.SESSIONS; t++) {
      ValuedSnapshot valued =
          SnapshotCalculator.calculate(world.history(), market, world.sessions.at(t));
      Snapshot snapshot = valued.snapshot();
      assertThat(snapshot.totals().exposure().longValue())
          .isEqualTo(sum(valued, value -> value.signum() > 0));
      assertThat(snapshot.totals().exposure().shortValue())
          .isEqualTo(sum(valued, value -> value.signum() < 0));
      assertThat(snapshot.totals().exposure().net()).isEqualTo(sum(valued, value -> true));
      assertThat(
              snapshot
                  .totals()
                  .exposure()
                  .longValue()
                  .add(snapshot.totals().exposure().shortValue()))
          .isCloseTo(snapshot.totals().exposure().net(), within(THREE_ROUNDINGS));
      assertThat(
              snapshot
                  .totals()
                  .exposure()
                  .longValue()
                  .subtract(snapshot.totals().exposure().shortValue()))
          .isCloseTo(snapshot.totals().exposure().gross(), within(THREE_ROUNDINGS));
      assertThat(snapshot.totals().exposure().gross())
          .isGreaterThanOrEqualTo(snapshot.totals().exposure().net().abs());
    }
  }

  private static BigDecimal sum(ValuedSnapshot valued, Predicate<BigDecimal> wanted) {
    return Money.toCents(
        valued.positions().stream()
            .flatMap(position -> position.value().stream())
            .filter(wanted)
            .reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  @Property(rounds = 50)
  void every_total_is_the_sum_of_its_parts(long seed) {
    RandomWorld world = new RandomWorld(seed);
    MarketData market = world.marketUpTo(RandomWorld.SESSIONS - 1);
    for (int t = RandomWorld.FIRST_TRADE; t < RandomWorld.SESSIONS; t++) {
      Snapshot snapshot = at(world.history(), market, world, t);
      assertThat(snapshot.totals().exposure().net()).isEqualTo(snapshot.totals().worth().value());
      assertThat(snapshot.totals().cash().value().add(snapshot.totals().worth().value()))
          .isCloseTo(snapshot.totals().cash().netAssetValue(), within(THREE_ROUNDINGS));
      assertThat(snapshot.totals().worth().value().subtract(snapshot.totals().worth().cost()))
          .isCloseTo(snapshot.totals().worth().pnl(), within(THREE_ROUNDINGS));
      assertThat(
              snapshot.totals().counts().priced()
                  + snapshot.totals().counts().stale()
                  + snapshot.totals().counts().estimated()
                  + snapshot.totals().counts().unpriced())
          .isEqualTo(snapshot.totals().counts().all());
    }
  }

  /** Ratios whose price before the split is a price in cents whenever the one after it is. */
  private static final List<String> RATIOS = List.of("2", "3", "4", "7", "20", "0.5", "0.1", "1.5");

  /** The day before the ex-date, the ex-date, and a day long after it. */
  private static final List<String> STATED = List.of("2024-01-05", "2024-01-10", "2024-02-01");

  @Property(rounds = 100)
  void a_value_goes_through_a_split_without_losing_a_cent(long seed) {
    Random random = new Random(seed);
    BigDecimal quantity = BigDecimal.valueOf(5L * (1 + random.nextInt(1_000_000)), 3);
    BigDecimal after = BigDecimal.valueOf(1 + random.nextInt(30_000), 1);
    for (String ratio : RATIOS) {
      for (String stated : STATED) {
        for (Side side : Side.values()) {
          keepsItsValue(quantity, stated, side, ratio, after);
        }
      }
    }
  }

  private static void keepsItsValue(
      BigDecimal quantity, String stated, Side side, String ratio, BigDecimal after) {
    Stated.PositionParts parts =
        Stated.position("AAPL").quantity(quantity.toPlainString()).asOf(stated);
    PortfolioHistory history =
        Stated.history(side == Side.SHORT ? parts.sold().made() : parts.made());
    String before = after.multiply(new BigDecimal(ratio)).toPlainString();
    Market market =
        Market.open().close("AAPL", "2024-01-09", before).split("AAPL", "2024-01-10", ratio);
    BigDecimal value = value(history, market, "2024-01-09");
    String told =
        "%s %s as of %s, split by %s to %s".formatted(side, quantity, stated, ratio, after);
    assertThat(value(history, market, "2024-01-10")).as("stale: %s", told).isEqualTo(value);
    market.close("AAPL", "2024-01-10", after.toPlainString());
    assertThat(value(history, market, "2024-01-10")).as(told).isEqualTo(value);
  }

  private static BigDecimal value(PortfolioHistory history, Market market, String day) {
    return SnapshotCalculator.calculate(history, market.data(), LocalDate.parse(day))
        .snapshot()
        .totals()
        .worth()
        .value();
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

  @Property(rounds = 50)
  void nothing_is_divided_by_what_a_portfolio_lacks(long seed) {
    RandomWorld world = new RandomWorld(seed);
    int t = RandomWorld.FIRST_TRADE + new Random(seed).nextInt(52);
    CashMovement debt =
        new CashMovement(
            2000,
            Stated.PORTFOLIO,
            world.sessions.first(),
            CashMovement.Kind.BALANCE,
            BigDecimal.valueOf(-1_000_000_000),
            CashSubject.NONE);
    for (Left left : Left.values()) {
      for (List<CashMovement> cash : List.of(List.<CashMovement>of(), world.cash, List.of(debt))) {
        for (MarketData market : List.of(world.marketUpTo(t), world.withoutCloses())) {
          Snapshot snapshot = at(some(world, left, cash), market, world, t);
          assertThat(snapshot.totals().coverage()).isBetween(BigDecimal.ZERO, BigDecimal.ONE);
          assertThat(snapshot.totals().worth().pnlPercent().scale()).isEqualTo(6);
          assertThat(
                  snapshot.totals().worth().pnl().signum()
                      * snapshot.totals().worth().pnlPercent().signum())
              .isNotNegative();
        }
      }
    }
  }

  /** What is left of a portfolio in which every other position was a gift. */
  private static PortfolioHistory some(RandomWorld world, Left left, List<CashMovement> cash) {
    return new PortfolioHistory(
        new Portfolio(Stated.PORTFOLIO, "Some"),
        world.positions.stream()
            .map(position -> position.id() % 2 == 0 ? position : free(position))
            .filter(left::of)
            .toList(),
        cash,
        world.valuations);
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
    return gained(after).subtract(gained(before)).doubleValue();
  }

  /** Net asset value with what positions without a price were worth last, less the flows. */
  private static BigDecimal gained(Snapshot snapshot) {
    return snapshot
        .totals()
        .cash()
        .netAssetValue()
        .add(snapshot.totals().unpriced().carriedValue())
        .subtract(snapshot.totals().cash().cumulativeExternalFlows());
  }
}
