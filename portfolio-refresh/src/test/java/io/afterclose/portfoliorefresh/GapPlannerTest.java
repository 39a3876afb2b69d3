package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.days;
import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfoliorefresh.fixture.CountedStatements;
import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.portfoliorefresh.gap.DateCoverage;
import io.afterclose.portfoliorefresh.gap.GapPlan;
import io.afterclose.portfoliorefresh.gap.GapRequest;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.portfoliorefresh.snapshot.SnapshotComponents;
import io.afterclose.testkit.PostgresExtension;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        .isEqualTo(Map.of("Holes", days("2022-06-30", "2022-06-29", "2022-06-27", "2022-06-23")));
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
                "Early", days("2022-06-30", "2022-06-29", "2022-06-28", "2022-06-27"),
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
  void the_day_on_which_everything_is_sold_has_its_snapshot_and_the_days_after_have_none() {
    sold("Sold", "2022-06-28");
    snapshots("Sold", "2022-06-24", "2022-06-27");
    assertThat(plan()).isEqualTo(Map.of("Sold", days("2022-06-28")));
    snapshots("Sold", "2022-06-28");
    assertThat(plan()).isEmpty();
  }

  @Test
  void a_backfill_expects_the_sessions_that_the_nights_expected() {
    long sold = sold("Sold", "2022-06-28");
    List<LocalDate> backfilled = sinceInception(sold);
    assertThat(backfilled).isEqualTo(newestFirst(sessions("2022-06-01", "2022-06-28")));
    List<LocalDate> nights = new ArrayList<>();
    for (LocalDate night : sessions("2022-06-01", "2022-06-30")) {
      for (LocalDate date : plan(night).getOrDefault("Sold", List.of())) {
        nights.add(0, date);
        world.snapshots("Sold", List.of(date));
      }
    }
    assertThat(nights).isEqualTo(backfilled);
  }

  @Test
  void a_position_that_is_bought_and_sold_on_one_day_has_a_snapshot_of_it() {
    long trader = world.portfolios().empty("Trader");
    world.portfolios().position(trader, Lot.shares("AAPL", "1", D, "140").sold(D, "137"));
    assertThat(plan()).isEqualTo(Map.of("Trader", List.of(D)));
  }

  @Test
  void an_expired_option_is_held_up_to_the_last_session_before_its_expiry() {
    long options = world.portfolios().empty("Options");
    world
        .portfolios()
        .position(options, Lot.shares("AAPL220625C00150000", "1", ENTRY, "9").of("OPTIONS"));
    snapshots("Options", "2022-06-22");
    assertThat(plan()).isEqualTo(Map.of("Options", days("2022-06-24", "2022-06-23")));
    assertThat(sinceInception(options)).startsWith(day("2022-06-24")).endsWith(ENTRY);
  }

  @Test
  void the_day_on_which_all_cash_is_withdrawn_has_its_snapshot_and_the_days_after_have_none() {
    long cashy = world.portfolios().empty("Cashy");
    world.portfolios().cash(cashy, day("2022-06-23"), "DEPOSIT", "1100");
    world.portfolios().cash(cashy, day("2022-06-26"), "WITHDRAWAL", "1100");
    snapshots("Cashy", "2022-06-23");
    assertThat(plan()).isEqualTo(Map.of("Cashy", days("2022-06-27", "2022-06-24")));
    assertThat(sinceInception(cashy)).isEqualTo(days("2022-06-27", "2022-06-24"));
  }

  @Test
  void a_row_of_cash_gives_its_session_a_snapshot_though_nothing_is_left_of_it() {
    long spent = world.portfolios().empty("Spent");
    world.portfolios().cash(spent, day("2022-06-28"), "DEPOSIT", "1000");
    world.portfolios().cash(spent, day("2022-06-28"), "WITHDRAWAL", "1000");
    snapshots("Spent", "2022-06-24");
    assertThat(plan()).isEqualTo(Map.of("Spent", days("2022-06-28")));
  }

  @Test
  void the_cash_of_many_portfolios_is_read_together() {
    for (int number = 1; number <= 30; number++) {
      long cashy = world.portfolios().empty("Cashy" + number);
      world.portfolios().cash(cashy, ENTRY, "BALANCE", "1000");
      snapshots("Cashy" + number, "2022-06-01");
    }
    CountedStatements counted = new CountedStatements(world.dataSource());
    GapPlan plan =
        new SnapshotComponents(counted, RefreshWorld.calendar(), world.clock())
            .planner()
            .plan(GapRequest.nightly(D, KeyRange.ALL));
    assertThat(plan.snapshots()).isEqualTo(30 * (sessions("2022-06-01", "2022-06-30").size() - 1));
    assertThat(counted.asked()).isLessThan(20);
  }

  @Test
  void an_entry_before_the_calendar_begins_hurts_nobody() {
    long inherited = world.portfolios().holding("Inherited", "AAPL", "1", day("1925-03-02"));
    world.portfolios().holding("Future", "AAPL", "1", day("2190-01-02"));
    world.portfolios().holding("Other", "AAPL", "1", ENTRY);
    assertThat(plan()).isEqualTo(Map.of("Inherited", List.of(D), "Other", List.of(D)));
    GapPlan all =
        world.composition().planner().plan(new GapRequest(D, KeyRange.ALL, true, Optional.empty()));
    assertThat(byName(all)).containsOnlyKeys("Inherited", "Other");
    assertThat(sinceInception(inherited))
        .isEqualTo(newestFirst(sessions("2022-05-20", "2022-06-30")));
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
  void however_many_dates_are_missing_all_are_planned_newest_first() {
    List<LocalDate> years = sessions("2021-01-04", "2022-06-30");
    world.prices().closes("SPY", years, "400");
    world.prices().closes("AAPL", years, "130");
    world.portfolios().holding("Old", "AAPL", "1", day("2021-01-04"));
    snapshots("Old", "2021-01-04");
    assertThat(plan().get("Old"))
        .isEqualTo(newestFirst(years.subList(1, years.size())))
        .hasSizeGreaterThan(260);
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
    assertThat(plan.skipped())
        .containsExactly(new DateCoverage(day("2022-06-29"), 1, 1, false, false, List.of()));
  }

  @Test
  void exactly_95_percent_of_the_expected_symbols_are_enough_and_one_less_is_not() {
    long wide = world.portfolios().empty("Wide");
    for (int number = 1; number <= 40; number++) {
      world.portfolios().position(wide, Lot.shares("S" + number, "1", ENTRY, "10"));
      world.prices().closes("S" + number, days("2022-06-28", "2022-06-29", "2022-06-30"), "10");
    }
    snapshots("Wide", "2022-06-28");
    unprice("2022-06-29", "S1", "S2");
    assertThat(plan()).isEqualTo(Map.of("Wide", days("2022-06-30", "2022-06-29")));
    unprice("2022-06-29", "S3");
    GapPlan plan = planned(D, KeyRange.ALL);
    assertThat(byName(plan)).isEqualTo(Map.of("Wide", days("2022-06-30")));
    assertThat(plan.skipped())
        .containsExactly(
            new DateCoverage(day("2022-06-29"), 40, 37, true, false, List.of("S1", "S2", "S3")));
  }

  @Test
  void one_missing_symbol_is_always_allowed_and_two_of_few_are_not() {
    world.portfolios().holding("One", "AAPL", "1", ENTRY);
    world.portfolios().holding("Two", "MSFT", "1", ENTRY);
    world.portfolios().holding("Three", "KO", "1", ENTRY);
    world.prices().closes("MSFT", sessions("2022-06-01", "2022-06-29"), "250");
    world.prices().closes("KO", sessions("2022-06-01", "2022-06-30"), "60");
    assertThat(plan().keySet()).containsExactlyInAnyOrder("One", "Two", "Three");
    unprice("2022-06-30", "KO");
    GapPlan plan = planned(D, KeyRange.ALL);
    assertThat(plan.work()).isEmpty();
    assertThat(plan.skipped())
        .containsExactly(new DateCoverage(D, 3, 1, true, false, List.of("KO", "MSFT")));
  }

  @Test
  void symbols_that_had_no_price_on_the_five_sessions_before_hold_up_nobody() {
    world.portfolios().holding("Priced", "AAPL", "1", ENTRY);
    world.portfolios().holding("Mistyped", "MFST", "1", ENTRY);
    world.portfolios().holding("Acquired", "DEAD", "1", ENTRY);
    world.portfolios().holding("Delisted", "GONE", "1", ENTRY);
    world.prices().closes("DEAD", sessions("2022-06-01", "2022-06-22"), "20");
    world.prices().closes("GONE", sessions("2022-06-01", "2022-06-22"), "20");
    GapPlan plan = planned(D, KeyRange.ALL);
    assertThat(byName(plan).keySet())
        .containsExactlyInAnyOrder("Priced", "Mistyped", "Acquired", "Delisted");
    assertThat(plan.skipped()).isEmpty();
    assertThat(planned(day("2022-06-29"), KeyRange.ALL).skipped())
        .as("their last close is five sessions old")
        .containsExactly(
            new DateCoverage(day("2022-06-29"), 3, 1, true, false, List.of("DEAD", "GONE")));
  }

  @Test
  void five_sessions_later_the_price_of_the_market_is_enough() {
    world.portfolios().holding("One", "AAPL", "1", ENTRY);
    world.portfolios().holding("Two", "MSFT", "1", ENTRY);
    world.prices().closes("MSFT", sessions("2022-06-01", "2022-06-30"), "250");
    snapshots("One", "2022-06-22");
    snapshots("Two", "2022-06-22");
    unprice("2022-06-23", "AAPL", "MSFT");
    unprice("2022-06-24", "AAPL", "MSFT");
    GapPlan plan = planned(D, KeyRange.ALL);
    assertThat(byName(plan).get("One"))
        .contains(day("2022-06-23"))
        .doesNotContain(day("2022-06-24"));
    assertThat(plan.skipped()).extracting(DateCoverage::date).containsExactly(day("2022-06-24"));
    assertThat(planned(day("2022-06-23"), KeyRange.ALL).skipped())
        .as("it is not the target that says how late it is")
        .isEmpty();
    unprice("2022-06-23", "SPY");
    assertThat(planned(D, KeyRange.ALL).skipped())
        .extracting(DateCoverage::date)
        .containsExactly(day("2022-06-23"), day("2022-06-24"));
  }

  @Test
  void a_fund_that_is_known_as_one_is_not_counted() {
    world.portfolios().holding("Two", "VFIAX", "1", ENTRY);
    world.portfolios().holding("Three", "FXAIX", "1", ENTRY);
    world.prices().closes("VFIAX", sessions("2022-06-01", "2022-06-29"), "350");
    world.prices().closes("FXAIX", sessions("2022-06-01", "2022-06-29"), "130");
    assertThat(plan()).isEmpty();
    world
        .sql()
        .sql(
            """
            insert into symbol_profiles (symbol, valid_from, sector, source)
            values ('FXAIX', '2022-06-01', 'Fund', 'operator')
            """)
        .update();
    assertThat(plan()).containsOnlyKeys("Two", "Three");
  }

  @Test
  void a_symbol_that_is_held_by_many_at_many_times_counts_once() {
    long lots = world.portfolios().empty("Lots");
    world
        .portfolios()
        .position(lots, Lot.shares("AAPL", "1", ENTRY, "1").sold(day("2022-06-10"), "2"));
    world.portfolios().position(lots, Lot.shares("AAPL", "1", day("2022-06-28"), "1"));
    world.portfolios().position(lots, Lot.shares("AAPL", "1", day("2022-06-29"), "1"));
    world.portfolios().holding("Other", "AAPL", "1", day("2022-06-28"));
    unprice("2022-06-30", "SPY");
    assertThat(planned(D, KeyRange.ALL).skipped())
        .containsExactly(new DateCoverage(D, 1, 1, false, false, List.of()));
    assertThat(planned(day("2022-06-27"), KeyRange.ALL).skipped()).isEmpty();
  }

  @Test
  void only_public_positions_count() {
    world.portfolios().holding("Priced", "AAPL", "1", ENTRY);
    long other = world.portfolios().empty("Other");
    world.portfolios().position(other, Lot.shares("PAINTING", "1", ENTRY, "9").of("PRIVATE"));
    for (String option : List.of("AAPL230120C00150000", "AAPL230120C00160000")) {
      world.portfolios().position(other, Lot.shares(option, "1", ENTRY, "9").of("OPTIONS"));
      world.prices().closes(option, days("2022-06-29"), "3");
    }
    assertThat(plan().keySet()).containsExactlyInAnyOrder("Priced", "Other");
  }

  @Test
  void a_range_of_keys_plans_its_own_portfolios_only() {
    world.portfolios().holding("One", "AAPL", "1", ENTRY);
    long two = world.portfolios().holding("Two", "AAPL", "1", ENTRY);
    world.portfolios().holding("Three", "AAPL", "1", ENTRY);
    assertThat(byName(planned(D, KeyRange.only(two)))).isEqualTo(Map.of("Two", List.of(D)));
  }

  private long sold(String name, String exit) {
    long sold = world.portfolios().empty(name);
    world.portfolios().position(sold, Lot.shares("AAPL", "1", ENTRY, "140").sold(day(exit), "137"));
    return sold;
  }

  private void unprice(String date, String... symbols) {
    for (String symbol : symbols) {
      world
          .sql()
          .sql("delete from market_data_cache where symbol = :symbol and price_date = :date")
          .param("symbol", symbol)
          .param("date", day(date))
          .update();
    }
  }

  private static List<LocalDate> newestFirst(List<LocalDate> ascending) {
    List<LocalDate> dates = new ArrayList<>(ascending);
    Collections.reverse(dates);
    return dates;
  }

  private List<LocalDate> sinceInception(long portfolio) {
    GapRequest request = new GapRequest(D, KeyRange.only(portfolio), true, Optional.empty());
    return world.composition().planner().plan(request).work().stream()
        .flatMap(one -> one.dates().stream())
        .toList();
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
