package io.afterclose.portfoliorefresh.gap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OldestSnapshotsTest {

  private static LocalDate day(int day) {
    return LocalDate.of(2024, 1, day);
  }

  @Test
  void each_day_has_the_lowest_number_of_its_snapshots_and_all_later_ones() {
    OldestSnapshots read = OldestSnapshots.of(Map.of(day(5), 30L, day(8), 20L, day(9), 40L));
    assertThat(read.byDay())
        .isEqualTo(Map.of(day(5), 20L, day(6), 20L, day(7), 20L, day(8), 20L, day(9), 40L));
    assertThat(read.lowest()).isEqualTo(20);
    assertThat(read.firstDay()).isEqualTo(day(5));
  }

  @Test
  void without_a_snapshot_nothing_can_be_outdated() {
    assertThat(OldestSnapshots.of(Map.of()).none()).isTrue();
  }
}
