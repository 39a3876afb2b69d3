package io.afterclose.market.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.testkit.PostgresExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The last door: what the database itself refuses, whoever writes. */
final class PriceConstraintsTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final JdbcTemplate jdbc = new JdbcTemplate(POSTGRES.dataSource());

  @ParameterizedTest
  @ValueSource(strings = {"'NaN'", "0", "-1", "1000000000", "999999999.999999996", "null"})
  void a_close_that_is_no_price(String close) {
    assertThatThrownBy(() -> insert("close", close))
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining("close");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "open, 'NaN'",
        "high, 0",
        "low, -1",
        "open, 1000000000",
        "high, 'NaN'",
        "low, 'NaN'"
      })
  void another_price_that_is_none(String column, String value) {
    assertThatThrownBy(() -> insert("close, " + column, "1, " + value))
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining("market_data_cache_" + column);
  }

  @Test
  void a_negative_volume() {
    assertThatThrownBy(() -> insert("close, volume", "1, -1"))
        .isInstanceOf(DataIntegrityViolationException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.00000001", "999999999.99999999"})
  void the_smallest_and_the_largest_price_are_stored(String close) {
    jdbc.update("delete from market_data_cache");
    insert("close", close);
    assertThat(jdbc.queryForObject("select close::text from market_data_cache", String.class))
        .isEqualTo(close);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "SPLIT, 0",
        "SPLIT, -2",
        "DIVIDEND, 0",
        "DIVIDEND, 'NaN'",
        "IMPLIED, 'NaN'",
        "BONUS, 1"
      })
  void an_action_that_cannot_be(String kind, String value) {
    assertThatThrownBy(
            () ->
                jdbc.execute(
                    "insert into corporate_actions (symbol, ex_date, kind, value, source,"
                        + " fetched_at) values ('X', '2022-06-30', '%s', %s, 'test', now())"
                            .formatted(kind, value)))
        .isInstanceOf(DataIntegrityViolationException.class);
  }

  private void insert(String columns, String values) {
    jdbc.execute(
        "insert into market_data_cache (symbol, price_date, source, status, fetched_at, %s)"
                .formatted(columns)
            + " values ('X', '2022-06-30', 'test', 'FINAL', now(), %s)".formatted(values));
  }
}
