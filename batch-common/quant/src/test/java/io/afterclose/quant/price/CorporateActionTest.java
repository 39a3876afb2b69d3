package io.afterclose.quant.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Splits of whole numbers, and ratios that are rather spin-offs. */
final class CorporateActionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2",
        "1.5",
        "1.25",
        "1.05",
        "0.3333",
        "0.1",
        "0.001",
        "50",
        "20",
        "1.333333",
        "0.04"
      })
  void a_ratio_of_whole_numbers_is_a_split(String ratio) {
    assertThat(split(ratio).oddSplit()).isFalse();
  }

  /** General Electric 2023 and 2024, 3M 2024, IBM 2021, AT&T 2022, as Yahoo reports them. */
  @ParameterizedTest
  @ValueSource(strings = {"1.281", "1.253", "1.196", "1.046", "1.324"})
  void a_ratio_of_thousandths_is_rather_a_spin_off(String ratio) {
    assertThat(split(ratio).oddSplit()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.281", "0.51"})
  void only_a_split_has_a_ratio(String amount) {
    assertThat(action(CorporateAction.Kind.DIVIDEND, amount).oddSplit()).isFalse();
  }

  private static CorporateAction split(String ratio) {
    return action(CorporateAction.Kind.SPLIT, ratio);
  }

  private static CorporateAction action(CorporateAction.Kind kind, String value) {
    return new CorporateAction(
        Symbol.of("GE"), LocalDate.of(2023, 1, 4), kind, new BigDecimal(value));
  }
}
