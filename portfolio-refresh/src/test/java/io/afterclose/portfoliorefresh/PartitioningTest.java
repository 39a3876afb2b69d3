package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfoliorefresh.fixture.ManyPortfolios;
import io.afterclose.portfoliorefresh.refresh.KeyRangePartitioner;
import io.afterclose.portfoliorefresh.refresh.RefreshScope;
import io.afterclose.portfoliorefresh.refresh.Workers;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.testkit.PostgresExtension;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** However the portfolios are cut and by however many threads, the rows are the same. */
final class PartitioningTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final List<LocalDate> SESSIONS = sessions("2022-06-28", "2022-06-30");

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @ParameterizedTest
  @CsvSource({"1, '1 2'", "7, '1 2 3 5 7 9'", "100, '1 7'", "250, '1 4 33'"})
  void partitions_never_change_a_row(int portfolios, String partitions) {
    world.prices().save(ManyPortfolios.closes(SESSIONS));
    ManyPortfolios.store(world.dataSource(), portfolios);
    world.symbolNights().completed(D);
    List<List<String>> dumps = new ArrayList<>();
    for (String count : partitions.split(" ", -1)) {
      dumps.add(snapshotsBy(new Workers(4, Integer.parseInt(count)), dumps.size() + 1));
    }
    assertThat(dumps.get(0)).hasSize(2 * portfolios);
    assertThat(dumps).allSatisfy(dump -> assertThat(dump).isEqualTo(dumps.get(0)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6, 50})
  void every_portfolio_is_in_exactly_one_range_and_the_last_range_is_open(int partitions) {
    ManyPortfolios.store(world.dataSource(), 40);
    world.sql().sql("update portfolios set deleted_at = now() where portfolio_id % 3 = 0").update();
    PortfolioStore store = world.composition().portfolios();
    List<String> ranges =
        List.copyOf(
            new KeyRangePartitioner(store, RefreshScope.NIGHT).partition(partitions).keySet());
    assertThat(ranges).hasSize(Math.min(partitions, 27));
    assertThat(store.keys())
        .hasSize(27)
        .allSatisfy(
            key -> assertThat(ranges.stream().filter(range -> holds(range, key))).hasSize(1));
    assertThat(ranges.stream().filter(range -> holds(range, 1_000_000L))).hasSize(1);
  }

  @Test
  void no_portfolio_at_all_is_one_open_range() {
    Map<String, ExecutionContext> ranges =
        new KeyRangePartitioner(world.composition().portfolios(), RefreshScope.NIGHT).partition(8);
    assertThat(ranges.keySet())
        .singleElement()
        .satisfies(range -> assertThat(holds(range, 1L)).isTrue());
  }

  @Test
  void a_partition_is_known_by_its_name_alone() {
    assertThat(KeyRangePartitioner.range("refreshPortfolios:5-17")).isEqualTo(new KeyRange(5, 17));
    assertThat(KeyRangePartitioner.range("refreshPortfolios:0-")).isEqualTo(KeyRange.ALL);
    assertThatThrownBy(() -> KeyRangePartitioner.range("refreshPortfolios"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("refreshPortfolios");
  }

  @Test
  void a_night_without_any_portfolio_ends_well() {
    world.symbolNights().completed(D);
    assertThat(world.runFor(D).exitCode()).isZero();
  }

  /** One backfilled day and the target, made by so many partitions from the same beginning. */
  private List<String> snapshotsBy(Workers workers, int revision) {
    world.sql().sql("truncate portfolio_snapshots").update();
    world.composition().portfolios().keys().forEach(this::begin);
    assertThat(world.runFor(D, revision, workers).outcome()).isEqualTo(RunOutcome.COMPLETED);
    world.sql().sql("delete from portfolio_snapshots where snapshot_date < '2022-06-29'").update();
    return world.tables().snapshots();
  }

  /** A first snapshot of two sessions ago, so that each portfolio lacks two. */
  private void begin(Long key) {
    world
        .sql()
        .sql(
            """
            insert into portfolio_snapshots
            select :key, date '2022-06-28', 1, 'COMPLETE', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
              0, 0, 0, 0, 0, 1, '', 'TEST', null, now()
            """)
        .param("key", key)
        .update();
  }

  private static boolean holds(String partition, long key) {
    KeyRange range = KeyRangePartitioner.range("refreshPortfolios:" + partition);
    return range.from() <= key && key <= range.to();
  }
}
