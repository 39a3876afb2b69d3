package io.afterclose.database.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.database.connection.Database;
import io.afterclose.database.connection.ServerExtension;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

@ExtendWith(ServerExtension.class)
final class BinaryCopyTest {
  private static Database database;
  private static JdbcTemplate jdbc;

  @BeforeAll
  static void open() {
    database = ServerExtension.open(ServerExtension.emptyDatabase());
    jdbc = new JdbcTemplate(database.dataSource());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void newTable() {
    jdbc.execute("drop table if exists kinds");
    jdbc.execute(
        """
        create table kinds (
          t text, d date, n numeric, f float8, l int8, i int4, b boolean, z timestamptz)
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "0.00",
        "1",
        "-1",
        "10000",
        "99999999",
        "0.000001",
        "123456789.123456",
        "-123456789.123456",
        "1E-10",
        "-0.0000000001",
        "100.10",
        "1.5000",
        "0.1234567891",
        "9999.9999999999",
        "12345678901234567890123456789.0123456789",
        "1E+6",
        "0.00010000",
        "10000.0001"
      })
  void a_number_keeps_value_and_scale(String text) {
    BigDecimal value = new BigDecimal(text);
    copy("n", row -> row.numeric(value));
    BigDecimal stored = jdbc.queryForObject("select n from kinds", BigDecimal.class);
    BigDecimal expected = value.scale() < 0 ? value.setScale(0) : value;
    assertThat(stored).isEqualTo(expected);
    assertThat(jdbc.queryForObject("select n::text from kinds", String.class))
        .isEqualTo(expected.toPlainString());
  }

  @Test
  void a_column_s_own_scale_rounds_as_in_any_insert() {
    jdbc.execute("alter table kinds alter n type numeric(12, 2)");
    copy("n", row -> row.numeric(new BigDecimal("10.125")));
    assertThat(jdbc.queryForObject("select n::text from kinds", String.class)).isEqualTo("10.13");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1583-01-01", "1970-01-01", "1999-12-31", "2000-01-01", "2024-02-29"})
  void a_date_comes_back(LocalDate date) {
    copy("d", row -> row.date(date));
    assertThat(jdbc.queryForObject("select d::text from kinds", String.class))
        .isEqualTo(date.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1969-12-31T23:59:59.999999Z", "1999-12-31T23:59:59.5Z", "2025-03-09T10:00:00Z"})
  void a_moment_comes_back(Instant moment) {
    copy("z", row -> row.timestamptz(moment));
    assertThat(jdbc.queryForObject("select z from kinds", Timestamp.class))
        .isEqualTo(Timestamp.from(moment));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1999-12-31T23:59:59.123456789Z", "2025-03-09T10:00:00.123456789Z"})
  void a_moment_is_cut_to_the_microsecond(Instant moment) {
    copy("z", row -> row.timestamptz(moment));
    assertThat(jdbc.queryForObject("select to_char(z, 'US') from kinds", String.class))
        .isEqualTo("123456");
  }

  @Test
  void every_kind_comes_back_and_so_does_null() {
    try (Connection connection = connection();
        BinaryCopy copy =
            BinaryCopy.into(connection, "kinds", "t", "d", "n", "f", "l", "i", "b", "z")) {
      copy.startRow().text("é\t\\N\n\"x\"").date(LocalDate.EPOCH).numeric(BigDecimal.TEN);
      copy.float8(-0.1).int8(Long.MIN_VALUE).int4(-7).bool(true).timestamptz(Instant.EPOCH);
      copy.startRow().text(null).date(null).numeric(null).float8(null).int8(null).int4(null);
      copy.bool(null).timestamptz(null);
      assertThat(copy.finish()).isEqualTo(2);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    assertThat(
            jdbc.queryForMap(
                "select t, d::text, n, f, l, i, b, z::text from kinds where t is not null"))
        .containsEntry("t", "é\t\\N\n\"x\"")
        .containsEntry("d", "1970-01-01")
        .containsEntry("n", BigDecimal.TEN)
        .containsEntry("f", -0.1)
        .containsEntry("l", Long.MIN_VALUE)
        .containsEntry("i", -7)
        .containsEntry("b", true)
        .containsEntry("z", "1970-01-01 00:00:00+00");
    assertThat(
            jdbc.queryForObject(
                "select num_nulls(t, d, n, f, l, i, b, z) from kinds where t is null",
                Integer.class))
        .isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void what_is_not_finite_is_refused_and_nothing_stored(double value) {
    assertThatThrownBy(() -> copy("f", row -> row.float8(value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("finite");
    assertThat(rows()).isZero();
  }

  @Test
  void many_rows_and_texts_larger_than_the_buffer_arrive() {
    String large = "x".repeat(200_000);
    try (Connection connection = connection();
        BinaryCopy copy = BinaryCopy.into(connection, "kinds", List.of("i", "t"))) {
      for (int i = 0; i < 50_000; i++) {
        copy.startRow().int4(i).text(i % 10_000 == 0 ? large : "text " + i);
      }
      assertThat(copy.finish()).isEqualTo(50_000);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    assertThat(
            jdbc.queryForList(
                "select count(*) || ' ' || sum(i) || ' ' || max(length(t)) from kinds",
                String.class))
        .containsExactly("50000 1249975000 200000");
  }

  @Test
  void close_without_finish_leaves_nothing_and_a_usable_connection() throws SQLException {
    try (Connection connection = connection()) {
      try (BinaryCopy copy = BinaryCopy.into(connection, "kinds", "i")) {
        copy.startRow().int4(1);
      }
      assertThat(connection.isValid(5)).isTrue();
    }
    assertThat(rows()).isZero();
  }

  @Test
  void a_row_of_the_wrong_length_is_a_mistake_of_the_caller() throws SQLException {
    try (Connection connection = connection();
        BinaryCopy copy = BinaryCopy.into(connection, "kinds", "i", "t")) {
      assertThatThrownBy(() -> copy.int4(1)).isInstanceOf(IllegalStateException.class);
      copy.startRow().int4(1);
      assertThatThrownBy(copy::startRow).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(copy::finish).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> copy.text("a").text("b"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("2 columns");
    }
    assertThat(rows()).isZero();
  }

  @Test
  void what_the_server_refuses_is_an_exception_of_spring_s() {
    jdbc.execute("create unique index on kinds (i)");
    assertThatThrownBy(() -> copy("i", row -> row.int4(1).startRow().int4(1)))
        .isInstanceOf(DataAccessException.class);
    assertThat(rows()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kinds; drop table kinds", "", "a.b.c", "\"kinds\""})
  void a_name_that_is_not_plain_is_refused(String table) throws SQLException {
    try (Connection connection = connection()) {
      assertThatThrownBy(() -> BinaryCopy.into(connection, table, "i"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static void copy(String column, Consumer<BinaryCopy> value) {
    try (Connection connection = connection();
        BinaryCopy copy = BinaryCopy.into(connection, "kinds", column)) {
      value.accept(copy.startRow());
      copy.finish();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static Connection connection() throws SQLException {
    return database.dataSource().getConnection();
  }

  private static long rows() {
    return jdbc.queryForList("select 1 from kinds").size();
  }
}
