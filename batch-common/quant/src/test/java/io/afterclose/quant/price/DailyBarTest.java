package io.afterclose.quant.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.afterclose.quant.price.CorporateAction.Kind;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DailyBarTest {
  private static final Symbol SYMBOL = Symbol.of("AAPL");
  private static final LocalDate DATE = LocalDate.of(2024, 1, 19);

  @Test
  void a_close_is_enough() {
    assertThat(closing("0.0001").close()).isEqualByComparingTo("0.0001");
    assertThat(closing("999999999.99").open()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1e9", "1000000000"})
  void a_close_out_of_range_is_refused_by_name(String close) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> closing(close))
        .withMessageContaining("AAPL")
        .withMessageContaining("2024-01-19")
        .withMessageContaining("close");
  }

  @Test
  void the_other_numbers_are_checked_where_they_are_known() {
    BigDecimal one = BigDecimal.ONE;
    BigDecimal zero = BigDecimal.ZERO;
    assertThat(new DailyBar(SYMBOL, DATE, one, one, one, one, 0L).volume()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DailyBar(SYMBOL, DATE, one, zero, one, one, 1L))
        .withMessageContaining("high");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DailyBar(SYMBOL, DATE, one, one, one, one, -1L))
        .withMessageContaining("volume");
  }

  @Test
  void only_an_implied_action_may_be_negative() {
    BigDecimal minus = new BigDecimal("-0.3");
    assertThat(new CorporateAction(SYMBOL, DATE, Kind.IMPLIED, minus).value()).isNegative();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CorporateAction(SYMBOL, DATE, Kind.DIVIDEND, minus));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CorporateAction(SYMBOL, DATE, Kind.SPLIT, BigDecimal.ZERO));
  }

  private static DailyBar closing(String close) {
    return new DailyBar(SYMBOL, DATE, null, null, null, new BigDecimal(close), null);
  }
}
