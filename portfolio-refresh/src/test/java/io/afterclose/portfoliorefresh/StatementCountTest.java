package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfolio.snapshot.SnapshotReason;
import io.afterclose.portfoliorefresh.fixture.CountedStatements;
import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.portfoliorefresh.gap.GapRequest;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.portfoliorefresh.refresh.WorkResult;
import io.afterclose.portfoliorefresh.snapshot.SnapshotComponents;
import io.afterclose.portfoliorefresh.snapshot.SnapshotWork;
import io.afterclose.testkit.PostgresExtension;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A chunk asks the database a few times, whatever is in it. */
final class StatementCountTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final List<LocalDate> WEEK = sessions("2022-06-24", "2022-06-30");

  @Test
  void a_chunk_of_many_asks_as_often_as_a_chunk_of_one() {
    int one = statementsFor(1, 1, List.of(D));
    assertThat(one).isBetween(8, 15);
    assertThat(statementsFor(1, 40, List.of(D))).isEqualTo(one);
    assertThat(statementsFor(60, 1, List.of(D))).isEqualTo(one);
    assertThat(statementsFor(30, 10, WEEK)).isEqualTo(one);
  }

  @Test
  void planning_many_asks_as_often_as_planning_one() {
    RefreshWorld world = filled(1, 1);
    int one = plannedBy(world);
    assertThat(one).isBetween(3, 6);
    assertThat(plannedBy(filled(60, 5))).isEqualTo(one);
  }

  @Test
  void finding_the_outdated_among_many_asks_as_often_as_among_few() {
    int few = plannedBy(outdated(2, 2));
    assertThat(few).isBetween(8, 15);
    assertThat(plannedBy(outdated(40, 10))).isEqualTo(few);
  }

  /** All of them have snapshots of a week, and then every close and cash row changes. */
  private static RefreshWorld outdated(int portfolios, int positions) {
    RefreshWorld world = filled(portfolios, positions);
    for (int number = 0; number < portfolios; number++) {
      world.snapshots("P" + number, WEEK);
    }
    world.clock().advance(Duration.ofMinutes(1));
    for (int position = 0; position < positions; position++) {
      world.prices().close("S" + position, day("2022-06-28"), "11");
      world.prices().split("S" + position, day("2022-06-27"), "2");
    }
    for (int number = 1; number <= portfolios; number++) {
      world.portfolios().cash(number, day("2022-06-28"), "DEPOSIT", "7");
    }
    return world;
  }

  private static int plannedBy(RefreshWorld world) {
    CountedStatements counted = new CountedStatements(world.dataSource());
    assertThat(
            new SnapshotComponents(counted, RefreshWorld.calendar(), world.clock())
                .planner()
                .plan(GapRequest.nightly(D, KeyRange.ALL))
                .work())
        .isNotEmpty();
    return counted.asked();
  }

  private static int statementsFor(int portfolios, int positions, List<LocalDate> dates) {
    RefreshWorld world = filled(portfolios, positions);
    List<PortfolioDates> work =
        world.composition().planner().plan(GapRequest.nightly(D, KeyRange.ALL)).work().stream()
            .map(planned -> PortfolioDates.of(planned.portfolio(), dates, SnapshotReason.MISSING))
            .toList();
    CountedStatements counted = new CountedStatements(world.dataSource());
    SnapshotComponents composition =
        new SnapshotComponents(counted, RefreshWorld.calendar(), world.clock());
    SnapshotWork maker = composition.work();
    WorkResult made =
        Objects.requireNonNull(
            composition.repeatableRead().execute(status -> maker.make(work, null)));
    assertThat(made.written()).isEqualTo(portfolios * dates.size());
    return counted.asked();
  }

  private static RefreshWorld filled(int portfolios, int positions) {
    RefreshWorld world = RefreshWorld.emptied(POSTGRES);
    world.prices().closes("SPY", WEEK, "377.25");
    for (int position = 0; position < positions; position++) {
      world.prices().closes("S" + position, WEEK, "10");
    }
    for (int number = 0; number < portfolios; number++) {
      long portfolio = world.portfolios().empty("P" + number);
      for (int position = 0; position < positions; position++) {
        world
            .portfolios()
            .position(portfolio, Lot.shares("S" + position, "3", day("2022-06-01"), "9"));
      }
    }
    return world;
  }
}
