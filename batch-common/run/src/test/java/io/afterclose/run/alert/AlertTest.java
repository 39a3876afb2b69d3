package io.afterclose.run.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.run.fixture.CapturedLog;
import org.junit.jupiter.api.Test;

final class AlertTest {

  @Test
  void it_is_one_line_whatever_it_was_made_of() {
    Alert alert =
        Alert.critical(AlertCode.RUN_FAILED, "symbol\u001b[31m-batch", "at\r\n\tline 2\ud83d");
    assertThat(alert.about()).isEqualTo("symbol [31m-batch");
    assertThat(alert.message()).isEqualTo("at line 2");
  }

  @Test
  void it_is_no_longer_than_a_person_reads() {
    Alert alert = Alert.warning(AlertCode.ITEMS_FAILED, "😀".repeat(500), "x".repeat(1_000_000));
    assertThat(alert.about().codePoints()).hasSize(200);
    assertThat(alert.about()).endsWith("😀…");
    assertThat(alert.message()).hasSize(2000).endsWith("x…");
  }

  @Test
  void in_the_log_a_warning_is_a_warning_and_what_is_critical_an_error() {
    try (CapturedLog log = CapturedLog.of(LogAlerts.class.getName())) {
      new LogAlerts().raise(Alert.warning(AlertCode.ITEMS_FAILED, "job 2022-06-30", "3 of 20"));
      new LogAlerts().raise(Alert.critical(AlertCode.RUN_FAILED, "job 2022-06-30", "gone"));
      assertThat(log.lines())
          .containsExactly(
              "WARN ALERT job 2022-06-30: 3 of 20 [WARNING ITEMS_FAILED]",
              "ERROR ALERT job 2022-06-30: gone [CRITICAL RUN_FAILED]");
    }
  }
}
