package io.afterclose.run.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.testkit.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TransientFailureTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @ParameterizedTest
  @ValueSource(strings = {"08006", "57P01", "25006"})
  void a_database_that_is_unavailable_is_transient_as_a_whole(String state) {
    assertThat(TransientFailure.in(new SQLException("x", state))).isTrue();
    assertThat(TransientFailure.ofTheDatabase(new SQLException("x", state))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"40001", "40P01", "55P03"})
  void a_conflict_between_two_transactions_is_transient_and_not_the_databases(String state) {
    assertThat(TransientFailure.in(new SQLException("x", state))).isTrue();
    assertThat(TransientFailure.ofTheDatabase(new SQLException("x", state))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "57014"})
  void other_states_are_permanent(String state) {
    assertThat(TransientFailure.in(new SQLException("x", state))).isFalse();
  }

  @Test
  void it_is_found_below_other_exceptions() {
    Exception wrapped =
        new IllegalStateException(new RuntimeException(new SQLException("x", "08006")));
    assertThat(TransientFailure.in(wrapped)).isTrue();
  }

  @Test
  void a_connection_that_the_pool_closed_beneath_its_user_passes() throws SQLException {
    try (Connection broken = POSTGRES.dataSource().getConnection();
        Statement statement = broken.createStatement()) {
      broken.setAutoCommit(false);
      assertThatThrownBy(
              () -> statement.execute("select pg_terminate_backend(pg_backend_pid(), 10000)"))
          .matches(TransientFailure::in);
      assertThatThrownBy(broken::rollback)
          .hasNoCause()
          .matches(TransientFailure::in, "the same failure, heard a second time");
    }
  }

  @Test
  void it_tells_a_connection_that_was_lost_from_none_to_be_had() {
    SQLException none = new SQLTransientConnectionException("x", "08001");
    assertThat(TransientFailure.noConnection(new IllegalStateException(none))).isTrue();
    assertThat(TransientFailure.noConnection(new SQLException("x", "08006"))).isFalse();
  }

  @Test
  void an_exception_without_a_state_is_no_passing_one() {
    assertThat(TransientFailure.in(new SQLException("x"))).isFalse();
    assertThat(TransientFailure.in(new IllegalStateException("x"))).isFalse();
  }
}
