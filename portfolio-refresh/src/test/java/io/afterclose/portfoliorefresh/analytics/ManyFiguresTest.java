package io.afterclose.portfoliorefresh.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfoliorefresh.RefreshWorld;
import io.afterclose.portfoliorefresh.fixture.CountedStatements;
import io.afterclose.portfoliorefresh.gap.GapRequest;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.portfoliorefresh.refresh.WorkResult;
import io.afterclose.portfoliorefresh.snapshot.SnapshotComponents;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the figures of many portfolios cost. {@code -Dfigures.portfolios=1000 -Dfigures.positions=50
 * -Dfigures.symbols=5000} measures a night of that size.
 */
final class ManyFiguresTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @Test
  void every_portfolio_of_a_night_has_its_figures() {
    RefreshWorld world = RefreshWorld.emptied(POSTGRES);
    int portfolios = Integer.getInteger("figures.portfolios", 20);
    new ManyFigures(
            portfolios,
            Integer.getInteger("figures.positions", 10),
            Integer.getInteger("figures.symbols", 60))
        .store(world.dataSource());
    world.symbolNights().completed(ManyFigures.D);
    CommandRun run = world.runFor(ManyFigures.D);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(
            world
                .sql()
                .sql(
                    "select count(distinct portfolio_id) from portfolio_figures where figure_date = ?")
                .param(ManyFigures.D)
                .query(Integer.class)
                .single())
        .isEqualTo(portfolios);
    System.out.println(
        portfolios
            + " portfolios: "
            + Duration.ofMillis(
                world
                    .sql()
                    .sql(
                        "select extract(epoch from end_time - start_time) * 1000"
                            + " from batch_step_execution where step_name = 'analytics'")
                    .query(Long.class)
                    .single()));
  }

  @Test
  void figures_of_many_positions_and_portfolios_ask_as_often_as_those_of_few() {
    int few = asked(new ManyFigures(1, 3, 60));
    assertThat(few).isBetween(20, 45);
    assertThat(asked(new ManyFigures(1, 50, 60))).isEqualTo(few);
    assertThat(asked(new ManyFigures(20, 20, 60))).isEqualTo(few);
  }

  private static int asked(ManyFigures many) {
    RefreshWorld world = RefreshWorld.emptied(POSTGRES);
    many.store(world.dataSource());
    SnapshotComponents snapshots = world.composition();
    GapRequest request = GapRequest.nightly(ManyFigures.D, KeyRange.ALL);
    List<PortfolioDates> missing = snapshots.planner().plan(request).work();
    snapshots.repeatableRead().execute(status -> snapshots.work().make(missing, null));
    CountedStatements counted = new CountedStatements(world.dataSource());
    AnalyticsComponents components =
        new AnalyticsComponents(
            counted, RefreshWorld.calendar(), world.clock(), AnalyticsSettings.of(Map.of()));
    AnalyticsPlan plan = components.plan();
    List<PortfolioDates> due = plan.plan(request).work();
    AnalyticsWork work = components.work(plan);
    WorkResult made =
        Objects.requireNonNull(
            new SnapshotComponents(counted, RefreshWorld.calendar(), world.clock())
                .repeatableRead()
                .execute(status -> work.make(due, null)));
    assertThat(due).hasSize(many.portfolios());
    assertThat(made.written()).isGreaterThan(100 * many.portfolios());
    return counted.asked();
  }
}
