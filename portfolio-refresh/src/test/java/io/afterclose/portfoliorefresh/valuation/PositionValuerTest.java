package io.afterclose.portfoliorefresh.valuation;

import static io.afterclose.portfolio.position.Stated.history;
import static io.afterclose.portfolio.position.Stated.position;
import static io.afterclose.portfolio.position.Stated.valuation;
import static io.afterclose.portfolio.position.Stated.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfolio.position.Weekdays;
import io.afterclose.portfoliorefresh.valuation.PositionValuation.Status;
import io.afterclose.quant.symbol.OptionRoots;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionValuerTest {
  private static PositionValuation value(Position position, Market market, String date) {
    return value(history(position), market, date);
  }

  private static PositionValuation value(PortfolioHistory history, Market market, String date) {
    List<PositionValuation> all =
        PositionValuer.valueOpen(history, market.data(), LocalDate.parse(date));
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  @Test
  void a_position_is_worth_its_quantity_at_the_close() {
    PositionValuation valued =
        value(
            position("AAPL").quantity("10").made(),
            Market.open().close("AAPL", "2024-01-10", "120.5"),
            "2024-01-10");

    assertThat(valued.status()).isEqualTo(Status.PRICED);
    assertThat(valued.marketValue()).isEqualByComparingTo("1205");
    assertThat(valued.cost()).isEqualByComparingTo("1000");
    assertThat(valued.unrealizedPnl())
        .hasValueSatisfying(pnl -> assertThat(pnl).isEqualByComparingTo("205"));
    assertThat(valued.priceDate()).isEqualTo(LocalDate.parse("2024-01-10"));
  }

  @Test
  void a_short_gains_when_its_price_falls() {
    PositionValuation valued =
        value(
            position("AAPL").sold().quantity("10").entry("2024-01-02", "50").made(),
            Market.open().close("AAPL", "2024-01-10", "40"),
            "2024-01-10");

    assertThat(valued.marketValue()).isEqualByComparingTo("-400");
    assertThat(valued.cost()).isEqualByComparingTo("-500");
    assertThat(valued.unrealizedPnl())
        .hasValueSatisfying(pnl -> assertThat(pnl).isEqualByComparingTo("100"));
  }

  @Test
  void two_calls_from_3_00_to_3_50_gain_100() {
    PositionValuation valued =
        value(
            position("AAPL240315C00150000")
                .option()
                .quantity("2")
                .entry("2024-01-02", "3.00")
                .made(),
            Market.open().close("AAPL240315C00150000", "2024-01-10", "3.50"),
            "2024-01-10");

    assertThat(valued.unrealizedPnl())
        .hasValueSatisfying(pnl -> assertThat(pnl).isEqualByComparingTo("100"));
  }

  @Test
  void only_positions_open_on_the_day_are_valued() {
    PortfolioHistory history =
        history(
            position("AAPL").id(1).exit("2024-01-10", "1").made(),
            position("MSFT").id(2).entry("2024-01-11", "1").made(),
            position("IBM").id(3).made());
    List<PositionValuation> valued =
        PositionValuer.valueOpen(history, Market.open().data(), LocalDate.parse("2024-01-10"));

    assertThat(valued).extracting(v -> v.position().symbol()).containsExactly(Symbol.of("IBM"));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-03,10,PRICED",
    "2024-01-04,10,STALE",
    "2024-01-10,10,STALE",
  })
  void a_close_stands_in_for_up_to_five_sessions(String day, String worth, Status status) {
    PositionValuation valued =
        value(position("AAPL").made(), Market.open().close("AAPL", "2024-01-03", "10"), day);

    assertThat(valued.status()).isEqualTo(status);
    assertThat(valued.marketValue()).isEqualByComparingTo(worth);
    assertThat(valued.priceDate()).isEqualTo(LocalDate.parse("2024-01-03"));
  }

  @Test
  void six_sessions_after_the_last_close_a_position_is_unpriced_and_not_worth_zero() {
    PositionValuation valued =
        value(
            position("AAPL").quantity("3").made(),
            Market.open().close("AAPL", "2024-01-03", "10"),
            "2024-01-11");

    assertThat(valued.status()).isEqualTo(Status.UNPRICED);
    assertThat(valued.value()).isEmpty();
    assertThat(valued.unrealizedPnl()).isEmpty();
    assertThat(valued.quantity()).isEqualByComparingTo("3");
    assertThat(valued.cost()).isEqualByComparingTo("300");
  }

  @Test
  void a_later_close_is_never_used() {
    PositionValuation valued =
        value(
            position("AAPL").made(), Market.open().close("AAPL", "2024-01-11", "10"), "2024-01-10");

    assertThat(valued.status()).isEqualTo(Status.UNPRICED);
  }

  @Test
  void an_axis_too_short_to_judge_staleness_is_refused_rather_than_guessed() {
    PortfolioHistory history = history(position("AAPL").made());
    MarketData narrow =
        MarketTable.on(Weekdays.between("2024-01-08", "2024-01-12"), OptionRoots.NONE_LISTED)
            .build();

    assertThatIllegalStateException()
        .isThrownBy(() -> PositionValuer.valueOpen(history, narrow, LocalDate.parse("2024-01-10")))
        .withMessageContaining("reaches 5 sessions back from 2024-01-10");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PositionValuer.valueOpen(history, narrow, LocalDate.parse("2024-01-13")))
        .withMessageContaining("found 2024-01-13");
  }

  @ParameterizedTest
  @CsvSource({"2024-01-09,10", "2024-01-10,20", "2024-01-11,20"})
  void a_quantity_grows_with_a_split_from_its_ex_date_on(String day, String quantity) {
    PositionValuation valued =
        value(
            position("AAPL").quantity("10").made(),
            Market.open().split("AAPL", "2024-01-10", "2").close("AAPL", day, "50"),
            day);

    assertThat(valued.quantity()).isEqualByComparingTo(quantity);
    assertThat(valued.cost()).isEqualByComparingTo("1000");
  }

  @ParameterizedTest
  @CsvSource({"2024-01-09,10", "2024-01-10,20", "2024-01-22,20"})
  void a_quantity_stated_after_a_split_shrinks_on_the_days_before_it(String day, String quantity) {
    PositionValuation valued =
        value(
            position("AAPL").quantity("20").asOf("2024-01-19").entry("2024-01-02", "50").made(),
            Market.open().split("AAPL", "2024-01-10", "2").close("AAPL", day, "50"),
            day);

    assertThat(valued.quantity()).isEqualByComparingTo(quantity);
    assertThat(valued.cost()).isEqualByComparingTo("1000");
  }

  @ParameterizedTest
  @CsvSource({"2024-01-10,20", "2024-01-09,10"})
  void a_quantity_as_of_the_ex_date_counts_the_new_shares(String day, String quantity) {
    PositionValuation valued =
        value(
            position("AAPL").quantity("20").asOf("2024-01-10").made(),
            Market.open().split("AAPL", "2024-01-10", "2").close("AAPL", day, "50"),
            day);

    assertThat(valued.quantity()).isEqualByComparingTo(quantity);
  }

  @Test
  void several_splits_and_a_reverse_split_multiply() {
    PositionValuation valued =
        value(
            position("AAPL").quantity("30").made(),
            Market.open()
                .split("AAPL", "2024-01-08", "3")
                .split("AAPL", "2024-01-09", "0.1")
                .split("AAPL", "2024-01-11", "7")
                .split("MSFT", "2024-01-09", "5")
                .close("AAPL", "2024-01-10", "100"),
            "2024-01-10");

    assertThat(valued.quantity()).isEqualByComparingTo("9");
    assertThat(valued.marketValue()).isEqualByComparingTo("900");
  }

  @Test
  void a_reverse_split_that_leaves_thirds_loses_no_cent_backwards() {
    PositionValuation valued =
        value(
            position("AAPL").quantity("100").asOf("2024-01-19").made(),
            Market.open().split("AAPL", "2024-01-10", "3").close("AAPL", "2024-01-09", "300"),
            "2024-01-09");

    assertThat(valued.marketValue()).isEqualByComparingTo("10000");
  }

  @Test
  void exactly_half_a_cent_is_rounded_the_same_on_both_sides_of_a_split_by_three() {
    Market market =
        Market.open()
            .close("AAPL", "2024-01-09", "0.6")
            .split("AAPL", "2024-01-10", "3")
            .close("AAPL", "2024-01-11", "0.2");

    for (String stated : List.of("2024-01-09", "2024-01-10")) {
      Position position = position("AAPL").quantity("36.025").asOf(stated).made();
      BigDecimal before = value(position, market, "2024-01-09").value().orElseThrow();
      assertThat(value(position, market, "2024-01-10").value()).as("stale").hasValue(before);
      assertThat(value(position, market, "2024-01-11").value().orElseThrow())
          .isEqualByComparingTo(before);
    }
  }

  @Test
  void a_stale_close_from_before_a_split_is_restated_for_the_new_shares() {
    PositionValuation valued =
        value(
            position("AAPL").quantity("10").made(),
            Market.open().close("AAPL", "2024-01-09", "100").split("AAPL", "2024-01-10", "4"),
            "2024-01-10");

    assertThat(valued.status()).isEqualTo(Status.STALE);
    assertThat(valued.price()).isEqualByComparingTo("25");
    assertThat(valued.quantity()).isEqualByComparingTo("40");
    assertThat(valued.marketValue()).isEqualByComparingTo("1000");
  }

  @Test
  void a_private_position_is_worth_its_latest_valuation_up_to_the_day() {
    Position fund = position("BX_FUND").privately().quantity("2").made();
    PortfolioHistory history =
        with(
            history(fund),
            valuation(fund, "2024-01-10", "260"),
            valuation(fund, "2024-01-05", "220"),
            valuation(fund, "2024-01-11", "300"));
    PositionValuation valued = value(history, Market.open(), "2024-01-10");

    assertThat(valued.status()).isEqualTo(Status.ESTIMATED);
    assertThat(valued.marketValue()).isEqualByComparingTo("260");
    assertThat(valued.priceDate()).isEqualTo(LocalDate.parse("2024-01-10"));
    assertThat(valued.price()).isNull();
  }

  @Test
  void a_private_position_without_a_valuation_is_estimated_at_cost() {
    Position fund = position("BX_FUND").privately().sold().quantity("2").made();
    PositionValuation valued = value(fund, Market.open(), "2024-01-10");

    assertThat(valued.status()).isEqualTo(Status.ESTIMATED);
    assertThat(valued.marketValue()).isEqualByComparingTo("-200");
  }

  @Test
  void a_private_position_ignores_a_listed_namesake() {
    Position fund = position("AAPL").privately().made();
    PositionValuation valued =
        value(
            fund,
            Market.open().split("AAPL", "2024-01-10", "2").close("AAPL", "2024-01-10", "7"),
            "2024-01-10");

    assertThat(valued.quantity()).isEqualByComparingTo("1");
    assertThat(valued.marketValue()).isEqualByComparingTo("100");
  }
}
