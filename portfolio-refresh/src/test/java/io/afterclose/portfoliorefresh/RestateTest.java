package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.days;
import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** New revisions because an operator wants them. */
final class RestateTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String[] RESTATE = {"--restate", "--reason", "wrong statement"};

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @BeforeEach
  void two_portfolios_are_current() {
    world.prices().closes("SPY", sessions("2022-06-27", "2022-06-30"), "377.25");
    world.prices().closes("AAPL", sessions("2022-06-27", "2022-06-30"), "100");
    world.portfolios().holding("Growth", "AAPL", "10", day("2022-06-27"));
    world.portfolios().holding("Income", "AAPL", "20", day("2022-06-29"));
    world.snapshots("Growth", sessions("2022-06-27", "2022-06-29"));
    world.snapshots("Income", days("2022-06-29"));
    world.symbolNights().completed(D);
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(world.planned()).isEmpty();
  }

  @Test
  void the_date_is_given_a_revision_with_the_reason_though_nothing_changed() {
    String[] planned = {
      "Growth,2022-06-30,RESTATED: wrong statement", "Income,2022-06-30,RESTATED: wrong statement"
    };
    assertThat(world.planned(RESTATE)).containsExactly(planned);
    assertThat(run(RESTATE).exitCode()).isZero();
    assertThat(world.restated()).containsExactly(planned);
    assertThat(values()).as("the old one stays").containsExactly("1 1000.00", "2 1000.00");
    assertThat(world.planned()).as("and it is current").isEmpty();
  }

  @Test
  void twice_asked_is_twice_made() {
    assertThat(run(RESTATE).exitCode()).isZero();
    assertThat(run(RESTATE).exitCode()).isZero();
    assertThat(values()).containsExactly("1 1000.00", "2 1000.00", "3 1000.00");
  }

  @Test
  void it_can_be_one_portfolio_and_one_date() {
    assertThat(
            run("--portfolio", "Growth", "--date", "2022-06-30", "--restate", "--reason", "why not")
                .exitCode())
        .isZero();
    assertThat(world.restated()).containsExactly("Growth,2022-06-30,RESTATED: why not");
  }

  @Test
  void since_inception_it_is_every_date() {
    assertThat(
            run("--portfolio", "Growth", "--since-inception", "--restate", "--reason", "all of it")
                .exitCode())
        .isZero();
    assertThat(world.restated())
        .containsExactlyElementsOf(
            sessions("2022-06-27", "2022-06-30").stream()
                .map(date -> "Growth," + date + ",RESTATED: all of it")
                .toList());
  }

  @Test
  void what_is_missing_or_outdated_is_made_as_well_for_its_own_reason() {
    world.portfolios().cash(1, day("2022-06-29"), "DEPOSIT", "7");
    assertThat(world.planned(RESTATE))
        .containsExactly(
            "Growth,2022-06-30,RESTATED: wrong statement",
            "Growth,2022-06-29,CASH",
            "Income,2022-06-30,RESTATED: wrong statement");
  }

  @Test
  void an_interrupted_restatement_goes_on_and_makes_nothing_twice() {
    world.sql().sql(REFUSE).update();
    REFUSED.forEach(table -> world.sql().sql(TRIGGER + table + EACH_ROW).update());
    try {
      assertThat(run(RESTATE).exitCode()).as("Income could not even be recorded").isEqualTo(1);
    } finally {
      REFUSED.forEach(table -> world.sql().sql("drop trigger refuse on " + table).update());
    }
    assertThat(world.restated()).containsExactly("Growth,2022-06-30,RESTATED: wrong statement");
    assertThat(world.planned(RESTATE))
        .as("what is left of the run that goes on")
        .containsExactly("Income,2022-06-30,RESTATED: wrong statement");
    assertThat(run(RESTATE).exitCode()).isZero();
    assertThat(world.restated())
        .containsExactly(
            "Growth,2022-06-30,RESTATED: wrong statement",
            "Income,2022-06-30,RESTATED: wrong statement");
  }

  private static final String REFUSE =
      """
      create or replace function refuse_income() returns trigger language plpgsql as
      $$ begin
        if tg_table_name = 'run_item_failures' then
          if to_jsonb(new)::text like '%refreshPortfolios%' then raise exception 'disk on fire'; end if;
        elsif new.portfolio_id = 2 then
          raise exception 'disk on fire';
        end if;
        return new;
      end $$
      """;

  private static final List<String> REFUSED = List.of("portfolio_snapshots", "run_item_failures");
  private static final String TRIGGER = "create trigger refuse before insert on ";
  private static final String EACH_ROW = " for each row execute function refuse_income()";

  @Test
  void without_a_reason_nothing_is_restated() {
    Map<String, List<String>> before = world.tables().rows();
    assertThat(run("--restate").exitCode()).isEqualTo(2);
    assertThat(run("--reason", "alone").exitCode()).isEqualTo(2);
    assertThat(world.tables().rows()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "two\nlines", "\u001b[31mred"})
  void a_reason_that_says_nothing_visible_is_refused(String reason) {
    CommandRun run = run("--restate", "--reason", reason);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("1 to 150 visible characters").doesNotContain("\u001b");
  }

  private CommandRun run(String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "run";
    arguments[1] = "--wait";
    arguments[2] = "0s";
    System.arraycopy(options, 0, arguments, 3, options.length);
    return world.command(arguments);
  }

  private List<String> values() {
    return world
        .sql()
        .sql(
            """
            select revision || ' ' || total_value from portfolio_snapshots
            where portfolio_id = 1 and snapshot_date = '2022-06-30' order by revision
            """)
        .query(String.class)
        .list();
  }
}
