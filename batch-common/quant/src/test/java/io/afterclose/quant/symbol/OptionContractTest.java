package io.afterclose.quant.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.afterclose.quant.SharedData;
import io.afterclose.quant.symbol.OptionContract.Right;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionContractTest {
  private static final OptionContract CALL =
      OptionContract.parse("AAPL240119C00150000").orElseThrow();

  @Test
  void every_contract_of_the_answer_key_is_read() {
    List<String[]> rows = SharedData.rows("options/occ_symbols_answer_key.csv");
    assertThat(rows).hasSizeGreaterThan(500);
    assertThat(rows)
        .allSatisfy(
            row -> {
              OptionContract contract = OptionContract.parse(row[0]).orElseThrow();
              assertThat(contract.root()).isEqualTo(row[1]);
              assertThat(contract.expiry()).isEqualTo(row[2]);
              assertThat(contract.right())
                  .isEqualTo(Right.valueOf(row[3].toUpperCase(Locale.ROOT)));
              assertThat(contract.strike()).isEqualByComparingTo(row[4]);
              assertThat(OptionContract.parse(contract.symbol().text())).contains(contract);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "AAPL240119C00150000, AAPL240119C00150000",
    "AAPL  240119C00150000, AAPL240119C00150000",
    "O:AAPL240119C00150000, AAPL240119C00150000",
    "o:aapl240119c00150000, AAPL240119C00150000",
    "AAPL1 240119P00012500, AAPL1240119P00012500",
    "BRK.B 280229C00000001, BRK.B280229C00000001",
    "SPXW  991231P99999999, SPXW991231P99999999"
  })
  void each_way_of_writing_gives_the_compact_symbol(String written, String compact) {
    assertThat(OptionContract.parse(written).map(OptionContract::symbol))
        .contains(new Symbol(compact));
  }

  @Test
  void the_parts_are_read() {
    assertThat(CALL)
        .isEqualTo(
            new OptionContract(
                "AAPL", LocalDate.of(2024, 1, 19), Right.CALL, new BigDecimal("150")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AAPL",
        "AAPL241319C00150000",
        "AAPL240230C00150000",
        "AAPL230229C00150000",
        "AAPL240119X00150000",
        "AAPL240119C0015000",
        "AAPL240119C001500000",
        "AAPL240119C00000000",
        "AAPL-240119-C-150",
        "AAPL 240119C00150000",
        "AAPL   240119C00150000",
        "TOOLONGROOT240119C00150000",
        "ABCDEFG240119C00150000",
        "1AAPL240119C00150000",
        "AAPL12240119C00150000",
        "BX_2021_PRIVATE_EQ",
        "FUND2024SERIESALP",
        "AAPL\u0662\u0664\u0660\u0661\u0661\u0669C00150000",
        "\u017fPY240119C00150000"
      })
  void what_only_looks_like_an_option_is_none(String written) {
    assertThat(OptionContract.parse(written)).isEmpty();
  }

  @Test
  void ten_kilobytes_are_no_option() {
    assertThat(OptionContract.parse("A".repeat(10_240))).isEmpty();
    assertThat(OptionContract.parse("AAPL240119C00150000" + " ".repeat(10_240) + "x")).isEmpty();
  }

  @Test
  void a_contract_lives_on_its_last_day() {
    assertThat(CALL.expiredOn(LocalDate.of(2024, 1, 19))).isFalse();
    assertThat(CALL.expiredOn(LocalDate.of(2024, 1, 20))).isTrue();
  }

  @Test
  void intrinsic_value_is_what_exercising_gains_and_never_below_zero() {
    OptionContract put = OptionContract.parse("AAPL240119P00150000").orElseThrow();
    assertThat(CALL.intrinsicValue(new BigDecimal("151.25"))).isEqualByComparingTo("1.25");
    assertThat(CALL.intrinsicValue(new BigDecimal("149"))).isEqualByComparingTo("0");
    assertThat(put.intrinsicValue(new BigDecimal("149"))).isEqualByComparingTo("1");
    assertThat(put.intrinsicValue(new BigDecimal("151.25"))).isEqualByComparingTo("0");
  }

  @Test
  void a_contract_made_by_hand_is_checked() {
    LocalDate expiry = LocalDate.of(2024, 1, 19);
    BigDecimal strike = BigDecimal.TEN;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OptionContract("aapl", expiry, Right.CALL, strike));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OptionContract("AAPL", expiry, Right.CALL, BigDecimal.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OptionContract("AAPL", expiry.plusYears(80), Right.CALL, strike));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "AAPL140719C00645000, 7,   AAPL140719C00092140",
        "SPL240119P00300000,  4,   SPL240119P00075000",
        "SPL240119P00300000,  1.5, -",
        "SPL240119P00300000,  0.1, -",
        "SPL1240119P00300000, 4,   -",
      })
  void a_whole_split_divides_the_strike_and_any_other_makes_a_contract_of_unknown_terms(
      String contract, BigDecimal newPerOld, @Nullable String after) {
    assertThat(
            OptionContract.parse(contract)
                .orElseThrow()
                .afterSplit(newPerOld)
                .map(split -> split.symbol().text()))
        .isEqualTo(Optional.ofNullable(after));
  }
}
