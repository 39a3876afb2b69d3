package io.afterclose.run.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TransientFailureTest {

  @ParameterizedTest
  @ValueSource(strings = {"08001", "08006", "53300", "53100", "57P01", "57P03", "25006"})
  void a_database_that_is_away_full_or_read_only_passes(String state) {
    assertThat(TransientFailure.in(new SQLException("x", state))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "42P01", "28P01", "22003", "57014", "P0001"})
  void what_is_wrong_stays_wrong(String state) {
    assertThat(TransientFailure.in(new SQLException("x", state))).isFalse();
  }

  @Test
  void it_is_found_below_other_exceptions() {
    Exception wrapped =
        new IllegalStateException(new RuntimeException(new SQLException("x", "08006")));
    assertThat(TransientFailure.in(wrapped)).isTrue();
  }

  @Test
  void an_exception_without_a_state_is_no_passing_one() {
    assertThat(TransientFailure.in(new SQLException("x"))).isFalse();
    assertThat(TransientFailure.in(new IllegalStateException("x"))).isFalse();
  }
}
