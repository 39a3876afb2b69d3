package io.afterclose.symbolbatch.provider.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.symbolbatch.provider.ProviderBar.MalformedBar;
import io.afterclose.symbolbatch.provider.ProviderBar.RawBar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes in comes out, digit by digit and in its order. */
final class BarColumnsTest {

  private static final LocalDate DAY = LocalDate.of(2022, 6, 30);

  private final BarColumns columns = new BarColumns();

  private static CsvBar bar(LocalDate day, @Nullable BigDecimal other, BigDecimal close) {
    return new CsvBar(new RawBar(day, other, other, close, close, other), other, List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0.00",
        "136.72",
        "136.7200",
        "1e9",
        "1E-126",
        "1E+128",
        "999999999999999999",
        "-999999999999999999",
        "9999999999999999999",
        "9223372036854775807",
        "0.1234567890123456789012345678901234567",
        "1e999999999",
        "1e-999999999",
      })
  void a_decimal_keeps_its_digits_and_its_scale(String text) {
    BigDecimal value = new BigDecimal(text);
    columns.add(bar(DAY, value, value));
    columns.trim();
    columns.add(bar(DAY, value, value));

    assertThat(columns.rows()).containsExactly(bar(DAY, value, value), bar(DAY, value, value));
  }

  @Test
  void an_absent_number_stays_absent_and_a_far_day_the_day() {
    List<CsvBar> rows =
        List.of(
            bar(LocalDate.of(1962, 1, 2), null, BigDecimal.ONE),
            bar(LocalDate.of(9999, 12, 31), null, BigDecimal.TEN));
    rows.forEach(columns::add);

    assertThat(columns.rows()).isEqualTo(rows);
  }

  @Test
  void rows_that_are_no_bars_or_have_odd_cells_stand_in_their_place() {
    MalformedBar noClose = new MalformedBar("2022-06-30", "close", "N/A");
    List<CsvBar> rows =
        List.of(
            bar(DAY, null, BigDecimal.ONE),
            new CsvBar(noClose, null, List.of()),
            new CsvBar(
                new RawBar(DAY, null, null, null, BigDecimal.TEN, null),
                BigDecimal.TEN,
                List.of(new MalformedBar("2022-06-30", "volume", "many"))),
            bar(DAY.plusDays(1), BigDecimal.TEN, BigDecimal.ONE));
    rows.forEach(columns::add);
    columns.trim();

    assertThat(columns.rows()).isEqualTo(rows);
  }

  /** Nine digits and one scale, then each way to leave that. */
  @ParameterizedTest
  @ValueSource(
      strings = {"2147483647", "-2147483648", "2147483648", "1.000", "", "1e400", "0.01", "-1"})
  void a_column_that_was_narrow_keeps_what_it_had(String text) {
    BigDecimal value = text.isEmpty() ? null : new BigDecimal(text);
    List<CsvBar> rows =
        List.of(
            bar(DAY, BigDecimal.ONE, BigDecimal.TEN),
            bar(DAY, null, BigDecimal.ONE),
            bar(DAY, value, BigDecimal.ONE),
            bar(DAY, BigDecimal.ZERO, BigDecimal.ONE));
    rows.forEach(columns::add);
    columns.trim();

    assertThat(columns.rows()).isEqualTo(rows);
  }

  @Test
  void a_thousand_rows_at_random_come_out_as_they_went_in() {
    Random random = new Random(20220630);
    List<CsvBar> rows = new ArrayList<>();
    IntStream.range(0, 1000).forEach(at -> rows.add(row(random, at)));
    rows.forEach(columns::add);

    assertThat(columns.rows()).isEqualTo(rows);
    columns.trim();
    assertThat(columns.rows()).as("trimmed").isEqualTo(rows);
    columns.add(rows.get(0));
    assertThat(columns.rows()).as("one more").hasSize(1001).endsWith(rows.get(0));
  }

  private static CsvBar row(Random random, int at) {
    LocalDate day = DAY.plusDays(at);
    if (random.nextInt(20) == 0) {
      return new CsvBar(new MalformedBar(day.toString(), "close", "x"), null, List.of());
    }
    return new CsvBar(
        new RawBar(
            day,
            number(random),
            number(random),
            number(random),
            new BigDecimal(new BigInteger(80, random), random.nextInt(40) - 20),
            number(random)),
        number(random),
        List.of());
  }

  private static @Nullable BigDecimal number(Random random) {
    return random.nextInt(4) == 0
        ? null
        : new BigDecimal(new BigInteger(40, random), random.nextInt(12));
  }
}
