package io.afterclose.portfoliorefresh.keeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CashAtDateTest {
  @Test
  void reads_an_amount_at_a_date() {
    assertThat(CashAtDate.parse(" 1234.56@2024-01-31 "))
        .isEqualTo(new CashAtDate(new BigDecimal("1234.56"), LocalDate.parse("2024-01-31")));
  }

  @Test
  void takes_cash_that_is_owed() {
    assertThat(CashAtDate.parse("-5@2024-01-31").amount()).isEqualByComparingTo("-5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "100",
        "2024-01-31",
        "100@",
        "@2024-01-31",
        "100@2024-02-30",
        "1e3@2024-01-31",
        "1,000@2024-01-31",
        "100@2024-01-31@",
        "100 @ 2024-01-31",
        "NaN@2024-01-31",
        "\u001b[2J@x"
      })
  void refuses_anything_else_harmlessly(String written) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CashAtDate.parse(written))
        .withMessageContaining("expected AMOUNT@DATE such as 1234.56@2024-01-31")
        .satisfies(e -> assertThat(e).message().matches("[ -~]+"));
  }
}
