package io.afterclose.database.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.database.connection.Database;
import io.afterclose.database.connection.ServerExtension;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;

@ExtendWith(ServerExtension.class)
final class BinaryCopyOutTest {

  private static final int NUMBERS = 20_000;

  private static Database database;
  private static DataSource dataSource;

  @BeforeAll
  static void open() {
    database = ServerExtension.open(ServerExtension.emptyDatabase());
    dataSource = database.dataSource();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void each_row_arrives_once_with_its_columns() {
    List<String> rows = new ArrayList<>();
    BinaryCopyOut.read(
        dataSource,
        "select s, d, b from (values ('A', date '1999-12-31', true), ('é', '2022-06-30', false))"
            + " as v(s, d, b)",
        row -> rows.add(row.text() + LocalDate.ofEpochDay(row.epochDay()) + row.bool()));
    assertThat(rows).containsExactly("A1999-12-31true", "é2022-06-30false");
  }

  @Test
  void a_query_without_rows_gives_none() {
    List<String> rows = new ArrayList<>();
    BinaryCopyOut.read(
        dataSource, "select relname::text from pg_class where false", row -> rows.add(row.text()));
    assertThat(rows).isEmpty();
  }

  /** Of all lengths and scales, those beyond the digits of a double among them. */
  @Test
  void a_numeric_is_the_double_or_the_decimal_that_the_server_makes_of_it() {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    jdbc.execute("create table numbers (n numeric not null)");
    Random random = new Random(1);
    List<Object[]> numbers =
        Stream.generate(
                () -> new BigDecimal(new BigInteger(random.nextInt(90), random), scale(random)))
            .map(number -> random.nextBoolean() ? number : number.negate())
            .map(number -> random.nextBoolean() ? number : withZeros(number, random))
            .limit(NUMBERS)
            .map(number -> new Object[] {number})
            .toList();
    jdbc.batchUpdate("insert into numbers values (?)", numbers);
    List<Double> cast =
        jdbc.queryForList("select n::float8 from numbers order by ctid", Double.class);
    List<Double> read = new ArrayList<>();
    BinaryCopyOut.read(
        dataSource, "select n from numbers order by ctid", row -> read.add(row.numeric()));
    assertThat(read).hasSize(NUMBERS).isEqualTo(cast);
    List<BigDecimal> exact = new ArrayList<>();
    BinaryCopyOut.read(
        dataSource, "select n from numbers order by ctid", row -> exact.add(row.decimal()));
    assertThat(exact)
        .isEqualTo(
            jdbc.queryForList("select trim_scale(n) from numbers order by ctid", BigDecimal.class));
  }

  /** At its end, before the point or behind it, some of them the number 0. */
  private static BigDecimal withZeros(BigDecimal number, Random random) {
    BigDecimal zeros = BigDecimal.ONE.movePointRight(random.nextInt(9));
    BigDecimal longer = number.setScale(number.scale() + random.nextInt(5));
    return switch (random.nextInt(3)) {
      case 0 -> longer;
      case 1 -> longer.multiply(zeros);
      default -> longer.subtract(longer);
    };
  }

  private static int scale(Random random) {
    return random.nextInt(26);
  }

  @Test
  void a_null_or_another_type_is_refused_and_the_connection_stays_usable() {
    assertThatThrownBy(() -> BinaryCopyOut.read(dataSource, "select null::text", CopiedRow::text))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not NULL");
    assertThatThrownBy(
            () ->
                BinaryCopyOut.read(
                    dataSource, "select 1::int8 from generate_series(1, 100000)", CopiedRow::bool))
        .isInstanceOf(IllegalStateException.class);
    assertThat(new JdbcTemplate(dataSource).queryForObject("select 1", Integer.class)).isEqualTo(1);
  }
}
