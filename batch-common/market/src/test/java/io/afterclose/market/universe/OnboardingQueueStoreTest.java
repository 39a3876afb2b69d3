package io.afterclose.market.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.quant.symbol.Symbol;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

final class OnboardingQueueStoreTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final JdbcTemplate jdbc = new JdbcTemplate(POSTGRES.dataSource());
  private final SettableClock clock = SettableClock.at("2022-07-01T02:00:00Z");
  private final OnboardingQueueStore queue = new OnboardingQueueStore(POSTGRES.dataSource(), clock);

  @BeforeEach
  void nobody_waits() {
    POSTGRES.reset();
  }

  @Test
  void only_symbols_that_nobody_knows_are_queued() {
    new UniverseStore(POSTGRES.dataSource(), clock)
        .add(List.of(UniverseMember.explicit(Symbol.of("MEMBER"), null, null, null)));
    jdbc.execute(
        "insert into market_data_cache (symbol, price_date, close, source, status, fetched_at)"
            + " values ('PRICED', '2022-06-30', 1, 'test', 'FINAL', now())");
    assertThat(queue.enqueueUnknown(symbols("MEMBER", "PRICED", "NEW"))).isEqualTo(1);
    assertThat(rows()).containsExactly("NEW PENDING");
  }

  @Test
  void a_symbol_is_queued_once() {
    queue.enqueueUnknown(symbols("NEW"));
    assertThat(queue.enqueueUnknown(symbols("NEW"))).isZero();
    assertThat(rows()).containsExactly("NEW PENDING");
  }

  @Test
  void a_priced_symbol_is_completed_whether_it_waits_or_is_worked_on_and_a_failed_one_stays() {
    queue.enqueueUnknown(symbols("A", "B", "C", "D"));
    jdbc.execute("update symbol_onboarding_queue set status = 'PROCESSING' where symbol = 'B'");
    jdbc.execute("update symbol_onboarding_queue set status = 'FAILED' where symbol = 'C'");
    queue.complete(symbols("A", "B", "C", "NOBODY"));
    assertThat(rows()).containsExactly("A COMPLETED", "B COMPLETED", "C FAILED", "D PENDING");
  }

  @Test
  void at_most_fifty_are_pending_at_a_time() {
    assertThat(
            queue.enqueueUnknown(
                IntStream.range(0, 48).mapToObj(number -> Symbol.of("N" + number)).toList()))
        .isEqualTo(48);
    assertThat(queue.enqueueUnknown(symbols("A", "A", "B", "C"))).isEqualTo(2);
    assertThat(queue.enqueueUnknown(symbols("C"))).isZero();
    queue.complete(symbols("N0"));
    assertThat(queue.enqueueUnknown(symbols("C"))).isEqualTo(1);
  }

  private List<String> rows() {
    return jdbc.queryForList(
        "select symbol || ' ' || status from symbol_onboarding_queue order by symbol",
        String.class);
  }

  private static List<Symbol> symbols(String... texts) {
    return List.of(texts).stream().map(Symbol::of).toList();
  }
}
