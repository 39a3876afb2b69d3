package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.days;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.PostgresExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A database that was restored on another server: its transaction numbers mean nothing there, and
 * are above those that the new server has reached.
 */
final class CopiedDatabaseTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @BeforeEach
  void a_current_portfolio_is_copied() {
    world.prices().closes("SPY", days("2022-06-29", "2022-06-30"), "377.25");
    world.prices().closes("AAPL", days("2022-06-29", "2022-06-30"), "100");
    world.portfolios().holding("Growth", "AAPL", "10", day("2022-06-01"));
    world.snapshots("Growth", days("2022-06-29", "2022-06-30"));
    world.symbolNights().completed(D);
    for (String column :
        List.of(
            "market_data_changes set transaction_id",
            "portfolio_changes set transaction_id",
            "market_data_cache set arrived_in")) {
      world.sql().sql("update " + column + " = '9000000000000'").update();
    }
    world
        .sql()
        .sql(
            """
            update portfolio_snapshots
            set read_snapshot = '9000000000001:9000000000003:9000000000002'
            """)
        .update();
  }

  @Test
  void every_snapshot_is_looked_at_once_and_found_current() {
    assertThat(world.planned())
        .containsExactly("Growth,2022-06-30,PRICE+POSITION", "Growth,2022-06-29,PRICE+POSITION");
    List<String> before = world.tables().rows().get("portfolio_snapshots");
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(world.tables().rows().get("portfolio_snapshots")).isEqualTo(before);
    assertThat(world.planned()).isEmpty();
    Map<String, List<String>> settled = world.tables().rows();
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(world.tables().rows()).isEqualTo(settled);
  }

  @Test
  void a_change_made_on_the_new_server_is_not_taken_for_an_old_one() {
    assertThat(world.runFor(D).exitCode()).isZero();
    world.portfolios().cash(1, D, "DEPOSIT", "7");
    assertThat(world.planned()).containsExactly("Growth,2022-06-30,CASH");
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(world.restated()).containsExactly("Growth,2022-06-30,CASH");
    assertThat(world.planned()).isEmpty();
  }

  @Test
  void what_was_read_elsewhere_stays_unknown_when_this_server_reaches_its_numbers() {
    world
        .sql()
        .sql(
            """
            update portfolio_snapshots set read_snapshot = (n || ':' || n || ':')::pg_snapshot
            from (select pg_current_xact_id()::text::bigint + 400 as n) later
            """)
        .update();
    theServerIsAnotherOne();
    assertThat(world.runFor(D).exitCode()).isZero();
    world.portfolios().cash(1, D, "DEPOSIT", "7");
    assertThat(world.planned()).containsExactly("Growth,2022-06-30,CASH");
    for (int i = 0; i < 500; i++) {
      world.sql().sql("select pg_current_xact_id()::text").query(String.class).single();
    }
    assertThat(world.planned()).containsExactly("Growth,2022-06-30,CASH");
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(world.restated()).containsExactly("Growth,2022-06-30,CASH");
    assertThat(world.planned()).isEmpty();
  }

  @Test
  void nothing_counts_as_read_where_another_server_read_it_however_low_its_numbers() {
    world.sql().sql("update portfolio_snapshots set read_snapshot = '3:3:'").update();
    theServerIsAnotherOne();
    assertThat(
            world
                .sql()
                .sql("select count(*) from portfolio_snapshot_reads where read_snapshot is null")
                .query(Long.class)
                .single())
        .isEqualTo(2);
  }

  /** As after a restore: the rows are the same, and the server says that it is another one. */
  private void theServerIsAnotherOne() {
    world
        .sql()
        .sql(
            """
            create or replace function server_identity() returns bigint language sql stable
            as 'select %d'
            """
                .formatted(System.nanoTime()))
        .update();
  }

  @Test
  void snapshots_from_before_anything_was_kept_are_looked_at_once_too() {
    world.sql().sql("update portfolio_snapshots set read_snapshot = null").update();
    world.sql().sql("update market_data_changes set transaction_id = '0'").update();
    world.sql().sql("update market_data_cache set arrived_in = '0'").update();
    world.sql().sql("delete from portfolio_changes").update();
    assertThat(world.planned())
        .containsExactly("Growth,2022-06-30,PRICE", "Growth,2022-06-29,PRICE");
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(world.restated()).isEmpty();
    assertThat(world.planned()).isEmpty();
  }
}
