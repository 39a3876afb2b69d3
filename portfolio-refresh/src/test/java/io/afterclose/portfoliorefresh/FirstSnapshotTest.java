package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.days;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.fixture.LogLines;
import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a portfolio that was just imported is worth at once. */
final class FirstSnapshotTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String HEADER = "symbol,quantity,entry_date,entry_price\n";

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @TempDir Path folder;

  @Test
  void the_first_snapshot_is_of_the_latest_usable_session_at_once() {
    world.prices().closes("SPY", days("2022-06-28", "2022-06-29", "2022-06-30"), "377.25");
    world.prices().closes("AAPL", days("2022-06-28", "2022-06-29"), "139.23");
    world.prices().closes("KO", days("2022-06-28", "2022-06-29"), "62");
    long other = world.portfolios().empty("Other");
    world.portfolios().position(other, Lot.shares("KO", "1", day("2022-06-01"), "60"));
    assertThat(imported("Growth", HEADER + "AAPL,10,2022-06-01,150\n").exitCode()).isZero();
    assertThat(world.tables().snapshotDates("Growth")).isEqualTo(days("2022-06-29"));
    assertThat(
            world
                .sql()
                .sql("select total_value || ' ' || reason from portfolio_snapshots")
                .query(String.class)
                .single())
        .isEqualTo("1392.30 ONBOARDING");
  }

  @Test
  void without_a_price_of_the_market_there_is_no_first_snapshot() {
    world.prices().close("AAPL", D, "136.72");
    try (LogLines log = new LogLines()) {
      assertThat(imported("No market", HEADER + "AAPL,10,2022-06-01,150\n").exitCode()).isZero();
      assertThat(log.containing("no snapshot yet; no night has fetched prices yet")).hasSize(1);
    }
    assertThat(world.tables().count("portfolios")).isEqualTo(1);
    assertThat(world.tables().count("portfolio_snapshots")).isZero();
  }

  @Test
  void what_nobody_prices_makes_the_own_first_snapshot_partial_and_hinders_no_other() {
    world.prices().close("SPY", D, "377.25");
    world.prices().close("AAPL", D, "136.72");
    try (LogLines log = new LogLines()) {
      assertThat(imported("No price", HEADER + "NEWCO,10,2022-06-01,150\n").exitCode()).isZero();
      assertThat(log.containing("imported 'No price'"))
          .singleElement()
          .asString()
          .contains(
              "no price of [NEWCO] on 2022-06-30 yet: 'symbol-batch run --portfolio 'No price'"
                  + " --date 2022-06-30', then 'portfolio-refresh run' bring them");
    }
    assertThat(imported("Priced", HEADER + "AAPL,10,2022-06-01,150\n").exitCode()).isZero();
    assertThat(
            world
                .sql()
                .sql(
                    """
                    select f.name || ' ' || s.snapshot_date || ' ' || s.status
                    from portfolio_snapshots s
                    join portfolios f on f.portfolio_id = s.portfolio_id
                    order by f.name
                    """)
                .query(String.class)
                .list())
        .containsExactly("No price 2022-06-30 PARTIAL", "Priced 2022-06-30 COMPLETE");
  }

  @Test
  void an_entry_of_tomorrow_is_refused() {
    world.prices().close("SPY", D, "377.25");
    world.prices().close("AAPL", D, "136.72");
    assertThat(imported("Not yet", HEADER + "AAPL,10,2022-07-01,150\n").exitCode()).isEqualTo(2);
    assertThat(world.tables().count("portfolio_snapshots")).isZero();
    assertThat(imported("Now", HEADER + "AAPL,10,2022-06-30,150\n").exitCode()).isZero();
    assertThat(world.tables().snapshotDates("Now")).containsExactly(D);
  }

  @Test
  void a_cost_beyond_what_a_column_holds_is_refused() {
    world.prices().close("SPY", D, "377.25");
    world.prices().close("AAPL", D, "136.72");
    CommandRun run =
        imported("Overflow", HEADER + "AAPL,999999999999999,2022-06-01,999999999999999\n");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("expected a cost of less than 10^15 USD");
    assertThat(world.tables().count("portfolios")).isZero();
  }

  @Test
  void an_import_is_later_found_by_the_nightly_run() {
    assertThat(imported("Growth", HEADER + "AAPL,10,2022-06-01,150\n").exitCode()).isZero();
    world.prices().close("SPY", D, "377.25");
    world.prices().close("AAPL", D, "136.72");
    world.symbolNights().completed(D);
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(world.tables().snapshotDates("Growth")).containsExactly(day("2022-06-30"));
  }

  private CommandRun imported(String name, String csv) {
    return world.imported(folder, name, csv);
  }
}
