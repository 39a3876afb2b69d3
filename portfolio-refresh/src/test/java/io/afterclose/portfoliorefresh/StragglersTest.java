package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.PostgresExtension;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Portfolios that stand on different days, since runs for single ones went before: the newest
 * snapshot of all says nothing about the others.
 */
final class StragglersTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate CURRENT = day("2022-06-29");
  private static final LocalDate ONE_BEHIND = day("2022-06-28");
  private static final LocalDate TWO_BEHIND = day("2022-06-27");

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @Test
  void one_night_fills_exactly_the_holes_of_each() {
    world.prices().closes("SPY", sessions("2022-06-20", "2022-06-30"), "377");
    world.prices().closes("AAPL", sessions("2022-06-20", "2022-06-30"), "100");
    List<String> stuck = IntStream.rangeClosed(1, 11).mapToObj("Stuck %02d"::formatted).toList();
    stuck.forEach(name -> standing(name, TWO_BEHIND));
    standing("Run alone", ONE_BEHIND);
    standing("Testscotty", CURRENT);
    world.symbolNights().completed(D);
    List<String> holes = new ArrayList<>();
    stuck.forEach(
        name -> sessions("2022-06-28", "2022-06-30").forEach(day -> add(holes, name, day)));
    sessions("2022-06-29", "2022-06-30").forEach(day -> add(holes, "Run alone", day));
    add(holes, "Testscotty", D);
    assertThat(world.planned()).containsExactlyInAnyOrderElementsOf(holes);
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(written()).containsExactlyInAnyOrderElementsOf(holes).hasSize(36);
    assertThat(world.restated()).isEmpty();
    assertThat(world.planned()).isEmpty();
  }

  private void standing(String name, LocalDate newest) {
    world.portfolios().holding(name, "AAPL", "10", day("2022-06-21"));
    world.snapshots(name, sessions("2022-06-21", newest.toString()));
  }

  private static void add(List<String> holes, String name, LocalDate day) {
    holes.add(name + "," + day + ",MISSING");
  }

  /** What the night wrote. */
  private List<String> written() {
    return world
        .sql()
        .sql(
            """
            select concat_ws(',', f.name, s.snapshot_date, s.reason)
            from portfolio_snapshots s join portfolios f on f.portfolio_id = s.portfolio_id
            where s.job_execution_id is not null
            """)
        .query(String.class)
        .list();
  }
}
