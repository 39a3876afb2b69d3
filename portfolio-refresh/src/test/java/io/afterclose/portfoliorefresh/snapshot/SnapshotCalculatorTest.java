package io.afterclose.portfoliorefresh.snapshot;

import static io.afterclose.portfolio.position.Stated.cash;
import static io.afterclose.portfolio.position.Stated.history;
import static io.afterclose.portfolio.position.Stated.position;
import static io.afterclose.portfolio.position.Stated.valuation;
import static io.afterclose.portfolio.position.Stated.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfolio.position.CashMovement.Kind;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfolio.snapshot.Snapshot;
import io.afterclose.portfolio.snapshot.SnapshotTotals.Status;
import io.afterclose.portfoliorefresh.valuation.Market;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SnapshotCalculatorTest {
  private static final String DAY = "2024-01-10";

  private static Snapshot snapshot(PortfolioHistory history, Market market, String day) {
    return SnapshotCalculator.calculate(history, market.data(), LocalDate.parse(day)).snapshot();
  }

  @Test
  void sums_values_costs_and_exposures_by_sign() {
    PortfolioHistory history =
        with(
            history(
                position("AAPL").id(1).quantity("10").made(),
                position("MSFT").id(2).sold().quantity("4").entry("2024-01-02", "50").made()),
            cash("2024-01-05", Kind.BALANCE, "300"));
    Market market = Market.open().close("AAPL", DAY, "110").close("MSFT", DAY, "60");
    Snapshot snapshot = snapshot(history, market, DAY);

    assertThat(snapshot.portfolioId()).isEqualTo(1);
    assertThat(snapshot.date()).isEqualTo(LocalDate.parse(DAY));
    assertThat(snapshot.totals().worth().value()).hasToString("860.00");
    assertThat(snapshot.totals().worth().cost()).hasToString("800.00");
    assertThat(snapshot.totals().worth().pnl()).hasToString("60.00");
    assertThat(snapshot.totals().worth().pnlPercent()).hasToString("5.000000");
    assertThat(snapshot.totals().cash().value()).hasToString("300.00");
    assertThat(snapshot.totals().cash().netAssetValue()).hasToString("1160.00");
    assertThat(snapshot.totals().cash().cumulativeExternalFlows()).hasToString("1100.00");
    assertThat(snapshot.totals().exposure().longValue()).hasToString("1100.00");
    assertThat(snapshot.totals().exposure().shortValue()).hasToString("-240.00");
    assertThat(snapshot.totals().exposure().gross()).hasToString("1340.00");
    assertThat(snapshot.totals().exposure().net()).hasToString("860.00");
    assertThat(snapshot.totals().coverage()).hasToString("1.000000");
    assertThat(snapshot.totals().status()).isEqualTo(Status.COMPLETE);
  }

  @Test
  void a_short_of_ten_from_50_to_40_gains_100_which_is_20_per_cent_of_an_exposure_of_minus_400() {
    PortfolioHistory history =
        history(position("AAPL").sold().quantity("10").entry("2024-01-02", "50").made());
    Snapshot snapshot = snapshot(history, Market.open().close("AAPL", DAY, "40"), DAY);

    assertThat(snapshot.totals().worth().pnl()).hasToString("100.00");
    assertThat(snapshot.totals().exposure().net()).hasToString("-400.00");
    assertThat(snapshot.totals().worth().pnlPercent()).hasToString("20.000000");
  }

  @Test
  void two_calls_from_3_00_to_3_50_gain_100() {
    PortfolioHistory history =
        history(
            position("AAPL240315C00150000")
                .option()
                .quantity("2")
                .entry("2024-01-02", "3.00")
                .made());
    Snapshot snapshot =
        snapshot(history, Market.open().close("AAPL240315C00150000", DAY, "3.50"), DAY);

    assertThat(snapshot.totals().worth().pnl()).hasToString("100.00");
  }

  @Test
  void counts_every_open_position_once_and_leaves_the_unpriced_out_of_value_and_cost() {
    Position fund = position("FUND").id(4).privately().made();
    PortfolioHistory history =
        history(
            position("AAPL").id(1).made(),
            position("MSFT").id(2).made(),
            position("GONE").id(3).sold().quantity("2").made(),
            fund,
            position("LATER").id(5).entry("2024-02-01", "1").made());
    Market market = Market.open().close("AAPL", DAY, "300").close("MSFT", "2024-01-09", "200");
    Snapshot snapshot = snapshot(history, market, DAY);

    assertThat(snapshot.totals().counts().all()).isEqualTo(4);
    assertThat(snapshot.totals().counts().priced()).isEqualTo(1);
    assertThat(snapshot.totals().counts().stale()).isEqualTo(1);
    assertThat(snapshot.totals().counts().estimated()).isEqualTo(1);
    assertThat(snapshot.totals().counts().unpriced()).isEqualTo(1);
    assertThat(snapshot.totals().worth().value()).hasToString("600.00");
    assertThat(snapshot.totals().worth().cost()).hasToString("300.00");
    assertThat(snapshot.totals().worth().pnl()).hasToString("300.00");
    assertThat(snapshot.totals().worth().pnlPercent()).hasToString("100.000000");
    assertThat(snapshot.totals().coverage()).as("600 of 600 + 200 at cost").hasToString("0.750000");
    assertThat(snapshot.totals().status()).isEqualTo(Status.PARTIAL);
  }

  @Test
  void a_stale_price_leaves_a_snapshot_complete() {
    Snapshot snapshot =
        snapshot(
            history(position("AAPL").made()), Market.open().close("AAPL", "2024-01-09", "1"), DAY);

    assertThat(snapshot.totals().status()).isEqualTo(Status.COMPLETE);
    assertThat(snapshot.totals().coverage()).hasToString("1.000000");
  }

  @Test
  void an_empty_portfolio_is_worth_nothing_and_divides_by_nothing() {
    Snapshot snapshot = snapshot(history(), Market.open(), DAY);

    assertThat(amounts(snapshot)).allSatisfy(amount -> assertThat(amount).isZero());
    assertThat(snapshot.totals().worth().pnlPercent()).hasToString("0.000000");
    assertThat(snapshot.totals().coverage()).hasToString("1.000000");
    assertThat(snapshot.totals().counts().all()).isZero();
    assertThat(snapshot.totals().status()).isEqualTo(Status.COMPLETE);
  }

  private static List<BigDecimal> amounts(Snapshot snapshot) {
    return Stream.of(
            snapshot.totals().worth().value(),
            snapshot.totals().worth().cost(),
            snapshot.totals().worth().pnl(),
            snapshot.totals().cash().value(),
            snapshot.totals().cash().netAssetValue(),
            snapshot.totals().cash().cumulativeExternalFlows(),
            snapshot.totals().exposure().gross())
        .toList();
  }

  @Test
  void a_portfolio_of_cash_only_is_worth_its_cash_even_when_it_is_owed() {
    PortfolioHistory history = with(history(), cash("2024-01-05", Kind.BALANCE, "-250.5"));
    Snapshot snapshot = snapshot(history, Market.open(), DAY);

    assertThat(snapshot.totals().cash().netAssetValue()).hasToString("-250.50");
    assertThat(snapshot.totals().worth().pnlPercent()).hasToString("0.000000");
    assertThat(snapshot.totals().coverage()).hasToString("1.000000");
  }

  @Test
  void a_portfolio_of_private_positions_only_is_estimated_and_complete() {
    Position fund = position("FUND").privately().quantity("2").made();
    Snapshot snapshot =
        snapshot(with(history(fund), valuation(fund, "2024-01-08", "250")), Market.open(), DAY);

    assertThat(snapshot.totals().worth().pnl()).hasToString("50.00");
    assertThat(snapshot.totals().worth().pnlPercent()).hasToString("25.000000");
    assertThat(snapshot.totals().status()).isEqualTo(Status.COMPLETE);
  }

  @Test
  void a_gift_without_cost_has_a_profit_but_no_percentage() {
    PortfolioHistory history = history(position("AAPL").entry("2024-01-02", "0").made());
    Snapshot snapshot = snapshot(history, Market.open().close("AAPL", DAY, "40"), DAY);

    assertThat(snapshot.totals().worth().pnl()).hasToString("40.00");
    assertThat(snapshot.totals().worth().pnlPercent()).hasToString("0.000000");
  }

  @Test
  void an_unpriced_gift_alone_leaves_nothing_covered() {
    PortfolioHistory history = history(position("GONE").entry("2024-01-02", "0").made());
    Snapshot snapshot = snapshot(history, Market.open(), DAY);

    assertThat(snapshot.totals().coverage()).hasToString("0.000000");
    assertThat(snapshot.totals().status()).isEqualTo(Status.PARTIAL);
  }

  @Test
  void amounts_are_rounded_once_after_the_sum() {
    PortfolioHistory history =
        history(
            position("AAPL").id(1).made(),
            position("MSFT").id(2).made(),
            position("IBM").id(3).made());
    Market market =
        Market.open()
            .close("AAPL", DAY, "0.004")
            .close("MSFT", DAY, "0.004")
            .close("IBM", DAY, "0.004");

    assertThat(snapshot(history, market, DAY).totals().worth().value()).hasToString("0.01");
  }

  @Test
  void daily_profits_add_up_to_50_for_a_share_bought_at_100_and_sold_at_150() {
    PortfolioHistory history =
        history(position("AAPL").entry("2024-01-08", "100").exit("2024-01-10", "150").made());
    Market market =
        Market.open()
            .close("AAPL", "2024-01-08", "120")
            .close("AAPL", "2024-01-09", "150")
            .close("AAPL", "2024-01-10", "155");

    assertThat(
            dailyProfits(history, market, "2024-01-05", "2024-01-08", "2024-01-09", "2024-01-10"))
        .containsExactly("20.00", "30.00", "0.00");
    assertThat(dailyProfits(history, market, "2024-01-05", "2024-01-10"))
        .as("a skipped session loses nothing")
        .containsExactly("50.00");
  }

  @Test
  void a_balance_in_the_middle_leaves_the_profit_of_every_day_as_it_is() {
    PortfolioHistory silent =
        history(
            position("AAPL")
                .id(1)
                .quantity("10")
                .entry("2024-01-08", "100")
                .exit("2024-01-11", "90")
                .made(),
            position("MSFT").id(2).quantity("5").entry("2024-01-10", "40").made());
    PortfolioHistory stated =
        with(
            silent,
            cash("2024-01-09", Kind.BALANCE, "777"),
            cash("2024-01-11", Kind.BALANCE, "123.45"));
    Market market = Market.open().dividend("AAPL", "2024-01-10", "1.5");
    String[] days = {
      "2024-01-05", "2024-01-08", "2024-01-09", "2024-01-10", "2024-01-11", "2024-01-12"
    };
    for (String day : days) {
      market.close("AAPL", day, "1" + day.substring(8)).close("MSFT", day, day.substring(8));
    }

    assertThat(dailyProfits(stated, market, days))
        .isEqualTo(dailyProfits(silent, market, days))
        .containsExactly("80.00", "10.00", "-125.00", "-195.00", "5.00");
  }

  @Test
  void a_fee_is_a_loss() {
    PortfolioHistory history =
        with(history(position("AAPL").made()), cash("2024-01-09", Kind.FEE, "3"));
    Market market =
        Market.open().close("AAPL", "2024-01-08", "120").close("AAPL", "2024-01-09", "121");

    assertThat(dailyProfits(history, market, "2024-01-08", "2024-01-09")).containsExactly("-2.00");
  }

  @Test
  void a_weekend_is_earned_in_the_next_session() {
    PortfolioHistory history = history(position("AAPL").made());
    Market market =
        Market.open().close("AAPL", "2024-01-05", "100").close("AAPL", "2024-01-08", "107");

    assertThat(dailyProfits(history, market, "2024-01-05", "2024-01-08")).containsExactly("7.00");
  }

  @Test
  void a_split_is_no_profit() {
    PortfolioHistory history = history(position("AAPL").quantity("3").made());
    Market market =
        Market.open()
            .close("AAPL", "2024-01-09", "120")
            .split("AAPL", "2024-01-10", "4")
            .close("AAPL", "2024-01-10", "30");

    assertThat(dailyProfits(history, market, "2024-01-09", "2024-01-10")).containsExactly("0.00");
  }

  @Test
  void an_option_that_expires_in_the_money_loses_nothing_by_being_settled() {
    PortfolioHistory history = history(position("AAPL240119C00150000").option().made());
    Market market =
        Market.open()
            .close("AAPL240119C00150000", "2024-01-18", "12")
            .close("AAPL", "2024-01-19", "163");

    assertThat(dailyProfits(history, market, "2024-01-18", "2024-01-19", "2024-01-22"))
        .containsExactly("100.00", "0.00");
  }

  /** NAV − previous NAV − external flows between, day by day. */
  private static List<String> dailyProfits(
      PortfolioHistory history, Market market, String... days) {
    List<Snapshot> snapshots = Stream.of(days).map(day -> snapshot(history, market, day)).toList();
    return Stream.iterate(1, i -> i < snapshots.size(), i -> i + 1)
        .map(i -> profit(snapshots.get(i - 1), snapshots.get(i)).toPlainString())
        .toList();
  }

  private static BigDecimal profit(Snapshot before, Snapshot after) {
    return after
        .totals()
        .cash()
        .netAssetValue()
        .subtract(before.totals().cash().netAssetValue())
        .subtract(after.totals().cash().cumulativeExternalFlows())
        .add(before.totals().cash().cumulativeExternalFlows());
  }
}
