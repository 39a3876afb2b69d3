package io.afterclose.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Numbers as they stand in a page. */
final class NumberTextTest {

  private final Locale before = Locale.getDefault();

  @BeforeEach
  void in_a_country_that_writes_numbers_otherwise() {
    Locale.setDefault(Locale.GERMANY);
  }

  @AfterEach
  void back() {
    Locale.setDefault(before);
  }

  @Test
  void money_has_cents_and_separated_thousands() {
    assertThat(NumberText.money(new BigDecimal("1234567.895"))).isEqualTo("1,234,567.90");
    assertThat(NumberText.money(-36875.0)).isEqualTo("−36,875.00");
  }

  @Test
  void a_fraction_is_per_cent() {
    assertThat(NumberText.percent(0.012345)).isEqualTo("1.23 %");
    assertThat(NumberText.signedPercent(0.012345)).isEqualTo("+1.23 %");
    assertThat(NumberText.signedPercent(-1.5)).isEqualTo("−150.00 %");
  }

  @Test
  void what_rounds_to_zero_has_no_sign() {
    assertThat(NumberText.signedPercent(-0.00001)).isEqualTo("0.00 %");
    assertThat(NumberText.signedMoney(0.001)).isEqualTo("0.00");
    assertThat(NumberText.signedMoney(new BigDecimal("0.006"))).isEqualTo("+0.01");
  }

  @Test
  void a_quantity_keeps_its_own_decimals() {
    assertThat(NumberText.plain(new BigDecimal("1000.500"))).isEqualTo("1,000.5");
    assertThat(NumberText.plain(new BigDecimal("1E+3"))).isEqualTo("1,000");
  }
}
