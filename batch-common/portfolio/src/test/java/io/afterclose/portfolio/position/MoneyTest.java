package io.afterclose.portfolio.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
  @ParameterizedTest
  @CsvSource({"1.005,1.01", "-1.005,-1.01", "1.0049,1.00", "0,0.00", "1E+3,1000.00"})
  void is_rounded_to_cents_half_away_from_zero(BigDecimal usd, String cents) {
    assertThat(Money.toCents(usd)).hasToString(cents);
  }
}
