package io.afterclose.portfoliorefresh.valuation;

import static io.afterclose.portfolio.position.Stated.history;
import static io.afterclose.portfolio.position.Stated.position;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfolio.position.CashMovement.Kind;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfoliorefresh.valuation.PositionValuation.Status;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionSettlementTest {
  /** Expires on Friday 2024-01-19, strike 150. */
  private static final String CALL = "AAPL240119C00150000";

  private static final Position TWO_CALLS =
      position(CALL).option().quantity("2").entry("2024-01-02", "3").made();

  private static List<PositionValuation> open(Position position, Market market, String date) {
    return PositionValuer.valueOpen(history(position), market.data(), LocalDate.parse(date));
  }

  private static List<CashRow> trades(Position position, Market market, String date) {
    PortfolioHistory history = history(position);
    return CashLedger.upTo(LocalDate.parse(date), history, market.data()).rows().stream()
        .filter(row -> row.kind() == Kind.TRADE)
        .filter(row -> !row.date().equals(position.entryDate()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"162.5,2500", "150,0", "120,0"})
  void at_the_close_of_its_expiry_a_call_is_settled_at_what_exercising_gives(
      String underlying, String worth) {
    Market market =
        Market.open().close("AAPL", "2024-01-19", underlying).close(CALL, "2024-01-19", "99");

    assertThat(open(TWO_CALLS, market, "2024-01-19")).isEmpty();
    assertThat(trades(TWO_CALLS, market, "2024-01-19"))
        .singleElement()
        .satisfies(row -> assertThat(row.date()).isEqualTo(LocalDate.parse("2024-01-19")))
        .satisfies(row -> assertThat(row.amount()).isEqualByComparingTo(worth));
  }

  @Test
  void a_written_put_owes_its_intrinsic_value() {
    Position put = position("AAPL240119P00150000").option().sold().made();
    Market market = Market.open().close("AAPL", "2024-01-19", "140");

    assertThat(open(put, market, "2024-01-19")).isEmpty();
    assertThat(trades(put, market, "2024-01-22"))
        .singleElement()
        .satisfies(row -> assertThat(row.amount()).isEqualByComparingTo("-1000"));
  }

  @Test
  void the_day_before_its_expiry_an_option_is_worth_its_own_close() {
    Market market =
        Market.open().close("AAPL", "2024-01-18", "162.5").close(CALL, "2024-01-18", "13");

    assertThat(open(TWO_CALLS, market, "2024-01-18"))
        .singleElement()
        .satisfies(v -> assertThat(v.marketValue()).isEqualByComparingTo("2600"));
  }

  @Test
  void from_the_close_of_its_expiry_an_option_is_gone_and_paid_for_once() {
    Market market = Market.open().close("AAPL", "2024-01-19", "162.5");

    assertThat(trades(TWO_CALLS, market, "2024-01-18")).isEmpty();
    assertThat(open(TWO_CALLS, market, "2024-01-22")).isEmpty();
    assertThat(trades(TWO_CALLS, market, "2024-03-01"))
        .singleElement()
        .satisfies(row -> assertThat(row.date()).isEqualTo(LocalDate.parse("2024-01-19")))
        .satisfies(row -> assertThat(row.amount()).isEqualByComparingTo("2500"));
  }

  @Test
  void an_expiry_on_a_saturday_settles_at_the_close_of_friday() {
    Position saturday = position("AAPL240120C00150000").option().made();
    Market market = Market.open().close("AAPL", "2024-01-19", "151");

    assertThat(open(saturday, market, "2024-01-19")).isEmpty();
    assertThat(trades(saturday, market, "2024-01-22"))
        .singleElement()
        .satisfies(row -> assertThat(row.date()).isEqualTo(LocalDate.parse("2024-01-19")))
        .satisfies(row -> assertThat(row.amount()).isEqualByComparingTo("100"));
  }

  @Test
  void an_option_on_a_class_share_is_settled_by_it() {
    Position call = position("BRKB240119C00350000").option().made();
    Market market =
        Market.open().close("BRK.B", "2024-01-19", "360").close("BRKB", "2024-01-19", "999");

    assertThat(trades(call, market, "2024-01-19"))
        .singleElement()
        .satisfies(row -> assertThat(row.amount()).isEqualByComparingTo("1000"));
  }

  @ParameterizedTest
  @CsvSource({"SPXW, SPXW", "AAPL1, AAPL"})
  void an_option_on_an_index_and_an_adjusted_one_settle_at_their_own_close(
      String root, String namesake) {
    String symbol = root + "240119C00150000";
    Position call = position(symbol).option().made();
    Market market =
        Market.open().close(namesake, "2024-01-19", "999").close(symbol, "2024-01-19", "12");

    assertThat(trades(call, market, "2024-01-19"))
        .singleElement()
        .satisfies(row -> assertThat(row.amount()).isEqualByComparingTo("1200"));
  }

  @Test
  void without_a_close_of_the_underlying_the_option_settles_at_its_own_latest_close() {
    Market market = Market.open().close(CALL, "2024-01-17", "12");

    assertThat(open(TWO_CALLS, market, "2024-01-19")).isEmpty();
    assertThat(trades(TWO_CALLS, market, "2024-01-22"))
        .singleElement()
        .satisfies(row -> assertThat(row.amount()).isEqualByComparingTo("2400"));
  }

  @Test
  void an_expired_option_that_nothing_prices_stays_unpriced_and_is_not_lost() {
    Market market = Market.open().close("AAPL", "2024-01-22", "162.5");

    assertThat(open(TWO_CALLS, market, "2024-01-22"))
        .singleElement()
        .satisfies(v -> assertThat(v.status()).isEqualTo(Status.UNPRICED));
    assertThat(trades(TWO_CALLS, market, "2024-01-22")).isEmpty();
  }

  @Test
  void a_stated_exit_stands_and_between_expiry_and_exit_the_option_keeps_its_settlement_value() {
    Position exercised = position(CALL).option().quantity("2").exit("2024-01-24", "12").made();
    Market market = Market.open().close("AAPL", "2024-01-19", "162.5");

    assertThat(open(exercised, market, "2024-01-23"))
        .singleElement()
        .satisfies(v -> assertThat(v.status()).isEqualTo(Status.PRICED))
        .satisfies(v -> assertThat(v.marketValue()).isEqualByComparingTo("2500"));
    assertThat(open(exercised, market, "2024-01-24")).isEmpty();
    assertThat(trades(exercised, market, "2024-01-24"))
        .singleElement()
        .satisfies(row -> assertThat(row.amount()).isEqualByComparingTo("2400"));
  }

  @Test
  void sold_before_its_expiry_an_option_settles_nothing() {
    Position sold = position(CALL).option().exit("2024-01-10", "5").made();
    Market market = Market.open().close("AAPL", "2024-01-19", "162.5");

    assertThat(trades(sold, market, "2024-01-22"))
        .singleElement()
        .satisfies(row -> assertThat(row.date()).isEqualTo(LocalDate.parse("2024-01-10")));
  }
}
