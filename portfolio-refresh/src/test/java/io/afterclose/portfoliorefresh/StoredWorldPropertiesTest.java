package io.afterclose.portfoliorefresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.market.price.PriceRow;
import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfoliorefresh.fixture.Property;
import io.afterclose.portfoliorefresh.fixture.RandomWorld;
import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.portfoliorefresh.fixture.StoredPrices;
import io.afterclose.portfoliorefresh.fixture.StoredWorld;
import io.afterclose.portfoliorefresh.fixture.WalkedProfit;
import io.afterclose.portfoliorefresh.gap.GapRequest;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.testkit.PostgresExtension;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds for every portfolio in every market, as stored: through the tables and the view. */
final class StoredWorldPropertiesTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final int FIRST = RandomWorld.FIRST_TRADE - 1;

  /** Two net asset values, carried values and sums of flows, each rounded to half a cent. */
  private static final double SIX_ROUNDINGS = 0.03 + 1e-6;

  private static final BigDecimal A_HUNDRED_ROUNDINGS = new BigDecimal("1.00");

  private final RefreshWorld database = new RefreshWorld(POSTGRES);

  @Property(rounds = 6)
  void the_profit_of_the_view_is_price_change_dividends_fees_and_what_trades_gain(long seed) {
    RandomWorld world = new RandomWorld(seed);
    if (seed % 2 == 0) {
      world.rich();
    }
    store(world).upTo(RandomWorld.SESSIONS - 1);
    database.snapshots(StoredWorld.PORTFOLIO, days(world));
    List<Performance> view = performance();
    assertThat(view).hasSize(RandomWorld.SESSIONS - FIRST);
    for (int i = 1; i < view.size(); i++) {
      BigDecimal profit = Objects.requireNonNull(view.get(i).profit(), "profit");
      assertThat(profit.doubleValue())
          .as("profit of %s", view.get(i).date())
          .isCloseTo(WalkedProfit.of(world, FIRST + i), within(SIX_ROUNDINGS));
    }
    assertThat(sum(view))
        .isEqualTo(gained(view.get(view.size() - 1)).subtract(gained(view.get(0))));
  }

  @Property(rounds = 4)
  void whatever_days_are_missing_the_profits_add_up_to_the_same(long seed) {
    RandomWorld world = new RandomWorld(seed);
    store(world).upTo(RandomWorld.SESSIONS - 1);
    database.snapshots(StoredWorld.PORTFOLIO, days(world));
    BigDecimal withoutGaps = sum(performance());
    double byHand = 0;
    for (int t = FIRST + 1; t < RandomWorld.SESSIONS; t++) {
      byHand += WalkedProfit.of(world, t);
    }
    assertThat(withoutGaps).isCloseTo(BigDecimal.valueOf(byHand), within(A_HUNDRED_ROUNDINGS));
    Random gaps = new Random(seed);
    for (LocalDate day : days(world).subList(1, RandomWorld.SESSIONS - FIRST - 1)) {
      if (gaps.nextInt(3) > 0) {
        database
            .sql()
            .sql("delete from portfolio_snapshots where snapshot_date = ?")
            .param(day)
            .update();
        assertThat(sum(performance())).as("without %s", day).isEqualTo(withoutGaps);
      }
    }
    assertThat(performance()).hasSizeLessThan(40);
  }

  @Property(rounds = 4)
  void any_two_orders_of_filling_the_gaps_give_the_same_rows(long seed) {
    RandomWorld world = new RandomWorld(seed);
    store(world).upTo(RandomWorld.SESSIONS - 1);
    database.snapshots(StoredWorld.PORTFOLIO, days(world));
    List<String> atOnce = database.tables().snapshots();
    List<String> shown = shown();
    for (int order = 1; order <= 3; order++) {
      forget();
      fill(days(world), new Random(seed + order));
      assertThat(database.tables().snapshots()).isEqualTo(atOnce);
      assertThat(shown()).isEqualTo(shown);
    }
  }

  /** In pieces of any length, in any order. */
  private void fill(List<LocalDate> days, Random order) {
    List<LocalDate> left = new ArrayList<>(days);
    Collections.shuffle(left, order);
    while (!left.isEmpty()) {
      List<LocalDate> piece = left.subList(0, Math.min(left.size(), 1 + order.nextInt(12)));
      database.snapshots(StoredWorld.PORTFOLIO, List.copyOf(piece));
      piece.clear();
    }
  }

  @Property(rounds = 3)
  void night_after_night_gives_the_rows_of_a_backfill_a_month_later(long seed) {
    RandomWorld world = new RandomWorld(seed);
    StoredWorld evenings = store(world);
    for (int t = FIRST; t < RandomWorld.SESSIONS; t++) {
      evenings.upTo(t);
      assertThat(database.snapshots(StoredWorld.PORTFOLIO, List.of(world.sessions.at(t))))
          .isEqualTo(1);
    }
    List<String> nights = database.tables().snapshots();
    List<String> shown = shown();
    assertThat(database.snapshots(StoredWorld.PORTFOLIO, days(world)))
        .as("what is the same is not written again")
        .isZero();
    forget();
    database.snapshots(StoredWorld.PORTFOLIO, days(world));
    assertThat(database.tables().snapshots()).isEqualTo(nights);
    assertThat(shown()).isEqualTo(shown);
  }

  @Property(rounds = 2)
  void what_is_told_late_is_made_good_by_the_next_night_as_if_it_had_always_been_known(long seed) {
    RandomWorld world = new RandomWorld(seed);
    POSTGRES.reset();
    StoredWorld evenings = StoredWorld.withLateNews(world, database.dataSource(), database.clock());
    enoughElse(world);
    for (int t = FIRST; t < RandomWorld.SESSIONS; t++) {
      evenings.upTo(t);
      List<PortfolioDates> work = work(world.sessions.at(t));
      database
          .composition()
          .repeatableRead()
          .executeWithoutResult(status -> database.composition().work().make(work, null));
      assertThat(work(world.sessions.at(t))).isEmpty();
    }
    List<String> nights = database.tables().latestSnapshots();
    List<String> shown = shown();
    List<LocalDate> made = database.tables().snapshotDates(StoredWorld.PORTFOLIO);
    forget();
    database.snapshots(StoredWorld.PORTFOLIO, made);
    assertThat(nights).isEqualTo(database.tables().latestSnapshots());
    assertThat(shown).isEqualTo(shown());
  }

  /** The market's price and a wide portfolio of well-priced shares make every date usable. */
  private void enoughElse(RandomWorld world) {
    long wide = database.portfolios().empty("Wide");
    database.prices().closes("SPY", world.sessions.dates(), "500");
    List<PriceRow> closes = new ArrayList<>();
    for (int number = 0; number < 120; number++) {
      String symbol = "W" + number;
      database.portfolios().position(wide, Lot.shares(symbol, "1", world.sessions.first(), "10"));
      for (LocalDate session : days(world)) {
        closes.add(StoredPrices.row(symbol, session, BigDecimal.TEN));
      }
    }
    database.prices().save(closes);
  }

  /** What a night would do for the portfolio. */
  private List<PortfolioDates> work(LocalDate session) {
    return database
        .composition()
        .planner()
        .planAndMark(GapRequest.nightly(session, KeyRange.ALL))
        .work()
        .stream()
        .filter(one -> one.portfolio().name().equals(StoredWorld.PORTFOLIO))
        .toList();
  }

  /** Nothing was made, and nothing is shown. */
  private void forget() {
    database.sql().sql("truncate portfolio_snapshots").update();
    database
        .sql()
        .sql(
            "update positions set last_price = null, last_price_date = null, valued_on = null,"
                + " market_value = null, unrealized_pnl = null")
        .update();
  }

  private StoredWorld store(RandomWorld world) {
    POSTGRES.reset();
    return StoredWorld.of(world, database.dataSource(), database.clock());
  }

  private static List<LocalDate> days(RandomWorld world) {
    return world.sessions.dates().subList(FIRST, RandomWorld.SESSIONS);
  }

  /**
   * @param worth net asset value and what positions without a price were worth last
   */
  private record Performance(
      LocalDate date, BigDecimal worth, @Nullable BigDecimal profit, BigDecimal flows) {}

  private static BigDecimal gained(Performance day) {
    return day.worth().subtract(day.flows());
  }

  private List<Performance> performance() {
    return database
        .sql()
        .sql(
            """
            select p.snapshot_date, p.net_asset_value + p.carried_value, p.daily_pnl,
              s.cumulative_external_flows
            from portfolio_daily_performance p
            join portfolio_snapshots_latest s
              on s.portfolio_id = p.portfolio_id and s.snapshot_date = p.snapshot_date
            order by p.snapshot_date
            """)
        .query(
            (row, number) ->
                new Performance(
                    row.getObject(1, LocalDate.class),
                    row.getBigDecimal(2),
                    row.getBigDecimal(3),
                    row.getBigDecimal(4)))
        .list();
  }

  private static BigDecimal sum(List<Performance> view) {
    return view.stream()
        .skip(1)
        .map(day -> Objects.requireNonNull(day.profit(), "profit"))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private List<String> shown() {
    return database
        .sql()
        .sql(
            """
            select concat_ws(' ', position_id, last_price, last_price_date, valued_on,
              market_value, unrealized_pnl)
            from positions order by position_id
            """)
        .query(String.class)
        .list();
  }
}
