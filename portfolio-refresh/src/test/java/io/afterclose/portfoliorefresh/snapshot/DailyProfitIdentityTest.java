package io.afterclose.portfoliorefresh.snapshot;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.portfoliorefresh.portfolio.CashMovement;
import io.afterclose.portfoliorefresh.portfolio.CashMovement.Kind;
import io.afterclose.portfoliorefresh.portfolio.PortfolioHistory;
import io.afterclose.portfoliorefresh.portfolio.Position;
import io.afterclose.portfoliorefresh.portfolio.Side;
import io.afterclose.portfoliorefresh.valuation.MarketData;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * NAV − previous NAV − external flows is price change, dividends and fees only. The profit of each
 * position and day is worked out here a second time, in doubles, walking its shares from session to
 * session, without any ledger: a BALANCE, a deposit or the date of the first row cannot touch it.
 */
class DailyProfitIdentityTest {
  /** Two net asset values and two sums of flows, each rounded to half a cent. */
  private static final double FOUR_ROUNDINGS = 0.02 + 1e-6;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987, 1597, 2584})
  void holds_on_every_day_of_a_random_portfolio(long seed) {
    RandomWorld world = new RandomWorld(seed);
    MarketData market = world.marketUpTo(RandomWorld.SESSIONS - 1);
    PortfolioHistory history = world.history();
    Snapshot before = at(history, market, world, RandomWorld.FIRST_TRADE - 1);
    for (int t = RandomWorld.FIRST_TRADE; t < RandomWorld.SESSIONS; t++) {
      Snapshot after = at(history, market, world, t);
      assertThat(after.unpricedCount()).isZero();
      assertThat(profit(before, after))
          .as("profit of %s", after.date())
          .isCloseTo(expected(world, t), within(FOUR_ROUNDINGS));
      before = after;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4181, 6765, 10946})
  void a_backfill_gives_the_rows_of_the_night_whatever_became_known_since(long seed) {
    RandomWorld world = new RandomWorld(seed);
    PortfolioHistory shuffled = shuffled(world.history(), seed);
    MarketData today = world.marketUpTo(RandomWorld.SESSIONS - 1);
    for (int t = RandomWorld.FIRST_TRADE; t < RandomWorld.SESSIONS; t++) {
      assertThat(at(shuffled, today, world, t))
          .isEqualTo(at(world.history(), world.marketUpTo(t), world, t));
    }
  }

  private static PortfolioHistory shuffled(PortfolioHistory history, long seed) {
    List<Position> positions = new ArrayList<>(history.positions());
    List<CashMovement> cash = new ArrayList<>(history.cash());
    Collections.shuffle(positions, new Random(seed));
    Collections.shuffle(cash, new Random(seed));
    return new PortfolioHistory(history.portfolio(), positions, cash, history.valuations());
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

  private static double expected(RandomWorld world, int session) {
    LocalDate day = world.sessions.at(session);
    LocalDate before = world.sessions.at(session - 1);
    double profit = 0;
    for (Position position : world.positions) {
      profit += new Walk(world, position).profit(session);
    }
    for (CashMovement row : world.cash) {
      profit += row.date().isAfter(before) && !row.date().isAfter(day) ? own(row) : 0;
    }
    return profit;
  }

  /** What an explicit row earns; a replaced implied row is left out where it would be earned. */
  private static double own(CashMovement row) {
    return switch (row.kind()) {
      case TRADE, DIVIDEND -> row.amount().doubleValue();
      case FEE -> -row.amount().doubleValue();
      case BALANCE, DEPOSIT, WITHDRAWAL -> 0;
    };
  }

  /** One position walked from session to session. */
  private record Walk(RandomWorld world, Position position) {
    double profit(int t) {
      LocalDate day = world.sessions.at(t);
      LocalDate before = world.sessions.at(t - 1);
      double profit = worth(t) - worth(t - 1);
      if (in(before, position.entryDate(), day) && !stated(Kind.TRADE, position.entryDate())) {
        profit -=
            sign()
                * position.quantity().doubleValue()
                * position.entryPrice().doubleValue()
                * position.multiplier().doubleValue();
      }
      return profit + exit(before, day, t) + dividend(t);
    }

    private double worth(int t) {
      LocalDate day = world.sessions.at(t);
      boolean held = !day.isBefore(position.entryDate()) && day.isBefore(end());
      return !held
          ? 0
          : switch (position.investmentClass()) {
            case PUBLIC -> sign() * shares(t) * price(t);
            case OPTIONS ->
                sign()
                    * 100
                    * position.quantity().doubleValue()
                    * (t == RandomWorld.EXPIRY ? intrinsic() : world.callClose[t]);
            case PRIVATE -> estimate(day);
          };
    }

    private double exit(LocalDate before, LocalDate day, int t) {
      if (!in(before, end(), day) || stated(Kind.TRADE, end())) {
        return 0;
      }
      return switch (position.investmentClass()) {
        case PUBLIC ->
            sign() * sharesOn(end(), t) * requireNonNull(position.exitPrice()).doubleValue();
        case OPTIONS -> sign() * 100 * position.quantity().doubleValue() * intrinsic();
        case PRIVATE -> 0;
      };
    }

    private double dividend(int t) {
      LocalDate exDate = world.sessions.at(t);
      boolean listed = share() >= 0;
      boolean held = position.entryDate().isBefore(exDate) && !end().isBefore(exDate);
      return listed && held && !stated(Kind.DIVIDEND, exDate)
          ? sign() * shares(t - 1) * world.dividend[share()][t]
          : 0;
    }

    /** First day no longer held. */
    private LocalDate end() {
      LocalDate exit = position.exitDate();
      if (exit != null) {
        return exit;
      }
      return position.contract().isPresent() ? world.expiry().plusDays(1) : LocalDate.MAX;
    }

    /** The shares at the close of a session, walked there from the day they were counted on. */
    private double shares(int t) {
      int counted = lastSessionUpTo(position.quantityAsOf());
      double shares = position.quantity().doubleValue();
      for (int i = counted + 1; i <= t; i++) {
        shares *= world.split[share()][i];
      }
      for (int i = counted; i > t; i--) {
        shares /= world.split[share()][i];
      }
      return shares;
    }

    /** The shares on a day after session t − 1, up to session t: a split falls on sessions only. */
    private double sharesOn(LocalDate day, int t) {
      return day.equals(world.sessions.at(t)) ? shares(t) : shares(t - 1);
    }

    private int lastSessionUpTo(LocalDate day) {
      int t = RandomWorld.SESSIONS - 1;
      while (t >= 0 && world.sessions.at(t).isAfter(day)) {
        t--;
      }
      return t;
    }

    /** The close, or the one before carried through the splits since. */
    private double price(int t) {
      double close = world.close[share()][t];
      return Double.isNaN(close) ? price(t - 1) / world.split[share()][t] : close;
    }

    private double intrinsic() {
      return Math.max(0, world.close[0][RandomWorld.EXPIRY] - RandomWorld.STRIKE);
    }

    private double estimate(LocalDate day) {
      double worth = position.quantity().doubleValue() * position.entryPrice().doubleValue();
      LocalDate latest = LocalDate.MIN;
      for (var valuation : world.valuations) {
        if (!valuation.asOf().isAfter(day) && valuation.asOf().isAfter(latest)) {
          latest = valuation.asOf();
          worth = valuation.amount().doubleValue();
        }
      }
      return worth;
    }

    private int share() {
      for (int share = 0; share < world.close.length; share++) {
        if (world.symbol(share).equals(position.symbol())) {
          return share;
        }
      }
      return -1;
    }

    private int sign() {
      return position.side() == Side.LONG ? 1 : -1;
    }

    private boolean stated(Kind kind, LocalDate date) {
      return world.cash.stream()
          .anyMatch(
              row ->
                  row.kind() == kind
                      && row.date().equals(date)
                      && Long.valueOf(position.id()).equals(row.positionId()));
    }

    private static boolean in(LocalDate after, LocalDate day, LocalDate upTo) {
      return day.isAfter(after) && !day.isAfter(upTo);
    }
  }
}
