package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.days;
import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.fixture.LogLines;
import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The refreshes of a range, made up for later. */
final class BackfillTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @BeforeEach
  void a_portfolio_and_four_nights_of_which_one_is_not_complete() {
    world.prices().closes("AAPL", sessions("2022-06-20", "2022-06-30"), "100");
    world.prices().closes("SPY", sessions("2022-06-20", "2022-06-30"), "377");
    long growth = world.portfolios().empty("Growth");
    world.portfolios().position(growth, Lot.shares("AAPL", "10", day("2022-06-23"), "90"));
    days("2022-06-24", "2022-06-28", "2022-06-29").forEach(world.symbolNights()::completed);
  }

  private CommandRun backfill(String from, String to, String... more) {
    List<String> words = new java.util.ArrayList<>(List.of("backfill", "--from", from, "--to", to));
    words.addAll(List.of(more));
    return world.command(words.toArray(String[]::new));
  }

  private List<String> runs() {
    return world
        .sql()
        .sql(
            """
            select concat_ws(' ', p.parameter_value, e.status)
            from batch_job_execution e
            join batch_job_instance i on i.job_instance_id = e.job_instance_id
            join batch_job_execution_params p on p.job_execution_id = e.job_execution_id
            where i.job_name = 'portfolio-refresh' and p.parameter_name = 'targetDate'
            order by e.job_execution_id
            """)
        .query(String.class)
        .list();
  }

  @Test
  void each_session_is_a_run_of_its_own_oldest_first() {
    assertThat(backfill("2022-06-28", "2022-06-29").exitCode()).isZero();
    assertThat(runs()).containsExactly("2022-06-28 COMPLETED", "2022-06-29 COMPLETED");
    assertThat(world.tables().snapshotDates("Growth"))
        .containsExactlyElementsOf(days("2022-06-28", "2022-06-29"));
  }

  @Test
  void a_night_that_is_not_complete_is_told_by_the_exit_code_and_the_others_go_on() {
    assertThat(backfill("2022-06-24", "2022-06-28").exitCode()).isEqualTo(4);
    assertThat(runs())
        .containsExactly("2022-06-24 COMPLETED", "2022-06-27 FAILED", "2022-06-28 COMPLETED");
    assertThat(world.tables().snapshotDates("Growth"))
        .containsExactlyElementsOf(days("2022-06-24", "2022-06-27", "2022-06-28"));
  }

  @Test
  void what_has_nothing_to_do_is_left_alone_so_it_goes_on_where_it_stopped() {
    assertThat(backfill("2022-06-28", "2022-06-28").exitCode()).isZero();
    try (LogLines log = new LogLines()) {
      assertThat(backfill("2022-06-28", "2022-06-29").exitCode()).isZero();
      assertThat(log.containing("2022-06-28: nothing to do")).hasSize(1);
    }
    assertThat(runs()).containsExactly("2022-06-28 COMPLETED", "2022-06-29 COMPLETED");
  }

  @Test
  void ranges_and_portfolios_without_sense_are_refused() {
    assertThat(backfill("2022-06-29", "2022-06-28").exitCode()).isEqualTo(6);
    assertThat(backfill("2022-06-29", "2022-08-30").exitCode()).isEqualTo(6);
    assertThat(backfill("2022-06-28", "2022-06-29", "--portfolio", "Grow").exitCode()).isEqualTo(2);
    assertThat(runs()).isEmpty();
  }
}
