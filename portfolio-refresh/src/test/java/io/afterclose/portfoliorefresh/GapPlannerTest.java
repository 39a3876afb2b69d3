package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.days;
import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.portfoliorefresh.gap.DateCoverage;
import io.afterclose.portfoliorefresh.gap.GapPlan;
import io.afterclose.portfoliorefresh.gap.GapRequest;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.testkit.PostgresExtension;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The planner over stored rows: 2022-06-22 to 2022-06-30 has six sessions and a weekend. */
final class GapPlannerTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate ENTRY = LocalDate.parse("2022-06-01");

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @BeforeEach
  void every_session_of_the_month_is_priced() {
    world.prices().closes("SPY", sessions("2022-05-20", "2022-06-30"), "377.25");
    world.prices().closes("AAPL", sessions("2022-05-20", "2022-06-30"), "136.72");
  }

  @Test
  void without_a_snapshot_only_the_target_is_expected() {
    world.portfolios().holding("New", "AAPL", "1", ENTRY);
    assertThat(plan()).isEqualTo(Map.of("New", List.of(D)));
  }

  @Test
  void holes_count_wherever_they_are_and_the_target_comes_first() {
    world.portfolios().holding("Holes", "AAPL", "1", ENTRY);
    snapshots("Holes", "2022-06-22", "2022-06-24", "2022-06-28");
    assertThat(plan())
        .isEqualTo(Map.of("Holes", days("2022-06-30", "2022-06-23", "2022-06-27", "2022-06-29")));
  }

  @Test
  void a_late_joiner_is_expected_from_its_own_first_snapshot() {
    world.portfolios().holding("Early", "AAPL", "1", ENTRY);
    world.portfolios().holding("Late", "AAPL", "1", ENTRY);
    snapshots("Early", "2022-06-24");
    snapshots("Late", "2022-06-28");
    assertThat(plan())
        .isEqualTo(
            Map.of(
                "Early", days("2022-06-30", "2022-06-27", "2022-06-28", "2022-06-29"),
                "Late", days("2022-06-30", "2022-06-29")));
  }

  @Test
  void a_portfolio_that_is_ahead_does_not_hide_what_the_others_lack() {
    world.portfolios().holding("Ahead", "AAPL", "1", ENTRY);
    world.portfolios().holding("Behind", "AAPL", "1", ENTRY);
    snapshots("Ahead", "2022-06-29", "2022-06-30");
    snapshots("Behind", "2022-06-28");
    assertThat(plan()).isEqualTo(Map.of("Behind", days("2022-06-30", "2022-06-29")));
  }

  @Test
  void a_portfolio_that_sold_everything_is_not_made_for_the_days_after() {
    long sold = world.portfolios().empty("Sold");
    world
        .portfolios()
        .position(sold, Lot.shares("AAPL", "1", ENTRY, "140").sold(day("2022-06-28"), "137"));
    snapshots("Sold", "2022-06-24", "2022-06-27");
    assertThat(plan()).isEmpty();
  }

  @Test
  void a_hole_from_before_everything_was_sold_is_still_filled() {
    long sold = world.portfolios().empty("Sold");
    world
        .portfolios()
        .position(sold, Lot.shares("AAPL", "1", ENTRY, "140").sold(day("2022-06-28"), "137"));
    snapshots("Sold", "2022-06-24");
    assertThat(plan().get("Sold")).contains(day("2022-06-27"));
  }

  @Test
  void a_deleted_portfolio_and_a_deleted_position_expect_nothing() {
    world.portfolios().holding("Deleted", "AAPL", "1", ENTRY);
    world.sql().sql("update portfolios set deleted_at = now()").update();
    world.portfolios().holding("Emptied", "AAPL", "1", ENTRY);
    world.sql().sql("update positions set deleted_at = now() where portfolio_id = 2").update();
    assertThat(plan()).isEmpty();
  }

  @Test
  void cash_alone_is_worth_a_snapshot_and_nothing_at_all_is_not() {
    long cash = world.portfolios().empty("Cash");
    world.portfolios().cash(cash, ENTRY, "BALANCE", "1000");
    long spent = world.portfolios().empty("Spent");
    world.portfolios().cash(spent, ENTRY, "DEPOSIT", "1000");
    world.portfolios().cash(spent, ENTRY.plusDays(1), "WITHDRAWAL", "1000");
    world.portfolios().empty("Nothing");
    assertThat(plan()).isEqualTo(Map.of("Cash", List.of(D)));
  }

  @Test
  void cash_that_comes_after_the_target_does_not_count() {
    long later = world.portfolios().empty("Later");
    world.portfolios().cash(later, D.plusDays(1), "DEPOSIT", "1000");
    assertThat(plan()).isEmpty();
  }

  @Test
  void an_older_target_is_made_though_later_snapshots_exist() {
    world.portfolios().holding("Later", "AAPL", "1", ENTRY);
    snapshots("Later", "2022-06-29", "2022-06-30");
    assertThat(plan(day("2022-06-24"))).isEqualTo(Map.of("Later", days("2022-06-24")));
    assertThat(plan()).isEmpty();
  }

  @Test
  void a_position_entered_after_the_target_is_not_held_on_it() {
    world.portfolios().holding("Tomorrow", "AAPL", "1", D.plusDays(1));
    assertThat(plan()).isEmpty();
  }

  @Test
  void at_most_260_dates_are_planned_and_the_target_is_one_of_them() {
    List<LocalDate> year = sessions("2021-01-04", "2022-06-30");
    world.prices().closes("SPY", year, "400");
    world.prices().closes("AAPL", year, "130");
    world.portfolios().holding("Old", "AAPL", "1", day("2021-01-04"));
    snapshots("Old", "2021-01-04");
    List<LocalDate> planned = plan().getOrDefault("Old", List.of());
    assertThat(planned).hasSize(260).startsWith(D, day("2021-01-05"), day("2021-01-06"));
    assertThat(planned.subList(1, 260)).isSorted().isEqualTo(year.subList(1, 260));
  }

  @Test
  void a_date_without_the_market_s_price_is_skipped_and_stays_a_gap() {
    world.portfolios().holding("Growth", "AAPL", "1", ENTRY);
    snapshots("Growth", "2022-06-27");
    world
        .sql()
        .sql("delete from market_data_cache where symbol = 'SPY' and price_date = '2022-06-29'")
        .update();
    GapPlan plan = planned(D, KeyRange.ALL);
    assertThat(byName(plan)).isEqualTo(Map.of("Growth", days("2022-06-30", "2022-06-28")));
    assertThat(plan.skipped()).containsExactly(new DateCoverage(day("2022-06-29"), 1, 1, false));
  }

  @Test
  void exactly_95_percent_of_the_held_symbols_are_enough_and_one_less_is_not() {
    long wide = world.portfolios().empty("Wide");
    for (int number = 1; number <= 20; number++) {
      world.portfolios().position(wide, Lot.shares("S" + number, "1", ENTRY, "10"));
      if (number <= 19) {
        world.prices().closes("S" + number, days("2022-06-29", "2022-06-30"), "10");
      }
    }
    snapshots("Wide", "2022-06-28");
    assertThat(plan()).isEqualTo(Map.of("Wide", days("2022-06-30", "2022-06-29")));
    world
        .sql()
        .sql("delete from market_data_cache where symbol = 'S1' and price_date = '2022-06-29'")
        .update();
    GapPlan plan = planned(D, KeyRange.ALL);
    assertThat(byName(plan)).isEqualTo(Map.of("Wide", days("2022-06-30")));
    assertThat(plan.skipped()).containsExactly(new DateCoverage(day("2022-06-29"), 20, 18, true));
  }

  @Test
  void the_share_of_priced_symbols_is_over_all_portfolios_and_public_ones_only() {
    world.portfolios().holding("Priced", "AAPL", "1", ENTRY);
    world.portfolios().holding("Same", "AAPL", "1", ENTRY);
    long other = world.portfolios().empty("Other");
    world.portfolios().position(other, Lot.shares("PAINTING", "1", ENTRY, "9").of("PRIVATE"));
    world
        .portfolios()
        .position(other, Lot.shares("AAPL230120C00150000", "1", ENTRY, "9").of("OPTIONS"));
    assertThat(plan().keySet()).containsExactlyInAnyOrder("Priced", "Same", "Other");
    world.portfolios().holding("Unpriced", "NOPRICE", "1", ENTRY);
    GapPlan plan = planned(D, KeyRange.ALL);
    assertThat(plan.work()).isEmpty();
    assertThat(plan.skipped()).containsExactly(new DateCoverage(D, 2, 1, true));
  }

  @Test
  void a_range_of_keys_plans_its_own_portfolios_only() {
    world.portfolios().holding("One", "AAPL", "1", ENTRY);
    long two = world.portfolios().holding("Two", "AAPL", "1", ENTRY);
    world.portfolios().holding("Three", "AAPL", "1", ENTRY);
    assertThat(byName(planned(D, KeyRange.only(two)))).isEqualTo(Map.of("Two", List.of(D)));
  }

  private void snapshots(String name, String... dates) {
    world.snapshots(name, days(dates));
  }

  private Map<String, List<LocalDate>> plan() {
    return plan(D);
  }

  private Map<String, List<LocalDate>> plan(LocalDate target) {
    return byName(planned(target, KeyRange.ALL));
  }

  private GapPlan planned(LocalDate target, KeyRange range) {
    return world.composition().planner().plan(GapRequest.nightly(target, range));
  }

  private static Map<String, List<LocalDate>> byName(GapPlan plan) {
    return plan.work().stream()
        .collect(Collectors.toMap(one -> one.portfolio().name(), PortfolioDates::dates));
  }
}
