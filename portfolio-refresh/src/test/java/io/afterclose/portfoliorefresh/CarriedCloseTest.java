package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfolio.snapshot.ChangedInput;
import io.afterclose.portfolio.snapshot.SnapshotReason;
import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.portfoliorefresh.gap.GapRequest;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A share with closes on the first three sessions of a month, which stand in until the tenth, and
 * none again before the 28th: the close of the third is an input of each snapshot until then.
 */
final class CarriedCloseTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final List<LocalDate> SESSIONS = sessions("2022-06-01", "2022-06-30");
  private static final LocalDate UNPRICED = day("2022-06-27");

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @BeforeEach
  void a_share_loses_its_price_and_has_one_again() {
    world.prices().closes("SPY", SESSIONS, "400");
    world.prices().close("GON", day("2022-06-01"), "10");
    world.prices().close("GON", day("2022-06-02"), "11");
    world.prices().close("GON", day("2022-06-03"), "12");
    world.prices().closes("GON", sessions("2022-06-28", "2022-06-30"), "15");
    long portfolio = world.portfolios().empty("Gone");
    world.portfolios().position(portfolio, Lot.shares("GON", "10", day("2022-06-01"), "9.50"));
  }

  @Test
  void a_correction_of_it_concerns_exactly_the_snapshots_that_read_it() {
    made();
    world.prices().close("GON", day("2022-06-03"), "12.50");
    assertThat(planned()).isEqualTo(sessions("2022-06-03", "2022-06-27"));
    world.snapshots("Gone", planned(), SnapshotReason.changed(List.of(ChangedInput.PRICE)));
    assertThat(planned()).isEmpty();
    assertThat(carriedOn(UNPRICED)).isEqualTo("125.00");
  }

  @Test
  void a_correction_of_an_older_close_concerns_its_own_session_alone() {
    made();
    world.prices().close("GON", day("2022-06-02"), "11.50");
    assertThat(planned()).containsExactly(day("2022-06-02"));
  }

  @Test
  void a_close_that_arrives_in_between_is_carried_from_then_on() {
    made();
    world.prices().close("GON", day("2022-06-14"), "13");
    assertThat(planned()).isEqualTo(sessions("2022-06-14", "2022-06-27"));
    world.snapshots("Gone", planned(), SnapshotReason.changed(List.of(ChangedInput.PRICE)));
    assertThat(carriedOn(day("2022-06-13"))).isEqualTo("120.00");
    assertThat(carriedOn(day("2022-06-22"))).isEqualTo("0.00");
    assertThat(carriedOn(UNPRICED)).isEqualTo("130.00");
  }

  @Test
  void it_is_read_for_a_snapshot_that_is_made_alone() {
    world.snapshots("Gone", List.of(UNPRICED));
    assertThat(carriedOn(UNPRICED)).isEqualTo("120.00");
  }

  @Test
  void a_change_of_another_symbol_does_not_lose_it() {
    world
        .portfolios()
        .position(
            world.composition().portfolios().find("Gone").orElseThrow().id(),
            Lot.shares("SPY", "1", day("2022-06-24"), "390"));
    made();
    world.prices().close("SPY", UNPRICED, "401");
    assertThat(planned()).containsExactly(UNPRICED);
  }

  @Test
  void a_difference_of_two_revisions_names_it() {
    world.snapshots("Gone", List.of(UNPRICED));
    world.clock().advance(Duration.ofHours(1));
    world.prices().close("GON", day("2022-06-03"), "12.50");
    world.snapshots("Gone", List.of(UNPRICED), SnapshotReason.changed(List.of(ChangedInput.PRICE)));
    CommandRun diff =
        world.command("diff", "--portfolio", "Gone", "--date", "2022-06-27", "-o", "csv");
    assertThat(diff.out().lines())
        .contains(
            "price,GON 2022-06-03,12.00000000,12.50000000,0.50000000",
            "total,carried_value,120.00,125.00,5.00")
        .noneMatch(line -> line.startsWith("total,net_asset_value"));
  }

  @Test
  void explain_names_it_beside_what_it_is_carried_at() {
    world.snapshots("Gone", List.of(UNPRICED));
    CommandRun explain =
        world.command("explain", "--portfolio", "Gone", "--date", "2022-06-27", "-o", "csv");
    assertThat(explain.out())
        .contains("carried at 120.00 by the close of GON on 2022-06-03")
        .contains("snapshot,carried_value,2022-06-27,,,120.00");
  }

  @Test
  void performance_marks_the_day_and_the_month_in_which_it_catches_up() {
    made();
    CommandRun performance = world.command("performance", "--portfolio", "Gone", "-o", "csv");
    assertThat(performance.exitCode()).isZero();
    // 10 × (15 − 12) on the 28th, 10 × (15 − 9.50) in the month
    assertThat(performance.out().lines())
        .anyMatch(
            line -> line.matches("day,2022-06-24,2022-06-27,0\\.00,0\\.00,0\\.00,.*,120\\.00,"))
        .anyMatch(
            line ->
                line.matches(
                    "day,2022-06-27,2022-06-28,150\\.00,0\\.00,30\\.00,.*,0\\.00,CATCH_UP"))
        .anyMatch(line -> line.matches("2022-06,.*,150\\.00,95\\.00,55\\.00,.*,0\\.00,CATCH_UP"));
  }

  private void made() {
    world.snapshots("Gone", SESSIONS);
    assertThat(planned()).isEmpty();
  }

  private List<LocalDate> planned() {
    return world
        .composition()
        .planner()
        .planAndMark(GapRequest.nightly(D, KeyRange.ALL))
        .work()
        .stream()
        .flatMap(one -> one.dates().stream())
        .sorted()
        .toList();
  }

  private String carriedOn(LocalDate session) {
    return world
        .sql()
        .sql("select carried_value::text from portfolio_snapshots_latest where snapshot_date = ?")
        .param(session)
        .query(String.class)
        .single();
  }
}
