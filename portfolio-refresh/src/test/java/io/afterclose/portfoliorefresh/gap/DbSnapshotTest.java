package io.afterclose.portfoliorefresh.gap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DbSnapshotTest {
  private static final DbSnapshot READING = DbSnapshot.of("100:105:100,103");

  @ParameterizedTest
  @CsvSource({
    "0, true",
    "99, true",
    "100, false",
    "101, true",
    "103, false",
    "104, true",
    "105, false",
    "4000000000000, false",
  })
  void what_was_committed_then_was_seen(long transaction, boolean seen) {
    assertThat(READING.saw(transaction)).isEqualTo(seen);
  }

  @Test
  void nobody_else_at_work_is_nothing_open() {
    assertThat(DbSnapshot.of("105:105:")).isEqualTo(new DbSnapshot(105, 105, java.util.Set.of()));
  }

  @Test
  void who_is_not_known_to_have_read_anything_saw_nothing() {
    assertThat(DbSnapshot.of(null).saw(0)).isFalse();
  }

  @Test
  void one_that_was_not_seen_is_enough_to_miss_something() {
    assertThat(READING.missed(List.of())).isFalse();
    assertThat(READING.missed(List.of(99L, 101L))).isFalse();
    assertThat(READING.missed(List.of(99L, 103L))).isTrue();
  }
}
