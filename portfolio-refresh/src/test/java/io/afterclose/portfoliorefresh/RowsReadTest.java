package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.snapshot.SnapshotReason;
import io.afterclose.portfoliorefresh.fixture.ManyPortfolios;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.testkit.PostgresExtension;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a transaction of snapshots reads of the positions, by the server's own count: each lot of
 * its portfolios three times (what is recorded of it and of its manual values, where the new value
 * goes), whatever else there is and however many sessions are made.
 */
final class RowsReadTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final List<LocalDate> WEEK = sessions("2022-06-24", "2022-06-30");
  private static final int PORTFOLIOS = 2_000;
  private static final int MADE = 100;
  private static final int LOTS_OF_EACH = 3;
  private static final long MOST = 3L * MADE * LOTS_OF_EACH;

  private static final String READ =
      """
      select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)
      from pg_stat_xact_user_tables where relname = 'positions' and schemaname = current_schema()
      """;

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @Test
  void the_last_portfolios_read_their_own_lots_whatever_lies_before_them() {
    world.prices().save(ManyPortfolios.closes(WEEK));
    ManyPortfolios.store(world.dataSource(), PORTFOLIOS);
    world.sql().sql("analyze").update();
    assertThat(readFor(1, List.of(WEEK.get(0)))).as("the first ones").isBetween(1L, MOST);
    assertThat(readFor(PORTFOLIOS - MADE + 1, List.of(WEEK.get(0))))
        .as("the last ones")
        .isBetween(1L, MOST);
    assertThat(readFor(PORTFOLIOS - MADE + 1, WEEK.subList(1, 5)))
        .as("the last ones on four sessions more")
        .isBetween(1L, MOST);
  }

  @Test
  void statistics_that_are_not_there_change_nothing() {
    world.prices().save(ManyPortfolios.closes(WEEK));
    ManyPortfolios.store(world.dataSource(), PORTFOLIOS);
    assertThat(readFor(PORTFOLIOS - MADE + 1, WEEK)).isBetween(1L, MOST);
  }

  private long readFor(long first, List<LocalDate> dates) {
    List<PortfolioDates> work =
        LongStream.range(first, first + MADE)
            .mapToObj(key -> new Portfolio(key, "P" + key))
            .map(portfolio -> PortfolioDates.of(portfolio, dates, SnapshotReason.MISSING))
            .toList();
    return Objects.requireNonNull(
        world
            .composition()
            .repeatableRead()
            .execute(
                status -> {
                  long before = read();
                  assertThat(world.composition().work().make(work, null).written())
                      .isEqualTo(MADE * dates.size());
                  return read() - before;
                }));
  }

  /** Of this session, as far as it has not been added to the statistics of all. */
  private long read() {
    return JdbcClient.create(world.dataSource()).sql(READ).query(Long.class).optional().orElse(0L);
  }
}
