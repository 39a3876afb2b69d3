package io.afterclose.market.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.testkit.PostgresExtension;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

final class ClosePanelStoreTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate FIRST = LocalDate.parse("2022-01-03");
  private static final List<LocalDate> DAYS =
      IntStream.range(0, 60).mapToObj(FIRST::plusDays).toList();
  private static final List<Symbol> SYMBOLS =
      IntStream.range(0, 8).mapToObj(number -> Symbol.of("S" + number)).toList();
  private static final int CHANGES = 400;

  private final JdbcTemplate jdbc = new JdbcTemplate(POSTGRES.dataSource());

  @BeforeEach
  void no_prices() {
    POSTGRES.reset();
  }

  /** Whatever was written between two readings, of whatever axis and symbols. */
  @Test
  void a_panel_that_is_brought_up_to_date_is_what_a_new_one_would_be() {
    Random random = new Random(5);
    ClosePanelStore kept = new ClosePanelStore(POSTGRES.dataSource());
    for (int round = 0; round < 40; round++) {
      for (int change = 0; change < CHANGES / 40; change++) {
        change(random);
      }
      int from = random.nextInt(40);
      Sessions axis = Sessions.of(DAYS.subList(from, from + 1 + random.nextInt(60 - from)));
      Set<Symbol> symbols =
          SYMBOLS.stream().filter(symbol -> random.nextInt(3) > 0).collect(Collectors.toSet());
      ClosePanel panel = kept.of(axis, symbols);
      ClosePanel fresh = new ClosePanelStore(POSTGRES.dataSource()).of(axis, symbols);
      for (Symbol symbol : symbols) {
        assertThat(panel.closes(symbol))
            .as("round %d, %s on %s", round, symbol, axis)
            .containsExactly(fresh.closes(symbol));
      }
    }
  }

  @Test
  void a_close_that_moved_by_less_than_is_logged_is_read_again() {
    insert(SYMBOLS.get(0), DAYS.get(0), new BigDecimal("100"));
    ClosePanelStore kept = new ClosePanelStore(POSTGRES.dataSource());
    Sessions axis = Sessions.of(DAYS);
    assertThat(kept.of(axis, Set.of(SYMBOLS.get(0))).closes(SYMBOLS.get(0))[0]).isEqualTo(100);
    jdbc.update("update market_data_cache set close = 100.00000001");
    assertThat(kept.of(axis, Set.of(SYMBOLS.get(0))).closes(SYMBOLS.get(0))[0])
        .isEqualTo(100.00000001);
  }

  @Test
  void what_became_final_is_known_of_the_newest_sessions() {
    insert(SYMBOLS.get(0), DAYS.get(59), new BigDecimal("100"));
    ClosePanelStore kept = new ClosePanelStore(POSTGRES.dataSource());
    Sessions axis = Sessions.of(DAYS);
    assertThat(kept.readNewest(axis, Set.of(SYMBOLS.get(0))).firstMissing(SYMBOLS.get(0), 59))
        .isEqualTo(59);
    jdbc.update("update market_data_cache set status = 'FINAL'");
    assertThat(kept.readNewest(axis, Set.of(SYMBOLS.get(0))).firstMissing(SYMBOLS.get(0), 59))
        .isEqualTo(60);
  }

  @Test
  void what_was_opened_again_is_known_of_the_newest_sessions() {
    insert(SYMBOLS.get(0), DAYS.get(59), new BigDecimal("100"));
    jdbc.update("update market_data_cache set status = 'FINAL'");
    ClosePanelStore kept = new ClosePanelStore(POSTGRES.dataSource());
    Sessions axis = Sessions.of(DAYS);
    assertThat(kept.readNewest(axis, Set.of(SYMBOLS.get(0))).firstMissing(SYMBOLS.get(0), 59))
        .isEqualTo(60);
    jdbc.update("update market_data_cache set status = 'PROVISIONAL', flags = 'REOPENED'");
    assertThat(kept.readNewest(axis, Set.of(SYMBOLS.get(0))).firstMissing(SYMBOLS.get(0), 59))
        .isEqualTo(59);
  }

  private void change(Random random) {
    Symbol symbol = SYMBOLS.get(random.nextInt(SYMBOLS.size()));
    LocalDate day = DAYS.get(random.nextInt(DAYS.size()));
    BigDecimal close = BigDecimal.valueOf(1 + random.nextInt(1_000_000), 4);
    switch (random.nextInt(6)) {
      case 0 ->
          jdbc.update(
              "delete from market_data_cache where symbol = ? and price_date = ?",
              symbol.text(),
              day);
      case 1 ->
          jdbc.update(
              "update market_data_cache set close = ? where symbol = ? and price_date >= ?",
              close,
              symbol.text(),
              day);
      default -> insert(symbol, day, close);
    }
  }

  private void insert(Symbol symbol, LocalDate day, BigDecimal close) {
    jdbc.update(
        "insert into market_data_cache (symbol, price_date, close, source, status, fetched_at)"
            + " values (?, ?, ?, 'test', 'PROVISIONAL', now()) on conflict do nothing",
        symbol.text(),
        day,
        close);
  }
}
