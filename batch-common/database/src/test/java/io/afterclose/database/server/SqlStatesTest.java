package io.afterclose.database.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlStatesTest {

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "08000, connection_exception, true, false",
    "08001, sqlclient_unable_to_establish_sqlconnection, true, false",
    "08006, connection_failure, true, false",
    "53100, disk_full, true, false",
    "53300, too_many_connections, true, false",
    "57P01, admin_shutdown, true, false",
    "57P02, crash_shutdown, true, false",
    "57P03, cannot_connect_now, true, false",
    "25006, read_only_sql_transaction, true, false",
    "40001, serialization_failure, false, true",
    "40P01, deadlock_detected, false, true",
    "55P03, lock_not_available, false, true",
    "57000, operator_intervention, false, false",
    "57014, query_canceled, false, false",
    "25P02, in_failed_sql_transaction, false, false",
    "40002, transaction_integrity_constraint_violation, false, false",
    "23505, unique_violation, false, false",
    "28P01, invalid_password, false, false",
    "42P01, undefined_table, false, false",
    "P0001, raise_exception, false, false",
    "'', an empty state, false, false",
    ", no state, false, false"
  })
  void each_state_is_unavailability_a_conflict_or_permanent(
      String state, String name, boolean unavailable, boolean conflict) {
    assertThat(SqlStates.isUnavailable(state)).as(name).isEqualTo(unavailable);
    assertThat(SqlStates.isConflict(state)).as(name).isEqualTo(conflict);
    assertThat(SqlStates.isTransient(state)).as(name).isEqualTo(unavailable || conflict);
  }

  @Test
  void sql_exceptions_are_found_between_other_exceptions() {
    SQLException lost = new SQLException("x", "08006", new IOException("end of stream"));
    assertThat(SqlStates.failures(new IllegalStateException(lost))).containsExactly(lost);
    assertThat(SqlStates.failures(new IOException("x"))).isEmpty();
  }
}
