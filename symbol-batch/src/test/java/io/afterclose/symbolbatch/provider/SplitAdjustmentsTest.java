package io.afterclose.symbolbatch.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitAdjustmentsTest {

  private static final Symbol SYMBOL = Symbol.of("XYZ");
  private static final LocalDate SPLIT_DAY = LocalDate.of(2020, 8, 31);

  @Test
  void multiplies_prices_and_divides_volume_before_a_split_and_not_on_its_day() {
    SplitAdjustments splits = SplitAdjustments.among(List.of(split(SPLIT_DAY, "4")));

    assertThat(splits.asTraded(bar(SPLIT_DAY.minusDays(3), "124.8075", "4000")))
        .isEqualTo(bar(SPLIT_DAY.minusDays(3), "499.2300", "1000"));
    assertThat(splits.asTraded(bar(SPLIT_DAY, "129.0399932861328", "4000")))
        .isEqualTo(bar(SPLIT_DAY, "129.0399932861328", "4000"));
  }

  @Test
  void multiplies_all_later_splits_reverse_ones_included() {
    BigDecimal third = BigDecimal.ONE.divide(new BigDecimal(3), MathContext.DECIMAL128);
    SplitAdjustments splits =
        SplitAdjustments.among(
            List.of(
                split(SPLIT_DAY, "4"),
                split(SPLIT_DAY.plusYears(1), "10"),
                new CorporateAction(
                    SYMBOL, SPLIT_DAY.plusYears(2), CorporateAction.Kind.SPLIT, third)));

    ProviderBar.RawBar turned =
        (ProviderBar.RawBar) splits.asTraded(bar(SPLIT_DAY.minusDays(1), "3", "40"));

    assertThat(turned.close()).isEqualByComparingTo("40");
    // A third has 34 digits.
    assertThat(turned.volume()).isCloseTo(new BigDecimal("3"), within(new BigDecimal("1e-30")));
  }

  @Test
  void turns_dividends_back_too_and_leaves_splits_alone() {
    CorporateAction dividend =
        new CorporateAction(
            SYMBOL,
            SPLIT_DAY.minusDays(24),
            CorporateAction.Kind.DIVIDEND,
            new BigDecimal("0.205"));
    SplitAdjustments splits = SplitAdjustments.among(List.of(dividend, split(SPLIT_DAY, "4")));

    assertThat(splits.asPaid(dividend).value()).isEqualByComparingTo("0.82");
    assertThat(splits.asPaid(split(SPLIT_DAY.minusYears(6), "7")).value())
        .isEqualByComparingTo("7");
  }

  @Test
  void passes_illegible_bars_and_monstrous_numbers_without_harm() {
    SplitAdjustments splits = SplitAdjustments.among(List.of(split(SPLIT_DAY, "4")));
    ProviderBar.MalformedBar malformedBar =
        new ProviderBar.MalformedBar("2020-08-01", "close", "N/A");

    assertThat(splits.asTraded(malformedBar)).isEqualTo(malformedBar);
    assertThat(splits.asTraded(bar(SPLIT_DAY.minusDays(1), "1E+999999999", "4")))
        .isEqualTo(bar(SPLIT_DAY.minusDays(1), "4E+999999999", "1"));
  }

  private static CorporateAction split(LocalDate day, String ratio) {
    return new CorporateAction(SYMBOL, day, CorporateAction.Kind.SPLIT, new BigDecimal(ratio));
  }

  private static ProviderBar.RawBar bar(LocalDate day, String close, String volume) {
    return new ProviderBar.RawBar(
        day, null, null, null, new BigDecimal(close), new BigDecimal(volume));
  }
}
