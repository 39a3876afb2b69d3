package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.days;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.fixture.LogLines;
import io.afterclose.portfoliorefresh.fixture.ManyPortfolios;
import io.afterclose.portfoliorefresh.fixture.StoredPortfolios;
import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.testkit.PostgresExtension;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A portfolio whose rows are wrong is named with its reason, and its neighbours do not notice. */
final class PoisonPortfolioTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate ENTRY = LocalDate.parse("2022-06-01");
  private static final String HUGE = "999999999999999999";

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @BeforeEach
  void fifty_four_good_ones() {
    world.portfolios().asBeforeTheRules();
    world.prices().save(ManyPortfolios.closes(days("2022-06-30")));
    ManyPortfolios.store(world.dataSource(), 54);
    world.symbolNights().completed(D);
  }

  @Test
  void each_kind_of_poison_is_told_with_its_reason_and_one_in_ten_is_no_alert() {
    sixPoisonedOnes();
    try (LogLines log = new LogLines()) {
      assertThat(world.runFor(D).exitCode()).isZero();
      assertThat(log.containing("ALERT")).isEmpty();
      assertThat(log.containing("portfolios: 60 processed, 54 succeeded, 6 failed; 54 snapshots"))
          .hasSize(1);
    }
    assertThat(failures())
        .satisfiesExactly(
            f -> assertThat(f).startsWith("Cash NOT_VALUED Cash row").contains("FEE of 0 or more"),
            f -> assertThat(f).startsWith("Cost NOT_VALUED").contains("26 digits"),
            f -> assertThat(f).startsWith("Option NOT_VALUED Position").contains("an OCC symbol"),
            f -> assertThat(f).startsWith("Percent NOT_VALUED").contains("22 digits"),
            f -> assertThat(f).startsWith("Symbol NOT_VALUED 'a b' is not a symbol"),
            f -> assertThat(f).startsWith("Value NOT_VALUED").contains("26 digits"));
    assertThat(world.tables().count("portfolio_snapshots")).isEqualTo(54);
  }

  @Test
  void more_than_one_in_ten_is_an_alert_and_its_own_exit_code() {
    sixPoisonedOnes();
    poison("Seventh", Lot.shares("NONE", "1", ENTRY, "1").of("OPTIONS"));
    try (LogLines log = new LogLines()) {
      assertThat(world.runFor(D).exitCode()).isEqualTo(3);
      assertThat(log.containing("ALERT"))
          .singleElement()
          .asString()
          .contains("7 of 61 portfolios failed");
    }
    assertThat(world.tables().count("portfolio_snapshots")).isEqualTo(54);
    assertThat(failures()).hasSize(7);
  }

  @Test
  void a_portfolio_that_was_put_right_is_made_by_the_next_run() {
    sixPoisonedOnes();
    assertThat(world.runFor(D).exitCode()).isZero();
    List<String> before = world.tables().rows().get("portfolio_snapshots");
    world
        .sql()
        .sql("update positions set investment_class = 'PRIVATE' where symbol = 'NOTOCC'")
        .update();
    world.runFor(D);
    assertThat(world.tables().snapshotDates("Option")).containsExactly(D);
    assertThat(world.tables().rows().get("portfolio_snapshots"))
        .hasSize(55)
        .containsAll(before == null ? List.of() : before);
  }

  @Test
  void a_name_that_no_import_would_take_is_no_poison() {
    long hostile = world.portfolios().holding("two\nlines\u001b[31m", "S1", "1", ENTRY);
    world.portfolios().holding("", "S1", "1", ENTRY);
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(world.tables().count("portfolio_snapshots")).isEqualTo(56);
    world
        .sql()
        .sql("update positions set symbol = 'a b' where portfolio_id = ?")
        .param(hostile)
        .update();
    world.sql().sql("delete from portfolio_snapshots").update();
    world.runFor(D);
    assertThat(failures()).singleElement().asString().startsWith("'two\\u000alines\\u001b[31m' ");
  }

  @Test
  void one_that_holds_nothing_but_has_wrong_cash_is_told_too() {
    long portfolio = world.portfolios().empty("Cash alone");
    world.portfolios().cash(portfolio, day("2022-06-02"), "DEPOSIT", "-5");
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(failures()).singleElement().asString().startsWith("Cash alone NOT_VALUED Cash row");
  }

  private void sixPoisonedOnes() {
    poison("Option", Lot.shares("NOTOCC", "1", ENTRY, "1").of("OPTIONS"));
    poison("Symbol", Lot.shares("a b", "1", ENTRY, "1").of("PRIVATE"));
    poison("Value", Lot.shares("S1", HUGE, ENTRY, "1").times("999999999999"));
    poison("Cost", Lot.shares("S1", HUGE, ENTRY, HUGE));
    StoredPortfolios portfolios = world.portfolios();
    portfolios.cash(portfolios.holding("Cash", "S1", "1", ENTRY), day("2022-06-02"), "FEE", "-5");
    Lot cheap = Lot.shares("FARM", "1", ENTRY, "0.0000000001").of("PRIVATE");
    long farm = portfolios.position(portfolios.empty("Percent"), cheap);
    portfolios.valuation(farm, ENTRY, "1000000000000000");
  }

  private void poison(String name, Lot lot) {
    world.portfolios().position(world.portfolios().empty(name), lot);
  }

  /** Item, reason and detail of what failed in the latest run. */
  private List<String> failures() {
    return world
        .sql()
        .sql(
            """
            select item || ' ' || reason || ' ' || detail from run_item_failures
            where phase = 'refreshPortfolios' and job_execution_id = (
              select max(job_execution_id) from run_item_failures)
            order by item collate "C"
            """)
        .query(String.class)
        .list();
  }
}
