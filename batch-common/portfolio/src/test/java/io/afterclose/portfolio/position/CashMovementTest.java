package io.afterclose.portfolio.position;

import static io.afterclose.portfolio.position.Stated.cash;
import static io.afterclose.portfolio.position.Stated.cashOf;
import static io.afterclose.portfolio.position.Stated.position;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.afterclose.portfolio.position.CashMovement.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CashMovementTest {
  @ParameterizedTest
  @EnumSource(names = {"DEPOSIT", "WITHDRAWAL", "FEE"})
  void refuses_a_negative_magnitude(Kind kind) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cash("2024-01-02", kind, "-1"))
        .withMessageContaining("expected a " + kind + " of 0 or more");
  }

  @ParameterizedTest
  @EnumSource(names = {"BALANCE", "TRADE", "DIVIDEND"})
  void takes_either_sign_where_the_kind_does_not_say_it(Kind kind) {
    assertThat(cash("2024-01-02", kind, "-1").amount()).isEqualByComparingTo("-1");
  }

  @Test
  void replaces_an_implied_row_only_as_trade_or_dividend_of_a_position() {
    Position position = position("AAPL").id(7).made();

    assertThat(cashOf(position, "2024-01-02", Kind.TRADE, "1").replacesRowOf()).hasValue(7);
    assertThat(cashOf(position, "2024-01-02", Kind.DIVIDEND, "1").replacesRowOf()).hasValue(7);
    assertThat(cashOf(position, "2024-01-02", Kind.FEE, "1").replacesRowOf()).isEmpty();
    assertThat(cash("2024-01-02", Kind.TRADE, "1").replacesRowOf()).isEmpty();
  }
}
