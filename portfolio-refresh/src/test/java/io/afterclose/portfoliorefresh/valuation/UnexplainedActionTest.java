package io.afterclose.portfoliorefresh.valuation;

import static io.afterclose.portfolio.position.Stated.history;
import static io.afterclose.portfolio.position.Stated.position;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfolio.position.Position;
import io.afterclose.portfoliorefresh.valuation.PositionValuation.Status;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Actions of which nobody has said yet what they were, and closes that they lie between. */
class UnexplainedActionTest {
  private static PositionValuation value(Position position, Market market, String date) {
    List<PositionValuation> all =
        PositionValuer.valueOpen(history(position), market.data(), LocalDate.parse(date));
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  @Test
  void from_an_unconfirmed_split_on_a_holder_is_unpriced_and_keeps_its_quantity() {
    Market market =
        Market.open()
            .unconfirmedSplit("AAA", "2024-01-10", "1.281")
            .close("AAA", "2024-01-09", "100")
            .close("AAA", "2024-01-10", "80");
    Position holder = position("AAA").quantity("10").made();

    assertThat(value(holder, market, "2024-01-09").marketValue()).isEqualByComparingTo("1000");
    PositionValuation after = value(holder, market, "2024-01-10");
    assertThat(after.status()).isEqualTo(Status.UNPRICED);
    assertThat(after.reason()).isEqualTo(UnpricedReason.SPLIT_UNCONFIRMED);
    assertThat(after.quantity()).isEqualByComparingTo("10");
  }

  @Test
  void from_an_implied_amount_that_is_no_dividend_on_a_holder_is_unpriced() {
    Market market =
        Market.open()
            .implied("SPL", "2024-01-10", "300")
            .close("SPL", "2024-01-10", "100")
            .close("SPL", "2024-02-01", "101");

    assertThat(value(position("SPL").made(), market, "2024-02-01").reason())
        .isEqualTo(UnpricedReason.SPLIT_UNKNOWN);
  }

  @Test
  void who_bought_after_it_is_priced() {
    Market market =
        Market.open()
            .unconfirmedSplit("AAA", "2024-01-10", "1.281")
            .close("AAA", "2024-01-11", "80");

    assertThat(value(position("AAA").entry("2024-01-11", "80").made(), market, "2024-01-11"))
        .satisfies(v -> assertThat(v.marketValue()).isEqualByComparingTo("80"));
  }

  @Test
  void a_quantity_counted_after_it_is_unknown_on_the_days_before() {
    Market market =
        Market.open()
            .unconfirmedSplit("AAA", "2024-01-10", "1.281")
            .close("AAA", "2024-01-09", "100")
            .close("AAA", "2024-01-10", "80");
    Position counted = position("AAA").asOf("2024-01-10").made();

    assertThat(value(counted, market, "2024-01-09").reason())
        .isEqualTo(UnpricedReason.SPLIT_UNCONFIRMED);
    assertThat(value(counted, market, "2024-01-10").marketValue()).isEqualByComparingTo("80");
  }

  @Test
  void no_close_is_carried_across_it() {
    Market market =
        Market.open()
            .unconfirmedSplit("AAA", "2024-01-10", "1.281")
            .close("AAA", "2024-01-09", "100");

    assertThat(value(position("AAA").entry("2024-01-10", "80").made(), market, "2024-01-10"))
        .satisfies(v -> assertThat(v.reason()).isEqualTo(UnpricedReason.SPLIT_UNCONFIRMED));
  }

  @Test
  void no_close_is_carried_across_a_spin_off() {
    Market market =
        Market.open()
            .spinOff("AAA", "2024-01-10", "0.5", "CHILD")
            .close("AAA", "2024-01-09", "100");

    assertThat(value(position("AAA").entry("2024-01-10", "80").made(), market, "2024-01-10"))
        .satisfies(v -> assertThat(v.reason()).isEqualTo(UnpricedReason.STALE_ACROSS_SPINOFF));
  }

  @Test
  void an_option_on_a_share_with_such_an_action_is_unpriced() {
    String call = "AAA240119C00100000";
    Market market =
        Market.open()
            .unconfirmedSplit("AAA", "2024-01-10", "1.281")
            .close(call, "2024-01-10", "5")
            .close("AAA", "2024-01-19", "120");

    assertThat(value(position(call).option().made(), market, "2024-01-10").reason())
        .isEqualTo(UnpricedReason.SPLIT_UNCONFIRMED);
    assertThat(value(position(call).option().made(), market, "2024-01-19").status())
        .isEqualTo(Status.UNPRICED);
  }

  @Test
  void a_stale_close_is_carried_through_a_split_and_the_dividends_after_it() {
    Market market =
        Market.open()
            .close("AAA", "2024-01-08", "100")
            .split("AAA", "2024-01-09", "2")
            .dividend("AAA", "2024-01-09", "1")
            .dividend("AAA", "2024-01-10", "0.5");
    PositionValuation valued = value(position("AAA").quantity("10").made(), market, "2024-01-11");

    assertThat(valued.status()).isEqualTo(Status.STALE);
    assertThat(valued.price()).isEqualByComparingTo("48.5");
    assertThat(valued.quantity()).isEqualByComparingTo("20");
    assertThat(valued.marketValue()).isEqualByComparingTo("970");
  }

  @Test
  void a_stale_close_that_a_dividend_uses_up_is_no_price() {
    Market market =
        Market.open().close("AAA", "2024-01-08", "10").dividend("AAA", "2024-01-09", "12");

    assertThat(value(position("AAA").made(), market, "2024-01-09").reason())
        .isEqualTo(UnpricedReason.NO_PRICE);
  }

  @ParameterizedTest
  @CsvSource({"2024-01-09,0", "2024-01-10,2", "2024-01-11,0"})
  void a_dividend_that_only_adjusted_closes_tell_is_counted_on_its_day(String day, int lots) {
    Market market =
        Market.open().close("AAA", "2024-01-10", "50").implied("AAA", "2024-01-10", "1");

    assertThat(
            HeldPortfolio.of(
                    history(
                        position("AAA").id(1).made(),
                        position("AAA").id(2).exit("2024-01-10", "50").made(),
                        position("AAA").id(3).entry("2024-01-10", "50").made(),
                        position("BBB").id(4).made()),
                    market.data())
                .unbookedDividends(LocalDate.parse(day)))
        .isEqualTo(lots);
  }
}
