package io.afterclose.portfoliorefresh.valuation;

import static io.afterclose.portfolio.position.Stated.history;
import static io.afterclose.portfolio.position.Stated.position;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfolio.position.Position;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.CloseKey;
import io.afterclose.portfoliorefresh.valuation.PositionValuation.Status;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a position without a price was worth last; a session is each Monday to Friday. */
class CarriedValueTest {
  private static final String CALL = "SPL240119C00300000";

  /** Ten shares bought at 9 on the second of January. */
  private static Position ten() {
    return position("AAA").quantity("10").entry("2024-01-02", "9").made();
  }

  private static CarriedValue carried(Position position, Market market, String date) {
    List<PositionValuation> all =
        PositionValuer.valueOpen(history(position), market.data(), LocalDate.parse(date)).stream()
            .filter(line -> !line.spunOff())
            .toList();
    assertThat(all)
        .singleElement()
        .satisfies(v -> assertThat(v.status()).isEqualTo(Status.UNPRICED));
    return Objects.requireNonNull(all.get(0).carried());
  }

  private static CloseKey<Symbol> close(String symbol, String date) {
    return new CloseKey<>(Symbol.of(symbol), LocalDate.parse(date));
  }

  @Test
  void it_is_the_last_close_however_long_ago() {
    Market market = Market.open().close("AAA", "2024-01-02", "11").close("AAA", "2024-01-03", "12");
    CarriedValue carried = carried(ten(), market, "2024-03-28");

    assertThat(carried.amount()).isEqualByComparingTo("120");
    assertThat(carried.close()).isEqualTo(close("AAA", "2024-01-03"));
  }

  @Test
  void the_first_session_without_a_price_is_the_sixth_after_the_last_close() {
    Market market = Market.open().close("AAA", "2024-01-03", "12");

    assertThat(carried(ten(), market, "2024-01-11").isNew()).isTrue();
    assertThat(carried(ten(), market, "2024-01-12").isNew()).isFalse();
  }

  @Test
  void a_short_owes_it() {
    Market market = Market.open().close("AAA", "2024-01-03", "12");
    Position sold = position("AAA").quantity("10").entry("2024-01-02", "9").sold().made();

    assertThat(carried(sold, market, "2024-02-01").amount()).isEqualByComparingTo("-120");
  }

  @Test
  void what_was_paid_since_is_taken_off_and_a_split_changes_nothing() {
    Market market =
        Market.open()
            .close("AAA", "2024-01-03", "12")
            .dividend("AAA", "2024-01-04", "0.50")
            .split("AAA", "2024-01-22", "2")
            .dividend("AAA", "2024-01-25", "0.30")
            .dividend("AAA", "2024-02-05", "0.70");

    // 120 − 10 × 0.50 − 20 × 0.30
    assertThat(carried(ten(), market, "2024-02-02").amount()).isEqualByComparingTo("109");
  }

  @Test
  void without_any_close_it_is_the_cost_less_what_was_paid() {
    Market market = Market.open().dividend("AAA", "2024-01-10", "0.25");

    assertThat(carried(ten(), market, "2024-01-09"))
        .satisfies(
            carried -> {
              assertThat(carried.amount()).isEqualByComparingTo("90");
              assertThat(carried.close()).isNull();
              assertThat(carried.isNew()).isFalse();
            });
    assertThat(carried(ten(), market, "2024-01-10").amount()).isEqualByComparingTo("87.5");
    assertThat(carried(ten(), market, "2024-01-02").isNew()).isTrue();
  }

  @Test
  void a_close_that_stood_in_on_the_first_session_was_its_price() {
    Market market = Market.open().close("AAA", "2024-01-03", "12");
    Position bought = position("AAA").quantity("10").entry("2024-01-10", "9").made();
    Position later = position("AAA").quantity("10").entry("2024-01-11", "9").made();

    assertThat(carried(bought, market, "2024-01-12").amount()).isEqualByComparingTo("120");
    assertThat(carried(later, market, "2024-01-12").amount()).isEqualByComparingTo("90");
  }

  @Test
  void bought_on_a_saturday_it_was_held_first_on_the_monday() {
    Market market = Market.open().close("AAA", "2024-01-08", "12");
    Position bought = position("AAA").quantity("10").entry("2024-01-13", "9").made();
    Market older = Market.open().close("AAA", "2024-01-05", "12");

    assertThat(carried(bought, market, "2024-01-16").amount()).isEqualByComparingTo("120");
    assertThat(carried(bought, older, "2024-01-16").amount()).isEqualByComparingTo("90");
  }

  @Test
  void across_an_unconfirmed_split_it_is_that_of_before() {
    Market market =
        Market.open()
            .close("AAA", "2024-01-09", "12")
            .unconfirmedSplit("AAA", "2024-01-10", "1.281")
            .close("AAA", "2024-01-10", "8")
            .close("AAA", "2024-01-11", "8");

    assertThat(carried(ten(), market, "2024-01-10").amount()).isEqualByComparingTo("120");
    assertThat(carried(ten(), market, "2024-01-10").isNew()).isTrue();
    assertThat(carried(ten(), market, "2024-01-11"))
        .satisfies(
            carried -> {
              assertThat(carried.amount()).isEqualByComparingTo("120");
              assertThat(carried.close()).isEqualTo(close("AAA", "2024-01-09"));
              assertThat(carried.isNew()).isFalse();
            });
  }

  @Test
  void a_lot_counted_after_an_unconfirmed_split_never_had_a_price_before_it() {
    Market market =
        Market.open()
            .close("AAA", "2024-01-09", "12")
            .unconfirmedSplit("AAA", "2024-01-10", "1.281");
    Position counted =
        position("AAA").quantity("10").entry("2024-01-02", "9").asOf("2024-01-10").made();

    assertThat(carried(counted, market, "2024-01-09").amount()).isEqualByComparingTo("90");
    assertThat(carried(counted, market, "2024-01-10").amount()).isEqualByComparingTo("90");
  }

  @Test
  void across_a_spin_off_it_is_that_of_before() {
    Market market =
        Market.open().close("AAA", "2024-01-09", "12").spinOff("AAA", "2024-01-11", "0.5", "KID");

    assertThat(carried(ten(), market, "2024-01-11").amount()).isEqualByComparingTo("120");
    assertThat(carried(ten(), market, "2024-01-11").isNew()).isTrue();
    assertThat(carried(ten(), market, "2024-01-12").isNew()).isFalse();
  }

  @Test
  void an_adjusted_contract_is_worth_what_it_was_before() {
    Market market =
        Market.open()
            .close(CALL, "2024-01-09", "1.50")
            .split("SPL", "2024-01-10", "0.1")
            .close(CALL, "2024-01-11", "7");

    assertThat(carried(position(CALL).option().made(), market, "2024-01-12").amount())
        .isEqualByComparingTo("150");
  }

  @Test
  void a_split_contract_without_a_close_is_worth_what_the_stated_one_was() {
    Market market = Market.open().close(CALL, "2024-01-09", "105").split("SPL", "2024-01-10", "4");

    assertThat(carried(position(CALL).option().made(), market, "2024-01-10").amount())
        .isEqualByComparingTo("10500");
    assertThat(
            carried(
                    position(CALL).option().made(),
                    market.close("SPL240119C00075000", "2024-01-11", "26"),
                    "2024-01-10")
                .amount())
        .isEqualByComparingTo("10500");
  }

  @Test
  void a_split_contract_is_carried_as_what_it_was_as_stated() {
    Market market =
        Market.open()
            .close(CALL, "2024-01-03", "105")
            .split("SPL", "2024-01-04", "4")
            .close("SPL240119C00075000", "2024-01-05", "26");

    // 4 × 26 × 100, five sessions and one later
    assertThat(carried(position(CALL).option().made(), market, "2024-01-15").amount())
        .isEqualByComparingTo("10400");
  }
}
