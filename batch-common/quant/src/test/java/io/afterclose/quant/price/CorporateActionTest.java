package io.afterclose.quant.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.quant.price.CorporateAction.Kind;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The terms of each kind, splits of whole numbers, and what is rather something else. */
final class CorporateActionTest {

  private static final Symbol GE = Symbol.of("GE");
  private static final Symbol OTHER = Symbol.of("GEHC");
  private static final LocalDate DAY = LocalDate.of(2023, 1, 4);

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
    assertThat(action(Kind.DIVIDEND, amount).oddSplit()).isFalse();
  }

  /** Of a close of 50: -0.50 to 10 may be a dividend, 50 is a split of 2:1, -45 one of 1:10. */
  @ParameterizedTest
  @CsvSource({"-0.50,false", "-0.51,true", "0.4,false", "10,false", "10.01,true", "50,true"})
  void an_implied_amount_outside_minus_1_to_20_percent_of_the_close_is_unconfirmed(
      BigDecimal amount, boolean unconfirmed) {
    assertThat(CorporateAction.implied(GE, DAY, amount, new BigDecimal("50")).unconfirmed())
        .isEqualTo(unconfirmed);
  }

  @Test
  void an_odd_split_counts_as_unconfirmed_until_somebody_confirms_it() {
    assertThat(split("1.281").asReported().unconfirmed()).isTrue();
    assertThat(split("1.281").asReported().confirmed().unconfirmed()).isFalse();
    assertThat(split("4").asReported().unconfirmed()).isFalse();
  }

  @Test
  void each_kind_has_its_terms_and_no_others() {
    assertThat(of(Kind.RENAME, "1", ActionTerms.renamedTo(OTHER)).otherSymbol()).contains(OTHER);
    of(Kind.STOCK_MERGER, "0.5", ActionTerms.mergedInto(OTHER, BigDecimal.ZERO));
    of(Kind.SPINOFF, "0.25", ActionTerms.child(OTHER, null));
    of(Kind.SPINOFF, "0.25", ActionTerms.child(OTHER, BigDecimal.ONE));
    of(Kind.CASH_MERGER, "20", ActionTerms.NONE);
    of(Kind.DELISTED, "0", ActionTerms.NONE);
    of(Kind.LISTING, "1", ActionTerms.NONE);
    refused("a RENAME with another symbol was", Kind.RENAME, "1", ActionTerms.NONE);
    refused("a RENAME with another symbol was", Kind.RENAME, "1", ActionTerms.renamedTo(GE));
    refused("a RENAME of 1 was", Kind.RENAME, "2", ActionTerms.renamedTo(OTHER));
    refused("a LISTING of 1 was", Kind.LISTING, "0", ActionTerms.NONE);
    refused("with cash of 0 or more", Kind.STOCK_MERGER, "1", ActionTerms.renamedTo(OTHER));
    refused(
        "with cash of 0 or more",
        Kind.STOCK_MERGER,
        "1",
        ActionTerms.mergedInto(OTHER, new BigDecimal("-1")));
    refused("a CASH_MERGER above 0 was", Kind.CASH_MERGER, "0", ActionTerms.NONE);
    refused("a DELISTED of 0 or more was", Kind.DELISTED, "-1", ActionTerms.NONE);
    refused(
        "with a cost share of 0 to 1",
        Kind.SPINOFF,
        "1",
        ActionTerms.child(OTHER, new BigDecimal("1.1")));
    refused("a SPLIT without another symbol", Kind.SPLIT, "2", ActionTerms.renamedTo(OTHER));
    refused("without a cost share", Kind.RENAME, "1", ActionTerms.child(OTHER, BigDecimal.ONE));
  }

  private static void refused(String message, Kind kind, String value, ActionTerms terms) {
    assertThatThrownBy(() -> of(kind, value, terms))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("GE on 2023-01-04: ")
        .hasMessageContaining(message);
  }

  private static CorporateAction of(Kind kind, String value, ActionTerms terms) {
    return new CorporateAction(GE, DAY, kind, new BigDecimal(value), terms, false);
  }

  private static CorporateAction split(String ratio) {
    return action(Kind.SPLIT, ratio);
  }

  private static CorporateAction action(Kind kind, String value) {
    return new CorporateAction(GE, DAY, kind, new BigDecimal(value));
  }
}
