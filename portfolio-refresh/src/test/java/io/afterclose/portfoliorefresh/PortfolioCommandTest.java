package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.days;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Portfolios as an owner keeps them. */
final class PortfolioCommandTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate ENTRY = LocalDate.parse("2022-06-23");
  private static final List<LocalDate> WEEK = days("2022-06-28", "2022-06-29", "2022-06-30");

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @BeforeEach
  void a_portfolio_with_snapshots() {
    world.prices().closes("SPY", WEEK, "377");
    world.prices().closes("AAPL", WEEK, "100");
    long growth = world.portfolios().holding("Growth", "AAPL", "10", ENTRY);
    world.portfolios().position(growth, Lot.shares("AAPL", "1", ENTRY, "90").sold(ENTRY, "91"));
    world.snapshots("Growth", WEEK);
  }

  @Test
  void a_list_shows_each_portfolio_with_its_latest_snapshot() {
    assertThat(world.command("portfolio", "create", "Savings").exitCode()).isZero();
    assertThat(rows("portfolio", "list"))
        .satisfiesExactly(
            growth ->
                assertThat(growth)
                    .startsWith("1,Growth,2,1,0,2022-06-23,2022-06-30,COMPLETE,1000.00,"),
            savings -> assertThat(savings).startsWith("2,Savings,0,0,0,,,,,2022-07-01T02:30,"));
  }

  @Test
  void a_portfolio_of_cash_alone_has_a_snapshot_by_the_next_run() {
    assertThat(world.command("portfolio", "create", "Savings").exitCode()).isZero();
    assertThat(
            world
                .command(
                    "cash add --portfolio Savings --date 2022-06-30 --kind DEPOSIT --amount 250"
                        .split(" "))
                .exitCode())
        .isZero();
    world.symbolNights().completed(RefreshWorld.D);
    assertThat(world.runFor(RefreshWorld.D).exitCode()).isZero();
    assertThat(rows("snapshots", "--portfolio", "Savings"))
        .singleElement()
        .asString()
        .startsWith("Savings,2022-06-30,1,COMPLETE,0.00,0.00,0.00,0.000000,250.00,250.00,");
  }

  @Test
  void a_name_is_taken_once() {
    assertThat(renamed("Growth", " ").exitCode()).isEqualTo(2);
    CommandRun taken = world.command("portfolio", "create", " Growth ");
    assertThat(taken.exitCode()).isEqualTo(2);
    assertThat(taken.err()).contains("there is a portfolio 'Growth' already");
    world.portfolios().empty("Other");
    assertThat(renamed("Other", "Growth").err()).contains("there is a portfolio 'Growth' already");
    assertThat(rows("portfolio", "list")).hasSize(2);
  }

  @Test
  void a_renamed_portfolio_keeps_its_snapshots_and_shows_the_scope_of_its_former_runs() {
    assertThat(renamed("Growth", "Value").exitCode()).isZero();
    assertThat(rows("snapshots", "--portfolio", "Value")).hasSize(3);
    assertThat(rows("portfolio", "show", "Value"))
        .contains("name,Value", "run_scope,portfolio:Value", "former_run_scope,portfolio:Growth");
    assertThat(world.command("portfolio", "show", "Growth").err())
        .contains("there is no portfolio 'Growth'; see 'portfolio list --deleted'");
    assertThat(world.planned("--portfolio", "Value")).isEmpty();
  }

  @Test
  void a_deleted_portfolio_leaves_the_views_and_its_history_says_why() {
    assertThat(deleted("Growth", "moved to another bank").exitCode()).isZero();
    assertThat(rows("portfolio", "list")).isEmpty();
    assertThat(rows("portfolio", "list", "--deleted"))
        .singleElement()
        .asString()
        .contains("Growth");
    assertThat(count("portfolio_snapshots_latest")).isZero();
    assertThat(count("portfolio_daily_performance")).isZero();
    assertThat(count("portfolio_snapshots")).isEqualTo(3);
    assertThat(rows("portfolio", "history", "Growth"))
        .last()
        .asString()
        .contains("portfolio delete,PORTFOLIO,Growth,DELETED,deleted_at=,deleted_at=20")
        .endsWith(",moved to another bank");
  }

  @Test
  void the_name_of_a_deleted_portfolio_is_free_and_each_keeps_its_own_history() {
    deleted("Growth", "first");
    assertThat(world.command("portfolio", "create", "Growth").exitCode()).isZero();
    assertThat(rows("portfolio", "history", "Growth")).hasSize(1);
    deleted("Growth", "second");
    assertThat(rows("portfolio", "history", "Growth")).hasSize(2);
  }

  @Test
  void the_history_has_the_old_and_the_new_value_of_each_change() {
    long position = 1;
    world
        .sql()
        .sql("update positions set quantity = 20, entry_price = 45 where position_id = ?")
        .param(position)
        .update();
    renamed("Growth", "Value");
    List<String> history = rows("portfolio", "history", "Value");
    assertThat(history).hasSize(5);
    assertThat(history.get(1))
        .contains(",,POSITION,AAPL@2022-06-23#1,ADDED,,")
        .contains("entry_price=10")
        .contains("quantity=10");
    assertThat(history.get(3))
        .contains(
            ",,POSITION,AAPL@2022-06-23#1,CHANGED,entry_price=10 quantity=10,"
                + "entry_price=45 quantity=20,");
    assertThat(history.get(4))
        .contains("portfolio rename,PORTFOLIO,Value,CHANGED,name=Growth,name=Value,")
        .endsWith("a test");
  }

  @Test
  void the_values_that_a_refresh_shows_are_no_change() {
    long before = count("portfolio_audit");
    world.sql().sql("update positions set last_price = 101, market_value = 1010").update();
    world.sql().sql("update positions set quantity = quantity").update();
    assertThat(count("portfolio_audit")).isEqualTo(before);
  }

  @Test
  void a_correction_without_a_reason_is_refused() {
    for (String[] words :
        List.of(
            new String[] {"portfolio", "delete", "Growth"},
            new String[] {"portfolio", "rename", "Growth", "Value"},
            new String[] {"portfolio", "delete", "Growth", "--reason", " "})) {
      CommandRun run = world.command(words);
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("--reason");
    }
    assertThat(rows("portfolio", "list")).hasSize(1);
  }

  private CommandRun renamed(String name, String other) {
    return world.command("portfolio", "rename", name, other, "--reason", "a test");
  }

  private CommandRun deleted(String name, String reason) {
    return world.command("portfolio", "delete", name, "--reason", reason);
  }

  private List<String> rows(String... words) {
    CommandRun run = world.command(words);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out().lines().skip(1).toList();
  }

  private long count(String table) {
    return world.tables().count(table);
  }
}
