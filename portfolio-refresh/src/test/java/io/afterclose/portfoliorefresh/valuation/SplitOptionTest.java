package io.afterclose.portfoliorefresh.valuation;

import static io.afterclose.portfolio.position.Stated.history;
import static io.afterclose.portfolio.position.Stated.position;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfolio.position.CashMovement.Kind;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfoliorefresh.valuation.PositionValuation.Status;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options on SPL, which closed at 400 and splits 4:1 on 2024-01-10; they expire on 2024-01-19. */
class SplitOptionTest {
  private static final String CALL = "SPL240119C00300000";
  private static final String PUT = "SPL240119P00300000";
  private static final String CALL_75 = "SPL240119C00075000";

  private static Market split() {
    return Market.open().split("SPL", "2024-01-10", "4");
  }

  private static PositionValuation value(Position position, Market market, String date) {
    List<PositionValuation> all =
        PositionValuer.valueOpen(history(position), market.data(), LocalDate.parse(date));
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static List<CashRow> settlements(Position position, Market market) {
    return CashLedger.upTo(LocalDate.parse("2024-01-22"), history(position), market.data())
        .rows()
        .stream()
        .filter(row -> row.kind() == Kind.TRADE && row.date().equals(LocalDate.parse("2024-01-19")))
        .toList();
  }

  @Test
  void after_a_whole_split_a_call_is_worth_as_many_contracts_of_the_divided_strike() {
    PositionValuation valued =
        value(
            position(CALL).option().made(),
            split().close(CALL_75, "2024-01-11", "26").close(CALL, "2024-01-11", "0.01"),
            "2024-01-11");

    assertThat(valued.status()).isEqualTo(Status.PRICED);
    assertThat(valued.quantity()).isEqualByComparingTo("1");
    assertThat(valued.price()).isEqualByComparingTo("104");
    assertThat(valued.priceSymbol()).isEqualTo(Symbol.of(CALL_75));
    assertThat(valued.marketValue()).isEqualByComparingTo("10400");
  }

  @Test
  void before_the_split_it_is_worth_its_own_close() {
    Market market = split().close(CALL, "2024-01-09", "105").close(CALL_75, "2024-01-09", "325");

    assertThat(value(position(CALL).option().made(), market, "2024-01-09").marketValue())
        .isEqualByComparingTo("10500");
  }

  @ParameterizedTest
  @CsvSource({CALL + ",2024-01-09", CALL + ",2024-01-10", CALL_75 + ",2024-01-09"})
  void a_close_of_another_contract_prices_it_never(String symbol, String date) {
    PositionValuation valued =
        value(position(CALL).option().made(), split().close(symbol, date, "105"), "2024-01-10");

    assertThat(valued.status()).isEqualTo(Status.UNPRICED);
    assertThat(valued.reason()).isEqualTo(UnpricedReason.NO_PRICE);
  }

  @ParameterizedTest
  @CsvSource({CALL + ",10000", PUT + ",0"})
  void it_is_settled_at_the_close_of_all_new_shares_against_the_stated_strike(
      String symbol, String worth) {
    Market market = split().close("SPL", "2024-01-19", "100");

    assertThat(settlements(position(symbol).option().made(), market))
        .singleElement()
        .satisfies(row -> assertThat(row.amount()).isEqualByComparingTo(worth));
    assertThat(settlements(position(symbol).option().sold().made(), market))
        .singleElement()
        .satisfies(row -> assertThat(row.amount().negate()).isEqualByComparingTo(worth));
  }

  @Test
  void a_contract_stated_as_of_a_day_after_the_split_is_the_new_one() {
    Position stated = position(CALL_75).option().asOf("2024-01-10").made();

    assertThat(
            value(stated, split().close(CALL_75, "2024-01-11", "26"), "2024-01-11").marketValue())
        .isEqualByComparingTo("2600");
    assertThat(settlements(stated, split().close("SPL", "2024-01-19", "100")))
        .singleElement()
        .satisfies(row -> assertThat(row.amount()).isEqualByComparingTo("2500"));
    assertThat(value(stated, split().close(CALL_75, "2024-01-09", "26"), "2024-01-09").reason())
        .isEqualTo(UnpricedReason.ADJUSTED_CONTRACT);
  }

  @ParameterizedTest
  @CsvSource({"0.1", "1.5"})
  void after_a_split_of_no_whole_it_is_unpriced_from_the_ex_date_on(String ratio) {
    Market market =
        Market.open()
            .split("SPL", "2024-01-10", ratio)
            .close(CALL, "2024-01-09", "105")
            .close(CALL, "2024-01-10", "105")
            .close("SPL", "2024-01-19", "100");
    Position call = position(CALL).option().made();

    assertThat(value(call, market, "2024-01-09").status()).isEqualTo(Status.PRICED);
    assertThat(value(call, market, "2024-01-10").reason())
        .isEqualTo(UnpricedReason.ADJUSTED_CONTRACT);
    assertThat(value(call, market, "2024-01-22").reason())
        .isEqualTo(UnpricedReason.ADJUSTED_CONTRACT);
    assertThat(settlements(call, market)).isEmpty();
  }

  @Test
  void a_split_after_the_expiry_changes_no_settlement() {
    Market market = Market.open().split("SPL", "2024-01-22", "4").close("SPL", "2024-01-19", "400");

    assertThat(settlements(position(CALL).option().made(), market))
        .singleElement()
        .satisfies(row -> assertThat(row.amount()).isEqualByComparingTo("10000"));
  }

  @Test
  void a_strike_that_a_split_does_not_divide_evenly_is_rounded_to_the_cent() {
    Market market =
        Market.open()
            .split("SPL", "2024-01-10", "7")
            .close("SPL240119C00092140", "2024-01-10", "2");

    assertThat(
            value(position("SPL240119C00645000").option().made(), market, "2024-01-10")
                .marketValue())
        .isEqualByComparingTo("1400");
  }
}
