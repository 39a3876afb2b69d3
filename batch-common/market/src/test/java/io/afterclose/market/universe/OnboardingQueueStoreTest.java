package io.afterclose.market.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.database.connection.Notifications;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

final class OnboardingQueueStoreTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate SINCE = LocalDate.parse("2022-06-01");
  private static final Duration SILENCE = OnboardingQueueStore.MAX_SILENCE;

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
  void a_priced_symbol_is_completed_whether_it_waits_was_left_behind_or_was_given_up() {
    queue.enqueueUnknown(symbols("A", "B", "C", "D"));
    jdbc.execute("update symbol_onboarding_queue set status = 'PROCESSING' where symbol = 'B'");
    jdbc.execute(
        "update symbol_onboarding_queue set status = 'FAILED', reason = 'r' where symbol = 'C'");
    complete("A", "B", "C", "NOBODY");
    assertThat(rows()).containsExactly("A COMPLETED", "B COMPLETED", "C COMPLETED", "D PENDING");
    assertThat(state("C").reason()).isEmpty();
    assertThat(state("C").completedAt()).contains(clock.instant());
  }

  @Test
  void what_a_living_worker_is_at_work_on_is_closed_by_that_worker_alone() {
    OnboardingClaim claim = claimed("A", "B");
    complete("A");
    assertThat(rows()).containsExactly("A PROCESSING", "B PROCESSING");
    silentFor(OnboardingQueueStore.MAX_SILENCE.plusSeconds(1));
    complete("A");
    assertThat(rows()).containsExactly("A COMPLETED", "B PROCESSING");
    assertThat(queue.complete(claim.id(), symbols("A", "B"), SINCE)).isEqualTo(1);
  }

  @Test
  void at_most_fifty_are_pending_at_a_time() {
    assertThat(
            queue.enqueueUnknown(
                IntStream.range(0, 48).mapToObj(number -> Symbol.of("N" + number)).toList()))
        .isEqualTo(48);
    assertThat(queue.enqueueUnknown(symbols("A", "A", "B", "C"))).isEqualTo(2);
    assertThat(queue.enqueueUnknown(symbols("C"))).isZero();
    complete("N0");
    assertThat(queue.enqueueUnknown(symbols("C"))).isEqualTo(1);
  }

  @Test
  void a_row_with_the_symbol_alone_is_enough() {
    jdbc.execute("insert into symbol_onboarding_queue (symbol) values ('NEW')");
    OnboardingClaim claim = queue.claim(3, SILENCE).orElseThrow();
    assertThat(claim.symbols())
        .containsExactly(new OnboardingClaim.ClaimedSymbol(Symbol.of("NEW"), 1, "onboarding"));
  }

  @Test
  void who_waits_longest_is_claimed_first_and_no_symbol_twice() {
    queue.enqueueUnknown(symbols("D"));
    clock.set(clock.instant().plusSeconds(1));
    queue.enqueueUnknown(symbols("A", "B", "C"));
    OnboardingClaim first = queue.claim(2, SILENCE).orElseThrow();
    OnboardingClaim second = queue.claim(3, SILENCE).orElseThrow();
    assertThat(symbolsOf(first)).containsExactly("A", "D");
    assertThat(symbolsOf(second)).containsExactly("B", "C");
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(queue.claim(3, SILENCE)).isEmpty();
  }

  @Test
  void a_row_that_another_worker_is_just_taking_is_passed_over() {
    queue.enqueueUnknown(symbols("A", "B"));
    TransactionTemplate other =
        new TransactionTemplate(new JdbcTransactionManager(POSTGRES.dataSource()));
    OnboardingQueueStore beside = new OnboardingQueueStore(POSTGRES.dataSource(), clock);
    other.executeWithoutResult(
        status -> {
          assertThat(symbolsOf(beside.claim(1, SILENCE).orElseThrow())).containsExactly("A");
          OnboardingClaim mine =
              CompletableFuture.supplyAsync(() -> queue.claim(3, SILENCE).orElseThrow()).join();
          assertThat(symbolsOf(mine)).containsExactly("B");
        });
  }

  @Test
  void what_a_dead_worker_left_is_claimed_before_all_else_and_together() {
    queue.enqueueUnknown(symbols("M", "N"));
    OnboardingClaim dead = queue.claim(3, SILENCE).orElseThrow();
    clock.set(clock.instant().minusSeconds(60));
    queue.enqueueUnknown(symbols("A", "B"));
    silentFor(SILENCE.plusSeconds(1));
    OnboardingClaim next = queue.claim(3, SILENCE).orElseThrow();
    assertThat(symbolsOf(next)).containsExactly("M", "N");
    assertThat(next.symbols()).allMatch(symbol -> symbol.attempts() == 2);
    assertThat(next.id()).isNotEqualTo(dead.id());
    assertThat(symbolsOf(queue.claim(3, SILENCE).orElseThrow())).containsExactly("A", "B");
  }

  @Test
  void a_worker_that_lost_its_claim_writes_nothing() {
    OnboardingClaim lost = claimed("A");
    silentFor(SILENCE.plusSeconds(1));
    OnboardingClaim mine = queue.claim(3, SILENCE).orElseThrow();
    Symbol symbol = Symbol.of("A");
    assertThat(queue.beat(lost.id())).isFalse();
    assertThat(queue.complete(lost.id(), symbols("A"), SINCE)).isZero();
    assertThat(queue.fail(lost.id(), symbol, "r")).isFalse();
    assertThat(queue.retryLater(lost.id(), symbol, "r", Duration.ZERO, true)).isFalse();
    assertThat(queue.release(lost.id())).isZero();
    assertThat(rows()).containsExactly("A PROCESSING");
    assertThat(queue.beat(mine.id())).isTrue();
    assertThat(queue.complete(mine.id(), symbols("A"), SINCE)).isEqualTo(1);
    assertThat(rows()).containsExactly("A COMPLETED");
  }

  @Test
  void a_heartbeat_keeps_a_claim_and_shows_that_its_symbols_are_worked_on() {
    OnboardingClaim claim = claimed("A");
    silentFor(SILENCE.plusSeconds(1));
    assertThat(queue.atWork()).isEmpty();
    assertThat(queue.beat(claim.id())).isTrue();
    assertThat(queue.atWork()).isEqualTo(symbols("A"));
    assertThat(queue.claim(3, SILENCE)).isEmpty();
  }

  @Test
  void a_symbol_to_be_tried_again_is_not_claimed_before_its_time() {
    OnboardingClaim claim = claimed("A", "B");
    queue.retryLater(claim.id(), Symbol.of("A"), "busy", Duration.ofHours(1), true);
    queue.retryLater(claim.id(), Symbol.of("B"), "all down", Duration.ZERO, false);
    assertThat(rows()).containsExactly("A PENDING", "B PENDING");
    assertThat(state("A").reason()).contains("busy");
    assertThat(state("A").attempts()).isEqualTo(1);
    assertThat(state("B").attempts()).isZero();
    assertThat(symbolsOf(queue.claim(3, SILENCE).orElseThrow())).containsExactly("B");
    jdbc.execute("update symbol_onboarding_queue set not_before = now() where symbol = 'A'");
    assertThat(queue.claim(3, SILENCE).orElseThrow().symbols().get(0).attempts()).isEqualTo(2);
  }

  @Test
  void a_failed_symbol_says_why_and_is_begun_anew_when_it_is_asked_for_again() {
    OnboardingClaim claim = claimed("A");
    assertThat(queue.fail(claim.id(), Symbol.of("A"), "x".repeat(600))).isTrue();
    assertThat(state("A").status()).isEqualTo(QueuedSymbol.Status.FAILED);
    assertThat(state("A").reason()).contains("x".repeat(500));
    assertThat(queue.claim(3, SILENCE)).isEmpty();
    Instant asked = state("A").requestedAt();
    jdbc.execute("update symbol_onboarding_queue set status = 'PENDING' where symbol = 'A'");
    assertThat(state("A").reason()).isEmpty();
    assertThat(state("A").attempts()).isZero();
    assertThat(state("A").requestedAt()).isAfter(asked);
    assertThat(queue.claim(3, SILENCE)).isPresent();
  }

  @Test
  void a_released_claim_waits_as_if_it_had_not_been_claimed() {
    OnboardingClaim claim = claimed("A", "B");
    queue.complete(claim.id(), symbols("A"), SINCE);
    assertThat(queue.release(claim.id())).isEqualTo(1);
    assertThat(rows()).containsExactly("A COMPLETED", "B PENDING");
    assertThat(state("B").attempts()).isZero();
  }

  @Test
  void a_request_begins_anew_what_has_ended_and_leaves_the_rest_alone() {
    OnboardingClaim claim = claimed("A", "B", "C");
    queue.complete(claim.id(), symbols("A"), SINCE);
    queue.fail(claim.id(), Symbol.of("B"), "r");
    clock.set(clock.instant().plusSeconds(7));
    assertThat(queue.request(symbols("A", "B", "C", "D", "AAPL220624C00150000"), "settings"))
        .isEqualTo(3);
    assertThat(rows()).containsExactly("A PENDING", "B PENDING", "C PROCESSING", "D PENDING");
    assertThat(state("A").requestedAt()).isEqualTo(clock.instant());
    assertThat(state("A").completedAt()).isEmpty();
    assertThat(queue.claim(3, SILENCE).orElseThrow().symbols())
        .allMatch(symbol -> symbol.source().equals("settings") && symbol.attempts() == 1);
  }

  @Test
  void what_found_no_room_is_queued_from_the_positions_when_there_is_some() {
    jdbc.execute("insert into portfolios (name) values ('Growth'), ('Gone')");
    hold("Growth", "OPEN", "PUBLIC", null);
    hold("Growth", "SOLD", "PUBLIC", "2022-06-30");
    hold("Growth", "OWN", "PRIVATE", null);
    hold("Growth", "AAPL220624C00150000", "OPTIONS", null);
    hold("Growth", "AAPL220715C00150000", "OPTIONS", null);
    hold("Gone", "DELETED", "PUBLIC", null);
    jdbc.execute("update portfolios set deleted_at = now() where name = 'Gone'");
    assertThat(queue.enqueueHeld()).isEqualTo(3);
    assertThat(queue.enqueueHeld()).isZero();
    assertThat(rows())
        .containsExactly("AAPL220715C00150000 PENDING", "OPEN PENDING", "SOLD PENDING");
  }

  @Test
  void a_row_stays_where_somebody_has_held_the_symbol_since_before_what_was_asked_for() {
    jdbc.execute("insert into portfolios (name) values ('Growth')");
    hold("Growth", "A", "PUBLIC", null);
    hold("Growth", "OWN", "PRIVATE", null);
    queue.enqueueUnknown(symbols("A", "B", "OWN"));
    LocalDate later = SINCE.plusDays(1);
    queue.complete(Map.of(Symbol.of("A"), later, Symbol.of("B"), later, Symbol.of("OWN"), later));
    assertThat(rows()).containsExactly("A PENDING", "B COMPLETED", "OWN COMPLETED");
    OnboardingClaim claim = queue.claim(3, SILENCE).orElseThrow();
    assertThat(queue.complete(claim.id(), symbols("A"), later)).isZero();
    assertThat(queue.complete(claim.id(), symbols("A"), SINCE)).isEqualTo(1);
  }

  private void complete(String... symbols) {
    queue.complete(
        symbols(symbols).stream().collect(Collectors.toMap(Function.identity(), symbol -> SINCE)));
  }

  private void hold(String portfolio, String symbol, String kind, @Nullable String exit) {
    jdbc.update(
        """
        insert into positions (portfolio_id, symbol, investment_class, quantity, entry_date,
          entry_price, exit_date, exit_price)
        select portfolio_id, ?, ?, 1, '2022-06-01', 1, cast(? as date), 1 + 0 * length(cast(? as text))
        from portfolios where name = ?
        """,
        symbol,
        kind,
        exit,
        exit,
        portfolio);
  }

  @Test
  void symbols_are_counted_by_their_state() {
    OnboardingClaim claim = claimed("A", "B", "C");
    queue.fail(claim.id(), Symbol.of("A"), "r");
    queue.complete(claim.id(), symbols("B"), SINCE);
    queue.enqueueUnknown(symbols("D", "E"));
    assertThat(queue.counts()).isEqualTo(new QueueCounts(2, 1, 1));
    assertThat(queue.waiting()).isEqualTo(symbols("C", "D", "E"));
    assertThat(queue.states(symbols("B", "X")))
        .extracting(state -> state.symbol() + " " + state.status())
        .containsExactly("B COMPLETED");
  }

  @Test
  void who_listens_is_told_of_each_row_that_waits() throws SQLException {
    try (Notifications told =
        Notifications.on(POSTGRES.database().openDirect(), OnboardingQueueStore.CHANNEL)) {
      jdbc.execute("insert into symbol_onboarding_queue (symbol) values ('NEW')");
      assertThat(told.await(Duration.ofSeconds(5))).isTrue();
      OnboardingClaim claim = queue.claim(1, SILENCE).orElseThrow();
      queue.fail(claim.id(), Symbol.of("NEW"), "r");
      assertThat(told.await(Duration.ofMillis(200))).isFalse();
      jdbc.execute("update symbol_onboarding_queue set status = 'PENDING'");
      assertThat(told.await(Duration.ofSeconds(5))).isTrue();
    }
  }

  private OnboardingClaim claimed(String... texts) {
    queue.enqueueUnknown(symbols(texts));
    return queue.claim(texts.length, SILENCE).orElseThrow();
  }

  private void silentFor(Duration time) {
    jdbc.update(
        "update symbol_onboarding_queue set heartbeat_at = clock_timestamp() - ? * interval '1 second'"
            + " where status = 'PROCESSING'",
        time.toSeconds());
  }

  private QueuedSymbol state(String symbol) {
    return queue.states(symbols(symbol)).get(0);
  }

  private static List<String> symbolsOf(OnboardingClaim claim) {
    return claim.symbols().stream().map(symbol -> symbol.symbol().text()).toList();
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
