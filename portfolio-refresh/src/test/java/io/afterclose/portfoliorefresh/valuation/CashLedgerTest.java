package io.afterclose.portfoliorefresh.valuation;

import static io.afterclose.portfolio.position.Stated.cash;
import static io.afterclose.portfolio.position.Stated.cashOf;
import static io.afterclose.portfolio.position.Stated.history;
import static io.afterclose.portfolio.position.Stated.position;
import static io.afterclose.portfolio.position.Stated.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfolio.position.CashMovement.Kind;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.Position;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CashLedgerTest {
  private static final Position TEN =
      position("AAPL").quantity("10").entry("2024-01-10", "100").made();

  private static void expect(
      PortfolioHistory history, Market market, String day, String cash, String flows) {
    CashState state = CashLedger.upTo(LocalDate.parse(day), history, market.data()).state();
    assertThat(state.cash()).as("cash on " + day).isEqualByComparingTo(cash);
    assertThat(state.cumulativeExternalFlows()).as("flows to " + day).isEqualByComparingTo(flows);
  }

  private static void expect(PortfolioHistory history, String day, String cash, String flows) {
    expect(history, Market.open(), day, cash, flows);
  }

  @Test
  void without_an_explicit_row_cash_is_zero_and_the_owner_pays_for_everything() {
    PortfolioHistory history =
        history(
            position("AAPL")
                .quantity("10")
                .entry("2024-01-10", "100")
                .exit("2024-01-15", "120")
                .made());
    Market market = Market.open().dividend("AAPL", "2024-01-12", "0.5");

    expect(history, market, "2024-01-09", "0", "0");
    expect(history, market, "2024-01-10", "0", "1000");
    expect(history, market, "2024-01-12", "0", "995");
    expect(history, market, "2024-01-15", "0", "-205");
  }

  @Test
  void rows_after_the_first_explicit_one_move_cash() {
    PortfolioHistory history =
        with(
            history(
                position("AAPL")
                    .quantity("10")
                    .entry("2024-01-10", "100")
                    .exit("2024-01-15", "120")
                    .made()),
            cash("2024-01-08", Kind.BALANCE, "5000"));

    expect(history, "2024-01-05", "0", "0");
    expect(history, "2024-01-08", "5000", "5000");
    expect(history, "2024-01-10", "4000", "5000");
    expect(history, "2024-01-15", "5200", "5000");
  }

  @Test
  void rows_on_the_date_of_the_first_explicit_one_are_still_settled_by_the_owner() {
    PortfolioHistory history = with(history(TEN), cash("2024-01-10", Kind.DEPOSIT, "300"));

    expect(history, "2024-01-10", "300", "1300");
  }

  @Test
  void a_balance_absorbs_all_before_it_and_on_its_date_and_its_jump_is_an_external_flow() {
    PortfolioHistory history =
        with(
            history(TEN),
            cash("2024-01-08", Kind.BALANCE, "5000"),
            cash("2024-01-10", Kind.DEPOSIT, "100"),
            cash("2024-01-10", Kind.BALANCE, "4150"));

    expect(history, "2024-01-10", "4150", "5150");
  }

  @Test
  void a_balance_that_agrees_with_the_ledger_is_no_flow() {
    PortfolioHistory history =
        with(
            history(TEN),
            cash("2024-01-08", Kind.BALANCE, "5000"),
            cash("2024-01-11", Kind.BALANCE, "4000"));

    expect(history, "2024-01-11", "4000", "5000");
  }

  @Test
  void deposits_and_withdrawals_are_flows() {
    PortfolioHistory history =
        with(
            history(),
            cash("2024-01-08", Kind.DEPOSIT, "500"),
            cash("2024-01-09", Kind.WITHDRAWAL, "700"));

    expect(history, "2024-01-08", "500", "500");
    expect(history, "2024-01-09", "-200", "-200");
  }

  @Test
  void a_fee_alone_lowers_cash_and_is_no_flow() {
    PortfolioHistory history = with(history(TEN), cash("2024-01-11", Kind.FEE, "7"));

    expect(history, "2024-01-10", "0", "1000");
    expect(history, "2024-01-11", "-7", "1000");
  }

  @Test
  void an_explicit_trade_replaces_the_implied_one_of_its_position_and_date() {
    Position twin = position("AAPL").id(2).quantity("10").entry("2024-01-10", "100").made();
    PortfolioHistory history =
        with(
            history(TEN, twin),
            cash("2024-01-08", Kind.BALANCE, "5000"),
            cashOf(TEN, "2024-01-10", Kind.TRADE, "-1004.95"));

    expect(history, "2024-01-10", "2995.05", "5000");
  }

  @Test
  void an_explicit_trade_that_is_the_first_row_moves_cash_without_a_flow() {
    PortfolioHistory history =
        with(history(TEN), cashOf(TEN, "2024-01-10", Kind.TRADE, "-1004.95"));

    expect(history, "2024-01-10", "-1004.95", "0");
  }

  @Test
  void an_explicit_trade_of_another_date_or_kind_or_of_no_position_replaces_nothing() {
    PortfolioHistory history =
        with(
            history(TEN),
            cash("2024-01-08", Kind.BALANCE, "5000"),
            cash("2024-01-10", Kind.TRADE, "1"),
            cashOf(TEN, "2024-01-10", Kind.DIVIDEND, "2"),
            cashOf(TEN, "2024-01-11", Kind.TRADE, "4"));

    expect(history, "2024-01-11", "4007", "5000");
  }

  @Test
  void a_replaced_entry_leaves_the_exit_implied() {
    Position sold =
        position("AAPL").quantity("10").entry("2024-01-10", "100").exit("2024-01-15", "120").made();
    PortfolioHistory history =
        with(
            history(sold),
            cash("2024-01-08", Kind.BALANCE, "5000"),
            cashOf(sold, "2024-01-10", Kind.TRADE, "-1001"));

    expect(history, "2024-01-15", "5199", "5000");
  }

  @Test
  void an_explicit_dividend_replaces_the_implied_one_of_its_position_and_date() {
    PortfolioHistory history =
        with(
            history(TEN),
            cash("2024-01-08", Kind.BALANCE, "5000"),
            cashOf(TEN, "2024-01-12", Kind.DIVIDEND, "4.25"));
    Market market =
        Market.open().dividend("AAPL", "2024-01-12", "0.5").dividend("AAPL", "2024-01-16", "0.5");

    expect(history, market, "2024-01-12", "4004.25", "5000");
    expect(history, market, "2024-01-16", "4009.25", "5000");
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-11,2024-01-15,5", "2024-01-12,2024-01-15,0",
    "2024-01-10,2024-01-12,5", "2024-01-10,2024-01-11,0",
  })
  void a_dividend_is_paid_on_what_was_held_at_the_close_before_the_ex_date(
      String entry, String exit, String paid) {
    PortfolioHistory history =
        with(
            history(position("AAPL").quantity("10").entry(entry, "100").exit(exit, "100").made()),
            cash("2024-01-08", Kind.BALANCE, "0"));
    Market market = Market.open().dividend("AAPL", "2024-01-12", "0.5");

    expect(history, market, "2024-01-15", paid, "0");
  }

  @Test
  void a_short_pays_the_dividend() {
    PortfolioHistory history =
        with(
            history(position("AAPL").sold().quantity("10").entry("2024-01-10", "100").made()),
            cash("2024-01-08", Kind.BALANCE, "0"));
    Market market = Market.open().dividend("AAPL", "2024-01-12", "0.5");

    expect(history, market, "2024-01-10", "1000", "0");
    expect(history, market, "2024-01-12", "995", "0");
  }

  @Test
  void a_dividend_on_the_day_of_a_split_is_paid_on_the_old_shares() {
    PortfolioHistory history = with(history(TEN), cash("2024-01-10", Kind.BALANCE, "0"));
    Market market =
        Market.open().split("AAPL", "2024-01-12", "2").dividend("AAPL", "2024-01-12", "0.5");

    expect(history, market, "2024-01-12", "5", "1000");
  }

  @Test
  void only_public_positions_get_dividends_and_only_of_cash() {
    PortfolioHistory history =
        with(
            history(
                position("AAPL").id(1).privately().made(),
                position("MSFT240315C00150000").id(2).option().made(),
                position("MSFT").id(3).made()),
            cash("2024-01-08", Kind.BALANCE, "0"));
    Market market =
        Market.open()
            .dividend("AAPL", "2024-01-12", "1")
            .dividend("MSFT240315C00150000", "2024-01-12", "1")
            .implied("MSFT", "2024-01-12", "1");

    expect(history, market, "2024-01-12", "0", "10200");
  }

  @Test
  void a_sale_after_a_split_is_of_the_shares_of_that_day() {
    PortfolioHistory history =
        with(
            history(
                position("AAPL")
                    .quantity("10")
                    .entry("2024-01-10", "100")
                    .exit("2024-01-15", "60")
                    .made()),
            cash("2024-01-08", Kind.BALANCE, "5000"));
    Market market = Market.open().split("AAPL", "2024-01-12", "2");

    expect(history, market, "2024-01-15", "5200", "5000");
  }

  @Test
  void a_purchase_stated_in_later_shares_costs_what_the_position_cost() {
    PortfolioHistory history =
        with(
            history(
                position("AAPL")
                    .quantity("20")
                    .asOf("2024-01-19")
                    .entry("2024-01-10", "50")
                    .made()),
            cash("2024-01-08", Kind.BALANCE, "5000"));
    Market market = Market.open().split("AAPL", "2024-01-12", "2");

    expect(history, market, "2024-01-10", "4000", "5000");
    expect(history, market, "2024-01-22", "4000", "5000");
  }

  @Test
  void a_multiplier_scales_trades() {
    PortfolioHistory history =
        with(
            history(
                position("AAPL240315C00150000")
                    .option()
                    .quantity("2")
                    .entry("2024-01-10", "3")
                    .exit("2024-01-12", "3.5")
                    .made()),
            cash("2024-01-08", Kind.BALANCE, "1000"));

    expect(history, "2024-01-10", "400", "1000");
    expect(history, "2024-01-12", "1100", "1000");
  }

  @Test
  void bought_and_sold_on_one_day_leaves_the_difference() {
    PortfolioHistory history =
        with(
            history(
                position("AAPL")
                    .quantity("10")
                    .entry("2024-01-10", "100")
                    .exit("2024-01-10", "103")
                    .made()),
            cash("2024-01-08", Kind.BALANCE, "0"));

    expect(history, "2024-01-10", "30", "0");
  }

  @Test
  void rows_of_a_weekend_count_from_their_day_on() {
    PortfolioHistory history =
        with(history(), cash("2024-01-06", Kind.DEPOSIT, "10"), cash("2024-01-07", Kind.FEE, "1"));

    expect(history, "2024-01-05", "0", "0");
    expect(history, "2024-01-08", "9", "10");
  }

  @Test
  void nothing_dated_later_is_read() {
    PortfolioHistory history =
        with(
            history(
                position("AAPL")
                    .quantity("10")
                    .entry("2024-01-10", "100")
                    .exit("2024-01-15", "120")
                    .made()),
            cash("2024-01-12", Kind.BALANCE, "9"));
    Market market = Market.open().dividend("AAPL", "2024-01-12", "0.5");

    expect(history, market, "2024-01-11", "0", "1000");
  }
}
