package io.afterclose.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainDecimalTest {

  private final PlainDecimal decimal = new PlainDecimal();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0.00",
        "007.50",
        "136.7200",
        "-5",
        "0.000000001",
        "999999999999999999",
        "-99999999999999999.9",
        "0.12345678901234567"
      })
  void a_plain_number_has_the_digits_and_the_scale_of_the_exact_one(String text) {
    assertThat(decimal.read(text)).isTrue();
    assertThat(decimal.isAbsent()).isFalse();
    assertThat(decimal.toBigDecimal()).isEqualTo(new BigDecimal(text));
    assertThat(BigDecimal.valueOf(decimal.unscaled(), decimal.scale()))
        .isEqualTo(new BigDecimal(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1234567890123456789",
        "0.123456789012345678",
        "99999999999999999999999999",
        "1e3",
        "+1",
        ".5",
        "5.",
        "-",
        "-.5",
        ".",
        "1.2.3",
        "--1",
        " 1",
        "1 ",
        "NaN",
        "1_000",
        "0x10",
        "\u0661\u0662",
        "\uff11"
      })
  void what_has_another_form_is_left_to_the_exact_reader(String text) {
    assertThat(decimal.read(text)).isFalse();
  }

  @Test
  void an_empty_text_is_no_number() {
    assertThat(decimal.read("12.5")).isTrue();
    assertThat(decimal.read("")).isTrue();
    assertThat(decimal.isAbsent()).isTrue();
  }

  @Test
  void texts_at_random_are_read_as_the_exact_reader_does_or_not_at_all() {
    Random random = new Random(20220630);
    String characters = "0123456789012345678901234567890123456789..-+eE _";
    int plain = 0;
    for (int round = 0; round < 200_000; round++) {
      String text =
          random
              .ints(1 + random.nextInt(22), 0, characters.length())
              .mapToObj(characters::charAt)
              .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
              .toString();
      if (decimal.read(text)) {
        plain++;
        assertThat(decimal.toBigDecimal()).as(text).isEqualTo(new BigDecimal(text));
      }
    }
    assertThat(plain).as("texts of the plain form").isGreaterThan(10_000);
  }
}
