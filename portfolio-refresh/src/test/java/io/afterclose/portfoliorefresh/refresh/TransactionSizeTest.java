package io.afterclose.portfoliorefresh.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.snapshot.SnapshotReason;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However many sessions portfolios lack, a transaction has about as many snapshots. */
final class TransactionSizeTest {

  private static final LocalDate FIRST = LocalDate.parse("2022-01-03");

  @ParameterizedTest
  @CsvSource({
    "2500, 1, '2500'",
    "2500, 5, '2500'",
    "2500, 6, '2083 417'",
    "200, 65, '192 8'",
    "3, 12501, '1 1 1'"
  })
  void what_is_waiting_is_cut_by_its_snapshots(int portfolios, int sessions, String sizes) {
    List<LocalDate> dates = Stream.iterate(FIRST, day -> day.plusDays(1)).limit(sessions).toList();
    Deque<PortfolioDates> waiting = new ArrayDeque<>();
    LongStream.rangeClosed(1, portfolios)
        .mapToObj(key -> new Portfolio(key, "P" + key))
        .forEach(one -> waiting.add(PortfolioDates.of(one, dates, SnapshotReason.MISSING)));
    List<PortfolioDates> all = List.copyOf(waiting);
    List<String> taken = new ArrayList<>();
    List<PortfolioDates> done = new ArrayList<>();
    while (!waiting.isEmpty()) {
      List<PortfolioDates> next = PortfolioPartition.next(waiting, 12_500);
      taken.add(String.valueOf(next.size()));
      done.addAll(next);
    }
    assertThat(String.join(" ", taken)).isEqualTo(sizes);
    assertThat(done).isEqualTo(all);
  }
}
