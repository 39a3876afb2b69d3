package io.afterclose.portfoliorefresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.portfoliorefresh.fixture.RandomWorld;
import io.afterclose.portfoliorefresh.fixture.StoredWorld;
import io.afterclose.portfoliorefresh.fixture.WalkedProfit;
import io.afterclose.testkit.PostgresExtension;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.sessions.JqwikSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds for every portfolio in every market, as stored: through the tables and the view. */
final class StoredWorldPropertiesTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final int FIRST = RandomWorld.FIRST_TRADE - 1;

  /** Two net asset values and two sums of flows, each rounded to half a cent. */
  private static final double FOUR_ROUNDINGS = 0.02 + 1e-6;

  private static final BigDecimal A_HUNDRED_ROUNDINGS = new BigDecimal("1.00");

  private final RefreshWorld database = new RefreshWorld(POSTGRES);

  @Test
  void the_profit_of_the_view_is_price_change_dividends_fees_and_what_trades_gain() {
    worlds(
        20,
        world -> {
          store(world).upTo(RandomWorld.SESSIONS - 1);
          database.snapshots(StoredWorld.PORTFOLIO, days(world));
          List<Performance> view = performance();
          assertThat(view).hasSize(RandomWorld.SESSIONS - FIRST);
          for (int i = 1; i < view.size(); i++) {
            boolean comparable = view.get(i - 1).netAssetValue().signum() > 0;
            BigDecimal profit = view.get(i).profit();
            assertThat(profit != null)
                .as("%s on %s", world, view.get(i).date())
                .isEqualTo(comparable);
            if (profit != null) {
              assertThat(profit.doubleValue())
                  .as("%s on %s", world, view.get(i).date())
                  .isCloseTo(WalkedProfit.of(world, FIRST + i), within(FOUR_ROUNDINGS));
            }
          }
        });
  }

  @Test
  void whatever_days_are_missing_the_profits_add_up_to_the_same() {
    worlds(
        10,
        poor -> {
          RandomWorld world = poor.rich();
          store(world).upTo(RandomWorld.SESSIONS - 1);
          database.snapshots(StoredWorld.PORTFOLIO, days(world));
          BigDecimal withoutGaps = sum(performance());
          double byHand = 0;
          for (int t = FIRST + 1; t < RandomWorld.SESSIONS; t++) {
            byHand += WalkedProfit.of(world, t);
          }
          assertThat(withoutGaps)
              .as("%s", world)
              .isCloseTo(BigDecimal.valueOf(byHand), within(A_HUNDRED_ROUNDINGS));
          Random gaps = new Random(byHand == 0 ? 1 : Double.doubleToLongBits(byHand));
          for (LocalDate day : days(world).subList(1, RandomWorld.SESSIONS - FIRST - 1)) {
            if (gaps.nextInt(3) > 0) {
              database
                  .sql()
                  .sql("delete from portfolio_snapshots where snapshot_date = ?")
                  .param(day)
                  .update();
              assertThat(sum(performance())).as("%s without %s", world, day).isEqualTo(withoutGaps);
            }
          }
          assertThat(performance()).hasSizeLessThan(40);
        });
  }

  @Test
  void any_two_orders_of_filling_the_gaps_give_the_same_rows() {
    worlds(
        8,
        world -> {
          store(world).upTo(RandomWorld.SESSIONS - 1);
          database.snapshots(StoredWorld.PORTFOLIO, days(world));
          List<String> atOnce = database.tables().snapshots();
          List<String> shown = shown();
          for (int order = 1; order <= 3; order++) {
            database.sql().sql("truncate portfolio_snapshots").update();
            fill(days(world), new Random(order));
            assertThat(database.tables().snapshots()).as("%s", world).isEqualTo(atOnce);
            assertThat(shown()).as("%s", world).isEqualTo(shown);
          }
        });
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

  @Test
  void night_after_night_gives_the_rows_of_a_backfill_a_month_later() {
    worlds(
        4,
        world -> {
          StoredWorld evenings = store(world);
          for (int t = FIRST; t < RandomWorld.SESSIONS; t++) {
            evenings.upTo(t);
            assertThat(database.snapshots(StoredWorld.PORTFOLIO, List.of(world.sessions.at(t))))
                .isEqualTo(1);
          }
          List<String> nights = database.tables().snapshots();
          assertThat(database.snapshots(StoredWorld.PORTFOLIO, days(world)))
              .as("%s: what is the same is not written again", world)
              .isZero();
          database.sql().sql("truncate portfolio_snapshots").update();
          database.snapshots(StoredWorld.PORTFOLIO, days(world));
          assertThat(database.tables().snapshots()).as("%s", world).isEqualTo(nights);
        });
  }

  private static void worlds(int count, Consumer<RandomWorld> check) {
    JqwikSession.run(
        () -> Arbitraries.longs().map(RandomWorld::new).sampleStream().limit(count).forEach(check));
  }

  private StoredWorld store(RandomWorld world) {
    POSTGRES.reset();
    return new StoredWorld(world, database.dataSource(), database.clock());
  }

  private static List<LocalDate> days(RandomWorld world) {
    return world.sessions.dates().subList(FIRST, RandomWorld.SESSIONS);
  }

  private record Performance(
      LocalDate date, BigDecimal netAssetValue, @Nullable BigDecimal profit) {}

  private List<Performance> performance() {
    return database
        .sql()
        .sql(
            """
            select snapshot_date, net_asset_value, daily_pnl from portfolio_daily_performance
            order by snapshot_date
            """)
        .query(
            (row, number) ->
                new Performance(
                    row.getObject(1, LocalDate.class), row.getBigDecimal(2), row.getBigDecimal(3)))
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
