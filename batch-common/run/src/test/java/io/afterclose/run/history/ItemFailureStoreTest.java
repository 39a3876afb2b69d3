package io.afterclose.run.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ItemFailureStoreTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final ItemFailureStore store =
      new ItemFailureStore(POSTGRES.dataSource(), SettableClock.at("2022-07-01T02:00:00Z"));

  @BeforeEach
  void nothing_failed() {
    POSTGRES.reset();
  }

  @Test
  void failures_are_kept_by_execution_and_phase_and_come_by_item() {
    ItemFailure zulu = new ItemFailure("ZULU", "NO_PRICE", "none");
    ItemFailure alfa = new ItemFailure("ALFA", "NO_PRICE", "none");
    store.record(1, "prices", List.of(zulu, alfa));
    store.record(1, "metrics", List.of(zulu));
    store.record(2, "prices", List.of(zulu));
    assertThat(store.ofPhase(1, "prices")).containsExactly(alfa, zulu);
    assertThat(store.ofPhase(3, "prices")).isEmpty();
  }

  @Test
  void an_item_that_several_phases_could_not_do_counts_once() {
    ItemFailure zulu = new ItemFailure("ZULU", "NO_PRICE", "none");
    store.record(1, "prices", List.of(zulu, new ItemFailure("ALFA", "NO_PRICE", "none")));
    store.record(1, "metrics", List.of(zulu));
    store.record(2, "prices", List.of(zulu));
    assertThat(store.items(1)).isEqualTo(2);
    assertThat(store.items(3)).isZero();
  }

  @Test
  void the_same_item_again_replaces_what_was_said_of_it() {
    store.record(1, "prices", List.of(new ItemFailure("ALFA", "NO_PRICE", "first")));
    store.record(1, "prices", List.of(new ItemFailure("ALFA", "QUARANTINED", "then")));
    assertThat(store.ofPhase(1, "prices"))
        .containsExactly(new ItemFailure("ALFA", "QUARANTINED", "then"));
  }

  @Test
  void of_two_failures_of_an_item_recorded_together_the_later_stays() {
    ItemFailure first = new ItemFailure("ALFA", "NO_PRICE", "first");
    ItemFailure second = new ItemFailure("ALFA", "QUARANTINED", "then");
    store.record(1, "prices", List.of(first, second));
    store.record(1, "prices", List.of());
    assertThat(store.ofPhase(1, "prices")).containsExactly(second);
  }

  @Test
  void long_texts_are_cut_and_no_reason_to_fail() {
    store.record(1, "p", List.of(new ItemFailure("x".repeat(500), "R", "y".repeat(5000))));
    ItemFailure kept = store.ofPhase(1, "p").get(0);
    assertThat(kept.item()).hasSize(120);
    assertThat(kept.detail()).hasSize(500);
  }
}
