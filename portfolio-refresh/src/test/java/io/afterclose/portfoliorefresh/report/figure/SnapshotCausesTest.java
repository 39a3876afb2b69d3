package io.afterclose.portfoliorefresh.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.report.figure.SnapshotCauses.Made;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SnapshotCausesTest {

  private static SnapshotCauses causes(Made... snapshots) {
    return SnapshotCauses.of(List.of(snapshots), Stream.of(3L, 3L, 5L, null, 9L));
  }

  @Test
  void a_price_and_a_cash_row_are_told_of_the_runs_that_saw_them() {
    SnapshotCauses causes =
        causes(
            new Made(1, "MISSING", 3L),
            new Made(2, "PRICE", 5L),
            new Made(3, "CASH", 7L),
            new Made(4, "PRICE+ACTION", 9L));
    assertThat(causes.told("SNAPSHOT", 5L)).isEqualTo("PRICE");
    assertThat(causes.told("SNAPSHOT", 9L))
        .as("the run of 7 wrote no figures, so that of 9 has its change too")
        .isEqualTo("CASH+PRICE+ACTION");
    assertThat(causes.told("MARKET+SNAPSHOT", 5L)).isEqualTo("MARKET+PRICE");
    assertThat(causes.told("EARLIER", 5L)).isEqualTo("EARLIER");
  }

  @Test
  void what_cannot_be_told_stays_as_it_is_stored() {
    SnapshotCauses causes = causes(new Made(1, "MISSING", 3L), new Made(2, "PRICE", null));
    assertThat(causes.told("SNAPSHOT", 5L)).isEqualTo("SNAPSHOT");
    assertThat(causes.told("SNAPSHOT", 3L)).isEqualTo("SNAPSHOT");
    assertThat(causes.told("SNAPSHOT", null)).isEqualTo("SNAPSHOT");
  }
}
