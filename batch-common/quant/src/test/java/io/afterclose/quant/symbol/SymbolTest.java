package io.afterclose.quant.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymbolTest {
  @ParameterizedTest
  @CsvSource({
    "aapl, AAPL",
    "'  msft\t', MSFT",
    "BRK-B, BRK.B",
    "brk.b, BRK.B",
    "brk/b, BRK.B",
    "BTC-USD, BTC-USD",
    "BF1-A, BF1-A",
    "X, X",
    "3988.HK, 3988.HK",
    "BACpL, BAC.PL",
    "BAC-PL, BAC.PL",
    "bac.prl, BAC.PL",
    "BAC/PRL, BAC.PL",
    "BAC.PR, BAC.PR",
    "ALLp, ALL.P",
    "Up, UP",
    "Brk.b, BRK.B",
    "REITs, REITS",
    "AAPL240119C00150000, AAPL240119C00150000",
    "O:AAPL240119C00150000, AAPL240119C00150000",
    "'AAPL  240119C00150000', AAPL240119C00150000",
    "o:brkb240119p00350000, BRKB240119P00350000",
    "FUND_2024, FUND_2024"
  })
  void text_is_brought_to_canonical_form(String written, String canonical) {
    assertThat(Symbol.of(written)).hasToString(canonical);
    assertThat(Symbol.of(canonical)).isEqualTo(Symbol.of(written));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        ".A",
        "-A",
        "A B",
        "A'B",
        "A;DROP",
        "ÄÖ",
        "\u017fpy",
        "a\u00df",
        "EUR/USD",
        "A/B/C",
        "/B",
        "ABCw",
        "ABCr",
        "ABCrw",
        "O:AAPL",
        "AAPL  240230C00150000",
        "^VIX",
        "A\nB"
      })
  void text_that_is_no_symbol_is_refused(String written) {
    assertThat(Symbol.parse(written)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> Symbol.of(written));
  }

  @Test
  void thirty_two_characters_are_a_symbol_and_one_more_is_none() {
    assertThat(Symbol.parse("A".repeat(32))).isPresent();
    assertThat(Symbol.parse("A".repeat(33))).isEmpty();
  }

  @Test
  void hostile_text_is_shown_harmlessly_and_cut() {
    String hostile = "A\u001b[31m\r\nx" + "y".repeat(10_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Symbol.of(hostile))
        .withMessageContaining("A?[31m??x")
        .satisfies(
            refused ->
                assertThat(refused.getMessage()).hasSizeLessThan(300).matches("\\p{Print}+"));
  }

  @Test
  void the_constructor_takes_canonical_text_only() {
    assertThat(new Symbol("BRK.B").text()).isEqualTo("BRK.B");
    assertThatIllegalArgumentException().isThrownBy(() -> new Symbol("BRK-B"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Symbol("BAC.PRL"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Symbol("aapl"));
  }

  @Test
  void symbols_are_ordered_by_text() {
    assertThat(Symbol.of("AA")).isLessThan(Symbol.of("AAPL")).isGreaterThan(Symbol.of("A"));
  }

  @Test
  void private_investments_have_no_price() {
    assertThat(InvestmentClass.values())
        .filteredOn(InvestmentClass::priced)
        .containsExactly(InvestmentClass.PUBLIC, InvestmentClass.OPTIONS);
  }
}
