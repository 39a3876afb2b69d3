package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.days;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.market.price.PriceStore;
import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.snapshot.SnapshotReason;
import io.afterclose.portfoliorefresh.fixture.StoredPrices;
import io.afterclose.portfoliorefresh.gap.GapRequest;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.portfoliorefresh.snapshot.SnapshotWork;
import io.afterclose.testkit.PostgresExtension;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes and snapshots at the same time, each step in its place: what a snapshot did not see makes
 * it outdated, whenever it was written down.
 */
final class ConcurrentChangeTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  private long growth;

  @BeforeEach
  void one_portfolio_beside_another() {
    world.prices().closes("SPY", days("2022-06-29", "2022-06-30"), "377.25");
    world.prices().closes("AAPL", days("2022-06-29", "2022-06-30"), "100");
    growth = world.portfolios().holding("Growth", "AAPL", "10", day("2022-06-01"));
    world.portfolios().holding("Other", "AAPL", "10", day("2022-06-01"));
    world.snapshots("Other", days("2022-06-29", "2022-06-30"));
    world.symbolNights().completed(D);
  }

  @Test
  void a_change_that_was_made_before_the_snapshot_and_committed_after_it_outdates_it() {
    uncommitted(
        () -> world.portfolios().cash(growth, day("2022-06-29"), "DEPOSIT", "100"),
        () -> {
          world.snapshots("Growth", days("2022-06-29", "2022-06-30"));
          assertThat(world.planned()).as("nobody sees it yet").isEmpty();
        });
    assertThat(value()).isEqualTo("1000.00");
    assertThat(world.planned()).containsExactly("Growth,2022-06-30,CASH", "Growth,2022-06-29,CASH");
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(value()).isEqualTo("1100.00");
    assertThat(world.planned()).isEmpty();
  }

  @Test
  void a_change_that_a_plan_could_not_see_is_found_though_the_plan_marked_the_snapshots() {
    world.snapshots("Growth", days("2022-06-29", "2022-06-30"));
    uncommitted(
        () -> world.portfolios().cash(growth, day("2022-06-29"), "DEPOSIT", "100"),
        () -> {
          mark();
          assertThat(unmarked()).isZero();
        });
    assertThat(world.planned()).containsExactly("Growth,2022-06-30,CASH", "Growth,2022-06-29,CASH");
  }

  @Test
  void a_snapshot_that_was_read_before_a_plan_and_committed_after_it_is_not_marked() {
    world
        .composition()
        .repeatableRead()
        .executeWithoutResult(
            maker -> {
              world.snapshots("Growth", days("2022-06-29", "2022-06-30"));
              elsewhere(
                  () -> {
                    world.prices().close("AAPL", day("2022-06-29"), "101");
                    world.snapshots(
                        "Other",
                        days("2022-06-29", "2022-06-30"),
                        SnapshotReason.restated("a close"));
                    mark();
                  });
            });
    assertThat(unmarked()).isEqualTo(2);
    assertThat(world.planned()).contains("Growth,2022-06-29,PRICE");
  }

  @Test
  void a_snapshot_that_is_removed_by_hand_takes_the_marks_of_its_portfolio_with_it() {
    world.snapshots("Growth", days("2022-06-29", "2022-06-30"));
    mark();
    world.sql().sql("delete from portfolio_snapshots where snapshot_date = '2022-06-29'").update();
    assertThat(unmarked()).isEqualTo(2);
    world.portfolios().cash(growth, day("2022-06-29"), "DEPOSIT", "100");
    assertThat(world.planned()).contains("Growth,2022-06-30,CASH");
  }

  private void mark() {
    world.composition().planner().planAndMark(GapRequest.nightly(D, KeyRange.ALL));
  }

  private long unmarked() {
    return world.tables().count("portfolio_snapshots_unmarked");
  }

  @Test
  void a_change_that_was_taken_back_outdates_nothing() {
    JdbcTransactionManager transactions = new JdbcTransactionManager(world.dataSource());
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            owner -> {
              world.portfolios().cash(growth, day("2022-06-29"), "DEPOSIT", "100");
              elsewhere(() -> world.snapshots("Growth", List.of(D)));
              owner.setRollbackOnly();
            });
    assertThat(world.planned()).isEmpty();
  }

  @Test
  void a_close_that_the_symbol_job_commits_after_the_snapshot_outdates_it() {
    PriceStore store = new PriceStore(world.dataSource(), world.clock());
    uncommitted(
        () -> store.save(null, List.of(StoredPrices.row("AAPL", D, new BigDecimal("101")))),
        () -> {
          world.clock().advance(Duration.ofMinutes(5));
          world.snapshots("Growth", days("2022-06-29", "2022-06-30"));
          assertThat(world.planned()).as("nobody sees it yet").isEmpty();
        });
    assertThat(timesSayItIsCurrent()).as("the times of writing would not tell").isTrue();
    assertThat(world.planned())
        .containsExactly("Growth,2022-06-30,PRICE", "Other,2022-06-30,PRICE");
  }

  private boolean timesSayItIsCurrent() {
    return world
        .sql()
        .sql(
            """
            select max(c.changed_at) < (
              select min(s.written_at) from portfolio_snapshots s where s.portfolio_id = ?)
            from market_data_changes c
            """)
        .param(growth)
        .query(Boolean.class)
        .single();
  }

  @Test
  void a_change_that_is_committed_while_a_snapshot_is_made_outdates_it() {
    Portfolio portfolio = portfolio();
    SnapshotWork maker = world.composition().work();
    world
        .composition()
        .repeatableRead()
        .executeWithoutResult(
            status -> {
              world.composition().portfolios().recorded(List.of(portfolio));
              elsewhere(() -> world.portfolios().cash(growth, day("2022-06-29"), "DEPOSIT", "100"));
              assertThat(maker.make(List.of(missing(portfolio)), null).written()).isEqualTo(1);
            });
    assertThat(value()).as("of the state before").isEqualTo("1000.00");
    assertThat(world.planned()).containsExactly("Growth,2022-06-30,CASH");
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(value()).isEqualTo("1100.00");
    assertThat(world.planned()).isEmpty();
  }

  @Test
  void a_change_that_is_committed_before_the_first_look_is_in_the_snapshot() {
    Portfolio portfolio = portfolio();
    SnapshotWork maker = world.composition().work();
    world
        .composition()
        .repeatableRead()
        .executeWithoutResult(
            status -> {
              elsewhere(() -> world.portfolios().cash(growth, day("2022-06-29"), "DEPOSIT", "100"));
              maker.make(List.of(missing(portfolio)), null);
            });
    assertThat(value()).isEqualTo("1100.00");
    assertThat(world.planned()).isEmpty();
  }

  @Test
  void a_position_that_is_changed_meanwhile_makes_the_snapshot_fail_and_pass_when_tried_again() {
    failsOnce(
        () ->
            world.sql().sql("update positions set quantity = 11 where portfolio_id = 1").update());
    assertThat(value()).isEqualTo("1100.00");
    assertThat(world.planned()).isEmpty();
  }

  @Test
  void of_two_that_make_one_revision_at_once_the_second_fails_and_passes_when_tried_again() {
    failsOnce(() -> world.snapshots("Growth", List.of(D)));
    assertThat(world.tables().snapshotDates("Growth")).containsExactly(D);
    assertThat(world.restated()).isEmpty();
  }

  /** What is done after the first look of the transaction that makes the snapshot. */
  private void failsOnce(Runnable meanwhile) {
    Portfolio portfolio = portfolio();
    SnapshotWork maker = world.composition().work();
    TransactionTemplate repeatableRead = world.composition().repeatableRead();
    assertThatThrownBy(
            () ->
                repeatableRead.executeWithoutResult(
                    status -> {
                      world.composition().portfolios().recorded(List.of(portfolio));
                      elsewhere(meanwhile);
                      maker.make(List.of(missing(portfolio)), null);
                    }))
        .rootCause()
        .isInstanceOfSatisfying(
            SQLException.class, cause -> assertThat(cause.getSQLState()).isEqualTo("40001"));
    repeatableRead.executeWithoutResult(status -> maker.make(List.of(missing(portfolio)), null));
  }

  @Test
  void a_transaction_that_sees_more_than_one_state_is_refused() {
    TransactionTemplate readCommitted =
        new TransactionTemplate(new JdbcTransactionManager(world.dataSource()));
    SnapshotWork maker = world.composition().work();
    assertThatIllegalStateException()
        .isThrownBy(
            () -> readCommitted.execute(status -> maker.make(List.of(missing(portfolio())), null)))
        .withMessageContaining("REPEATABLE READ");
  }

  private Portfolio portfolio() {
    return world.composition().portfolios().find("Growth").orElseThrow();
  }

  private static PortfolioDates missing(Portfolio portfolio) {
    return PortfolioDates.of(portfolio, List.of(D), SnapshotReason.MISSING);
  }

  private String value() {
    return world
        .sql()
        .sql(
            """
            select net_asset_value::text from portfolio_snapshots_latest
            where portfolio_id = ? and snapshot_date = '2022-06-30'
            """)
        .param(growth)
        .query(String.class)
        .single();
  }

  /** Does something else between a change and its commit. */
  private void uncommitted(Runnable change, Runnable meanwhile) {
    new TransactionTemplate(new JdbcTransactionManager(world.dataSource()))
        .executeWithoutResult(
            owner -> {
              change.run();
              elsewhere(meanwhile);
            });
  }

  /** In another thread, which takes part in no transaction of this one. */
  private static void elsewhere(Runnable work) {
    CompletableFuture.runAsync(work).join();
  }
}
