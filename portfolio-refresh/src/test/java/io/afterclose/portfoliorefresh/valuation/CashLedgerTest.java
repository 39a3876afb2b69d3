package io.afterclose.portfoliorefresh.valuation;

import static io.afterclose.portfolio.position.Stated.cash;
import static io.afterclose.portfolio.position.Stated.cashOf;
import static io.afterclose.portfolio.position.Stated.history;
import static io.afterclose.portfolio.position.Stated.position;
import static io.afterclose.portfolio.position.Stated.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.afterclose.portfolio.position.CashMovement;
import io.afterclose.portfolio.position.CashMovement.Kind;
import io.afterclose.portfolio.position.CashSubject;
import io.afterclose.portfolio.position.ImpliedKind;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfolio.position.Stated;
import io.afterclose.portfoliorefresh.valuation.CashRow.Origin;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CashLedgerTest {
  private static final LocalDate DAY_12 = LocalDate.parse("2024-01-12");
  private static final Position TEN =
      position("AAPL").quantity("10").entry("2024-01-10", "100").made();

  private static void expect(
      PortfolioHistory history, Market market, String day, String cash, String flows) {
    CashState state = CashLedger.upTo(LocalDate.parse(day), history, market.data()).state();
    assertThat(state.cash()).as("cash on " + day).isEqualByComparingTo(cash);
    assertThat(state.cumulativeExternalFlows()).as("flows to " + day).isEqualByComparingTo(flows);
  }

  private static void expect(
      PortfolioHistory history,
      Market market,
      String day,
      String cash,
      String receivable,
      String flows) {
    expect(history, market, day, cash, flows);
    assertThat(ledger(history, market, day).state().receivable())
        .as("receivable on " + day)
        .isEqualByComparingTo(receivable);
  }

  private static CashLedger ledger(PortfolioHistory history, Market market, String day) {
    return CashLedger.upTo(LocalDate.parse(day), history, market.data());
  }

  private static CashMovement row(String date, Kind kind, String amount, CashSubject subject) {
    return new CashMovement(
        902, Stated.PORTFOLIO, LocalDate.parse(date), kind, new BigDecimal(amount), subject);
  }

  private static CashMovement entryOf(Position position, String date, String amount) {
    return row(date, Kind.TRADE, amount, CashSubject.trade(ImpliedKind.ENTRY, position.id()));
  }

  private static CashMovement dividendOf(
      Position position, String date, String exDate, String amount) {
    return row(
        date, Kind.DIVIDEND, amount, CashSubject.dividend(position.id(), LocalDate.parse(exDate)));
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
  void cash_is_tracked_from_the_beginning_of_the_day_of_the_first_deposit() {
    PortfolioHistory history = with(history(TEN), cash("2024-01-10", Kind.DEPOSIT, "300"));

    expect(history, "2024-01-10", "-700", "300");
  }

  @Test
  void cash_is_tracked_from_the_end_of_the_day_of_the_first_balance_which_wins_over_a_deposit() {
    PortfolioHistory history =
        with(
            history(TEN),
            cash("2024-01-10", Kind.DEPOSIT, "300"),
            cash("2024-01-10", Kind.BALANCE, "500"),
            cash("2024-01-11", Kind.FEE, "7"));

    expect(history, "2024-01-10", "500", "1500");
    expect(history, "2024-01-11", "493", "1500");
  }

  @Test
  void before_cash_is_tracked_explicit_rows_too_are_balanced_by_flows() {
    PortfolioHistory history =
        with(
            history(TEN),
            cash("2024-01-11", Kind.FEE, "7"),
            cash("2024-01-11", Kind.INTEREST, "-2"),
            cash("2024-01-11", Kind.WITHDRAWAL, "100"),
            cash("2024-01-12", Kind.TAX, "5"),
            cash("2024-01-16", Kind.DEPOSIT, "50"));

    expect(history, "2024-01-11", "0", "1009");
    expect(history, "2024-01-12", "0", "1014");
    expect(history, "2024-01-16", "50", "1064");
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
  void a_fee_a_tax_and_interest_change_cash_and_are_no_flows() {
    PortfolioHistory history =
        with(
            history(TEN),
            cash("2024-01-08", Kind.BALANCE, "2000"),
            cash("2024-01-11", Kind.FEE, "7"),
            cash("2024-01-12", Kind.TAX, "3"),
            cash("2024-01-15", Kind.INTEREST, "1.5"),
            cash("2024-01-16", Kind.INTEREST, "-4"));

    expect(history, "2024-01-10", "1000", "2000");
    expect(history, "2024-01-11", "993", "2000");
    expect(history, "2024-01-12", "990", "2000");
    expect(history, "2024-01-15", "991.5", "2000");
    expect(history, "2024-01-16", "987.5", "2000");
  }

  @Test
  void an_explicit_trade_replaces_the_implied_one_that_it_names() {
    Position twin = position("AAPL").id(2).quantity("10").entry("2024-01-10", "100").made();
    PortfolioHistory history =
        with(
            history(TEN, twin),
            cash("2024-01-08", Kind.BALANCE, "5000"),
            entryOf(TEN, "2024-01-10", "-1004.95"));

    expect(history, "2024-01-10", "2995.05", "5000");
  }

  @Test
  void an_explicit_trade_before_cash_is_tracked_is_a_flow_of_its_own_amount() {
    PortfolioHistory history = with(history(TEN), entryOf(TEN, "2024-01-10", "-1004.95"));

    expect(history, "2024-01-10", "0", "1004.95");
  }

  @Test
  void an_explicit_trade_or_dividend_that_names_no_implied_row_replaces_none() {
    PortfolioHistory history =
        with(
            history(TEN),
            cash("2024-01-08", Kind.BALANCE, "5000"),
            cash("2024-01-10", Kind.TRADE, "1"),
            cashOf(TEN, "2024-01-10", Kind.TRADE, "4"),
            cashOf(TEN, "2024-01-10", Kind.DIVIDEND, "2"));

    expect(history, "2024-01-11", "4007", "5000");
    assertThat(ledger(history, Market.open(), "2024-01-11").unmatched()).isEmpty();
  }

  @Test
  void of_a_day_trade_the_sale_as_booked_leaves_the_purchase_implied() {
    Position day =
        position("AAPL").quantity("10").entry("2024-01-10", "100").exit("2024-01-10", "101").made();
    PortfolioHistory history =
        with(
            history(day),
            cash("2024-01-08", Kind.BALANCE, "0"),
            row("2024-01-10", Kind.TRADE, "1009.50", CashSubject.trade(ImpliedKind.EXIT, 1)));

    expect(history, "2024-01-10", "9.50", "0");
  }

  @Test
  void a_dividend_booked_on_the_day_of_payment_stands_as_implied_until_then() {
    PortfolioHistory history =
        with(
            history(TEN),
            cash("2024-01-08", Kind.BALANCE, "5000"),
            dividendOf(TEN, "2024-01-22", "2024-01-12", "4.25"));
    Market market = Market.open().dividend("AAPL", "2024-01-12", "0.5");

    expect(history, market, "2024-01-12", "4005", "5000");
    expect(history, market, "2024-01-19", "4005", "5000");
    expect(history, market, "2024-01-22", "4004.25", "5000");
  }

  @Test
  void a_statement_between_the_ex_date_and_the_payment_leaves_the_dividend_receivable() {
    PortfolioHistory history =
        with(
            history(TEN),
            cash("2024-01-08", Kind.BALANCE, "5000"),
            dividendOf(TEN, "2024-01-22", "2024-01-12", "4.25"),
            cash("2024-01-16", Kind.BALANCE, "4000"),
            cash("2024-01-17", Kind.BALANCE, "4000"));
    Market market = Market.open().dividend("AAPL", "2024-01-12", "0.5");

    expect(history, market, "2024-01-12", "4005", "5000");
    expect(history, market, "2024-01-16", "4000", "5", "5000");
    expect(history, market, "2024-01-17", "4000", "5", "5000");
    expect(history, market, "2024-01-22", "4004.25", "0", "5000");
  }

  @Test
  void a_dividend_from_before_cash_is_tracked_is_receivable_when_its_payment_is_tracked() {
    Market market = Market.open().dividend("AAPL", "2024-01-12", "0.5");
    CashMovement paid = dividendOf(TEN, "2024-01-22", "2024-01-12", "4.25");

    PortfolioHistory stated = with(history(TEN), paid, cash("2024-01-16", Kind.BALANCE, "100"));
    expect(stated, market, "2024-01-12", "0", "0", "995");
    expect(stated, market, "2024-01-16", "100", "5", "1100");
    expect(stated, market, "2024-01-22", "104.25", "0", "1100");

    PortfolioHistory opened = with(history(TEN), paid, cash("2024-01-16", Kind.DEPOSIT, "100"));
    expect(opened, market, "2024-01-16", "100", "5", "1100");
    expect(opened, market, "2024-01-22", "104.25", "0", "1100");

    PortfolioHistory onTheDay = with(history(TEN), paid, cash("2024-01-22", Kind.DEPOSIT, "100"));
    expect(onTheDay, market, "2024-01-22", "104.25", "0", "1100");
  }

  @Test
  void a_payment_before_cash_is_tracked_is_a_flow_of_its_difference() {
    PortfolioHistory history =
        with(history(TEN), dividendOf(TEN, "2024-01-22", "2024-01-12", "4.25"));
    Market market = Market.open().dividend("AAPL", "2024-01-12", "0.5");

    expect(history, market, "2024-01-19", "0", "995");
    expect(history, market, "2024-01-22", "0", "995.75");
  }

  @Test
  void a_trade_booked_before_the_lot_is_held_is_no_loss_until_then() {
    PortfolioHistory history =
        with(
            history(TEN),
            cash("2024-01-05", Kind.BALANCE, "5000"),
            entryOf(TEN, "2024-01-08", "-1004.95"));

    expect(history, Market.open(), "2024-01-08", "3995.05", "1004.95", "5000");
    expect(history, Market.open(), "2024-01-10", "3995.05", "0", "5000");
  }

  @ParameterizedTest
  @CsvSource({"2024-01-12,4005", "2024-01-26,4005", "2024-01-29,4009.25"})
  void an_explicit_dividend_follows_one_that_moved_by_up_to_ten_sessions(
      String exDate, String cash) {
    PortfolioHistory history =
        with(
            history(TEN),
            cash("2024-01-08", Kind.BALANCE, "5000"),
            dividendOf(TEN, "2024-02-01", "2024-01-12", "4.25"));
    Market market = Market.open().dividend("AAPL", exDate, "0.5");

    boolean followed = !exDate.equals("2024-01-29");
    expect(history, market, "2024-02-01", followed ? "4004.25" : cash, "5000");
    assertThat(ledger(history, market, "2024-02-01").unmatched()).hasSize(followed ? 0 : 1);
    expect(history, market, "2024-01-31", "4005", "5000");
  }

  @Test
  void one_that_is_named_exactly_is_not_followed_by_another() {
    PortfolioHistory history =
        with(
            history(TEN),
            cash("2024-01-08", Kind.BALANCE, "5000"),
            dividendOf(TEN, "2024-01-12", "2024-01-12", "4"),
            dividendOf(TEN, "2024-01-15", "2024-01-15", "3"));
    Market market = Market.open().dividend("AAPL", "2024-01-12", "0.5");

    expect(history, market, "2024-01-15", "4007", "5000");
    assertThat(ledger(history, market, "2024-01-15").unmatched())
        .extracting(CashMovement::amount)
        .containsExactly(new BigDecimal("3"));
  }

  @Test
  void a_dividend_of_a_symbol_is_shared_by_quantity_over_its_lots_without_a_row_of_their_own() {
    Position twenty = position("AAPL").id(2).quantity("20").entry("2024-01-10", "100").made();
    Position own = position("AAPL").id(3).quantity("5").entry("2024-01-10", "100").made();
    Position late = position("AAPL").id(4).quantity("7").entry("2024-01-12", "100").made();
    PortfolioHistory history =
        with(
            history(TEN, twenty, own, late),
            cash("2024-01-11", Kind.BALANCE, "0"),
            dividendOf(own, "2024-01-22", "2024-01-12", "2"),
            row(
                "2024-01-22",
                Kind.DIVIDEND,
                "10",
                CashSubject.dividend(Symbol.of("AAPL"), DAY_12)));
    Market market = Market.open().dividend("AAPL", "2024-01-12", "0.5");

    expect(history, market, "2024-01-12", "-682.5", "0", "3500");
    expect(history, market, "2024-01-22", "-688", "0", "3500");
    assertThat(ledger(history, market, "2024-01-22").rows())
        .filteredOn(row -> row.origin() == Origin.EXPLICIT && row.kind() == Kind.DIVIDEND)
        .extracting(CashRow::positionId, row -> row.amount().setScale(4, RoundingMode.HALF_UP))
        .containsExactlyInAnyOrder(
            tuple(3L, new BigDecimal("2.0000")),
            tuple(1L, new BigDecimal("3.3333")),
            tuple(2L, new BigDecimal("6.6667")));
  }

  @Test
  void a_lot_that_comes_in_kind_is_a_flow_of_its_market_value_and_moves_no_cash() {
    Position came = position("AAPL").quantity("10").entry("2024-01-10", "60").openedInKind().made();
    PortfolioHistory history = with(history(came), cash("2024-01-08", Kind.BALANCE, "5000"));
    Market market = Market.open().close("AAPL", "2024-01-10", "110");

    expect(history, market, "2024-01-10", "5000", "6100");
    expect(history, Market.open(), "2024-01-10", "5000", "5600");
  }

  @Test
  void a_lot_that_goes_in_kind_takes_its_market_value_along_in_shares_of_that_day() {
    Position went =
        position("AAPL")
            .quantity("10")
            .entry("2024-01-10", "100")
            .exit("2024-01-15", "1")
            .closedInKind()
            .made();
    PortfolioHistory history = with(history(went), cash("2024-01-08", Kind.BALANCE, "5000"));
    Market market =
        Market.open().split("AAPL", "2024-01-12", "2").close("AAPL", "2024-01-15", "55");

    expect(history, market, "2024-01-15", "4000", "3900");
  }

  @Test
  void the_implied_rows_of_a_portfolio_can_be_listed_and_named() {
    Position sold =
        position("AAPL").quantity("10").entry("2024-01-10", "100").exit("2024-01-15", "120").made();
    Position came = position("AAPL").id(2).quantity("10").openedInKind().made();
    Market market =
        Market.open().dividend("AAPL", "2024-01-12", "0.5").close("AAPL", "2024-01-02", "100");
    ImpliedRows implied =
        ImpliedRows.upTo(LocalDate.parse("2024-01-22"), history(sold, came), market.data());

    assertThat(implied.replaceable())
        .extracting(row -> row.position().id(), ImpliedRow::kind, row -> row.date().toString())
        .containsExactly(
            tuple(1L, ImpliedKind.ENTRY, "2024-01-10"),
            tuple(1L, ImpliedKind.DIVIDEND, "2024-01-12"),
            tuple(2L, ImpliedKind.DIVIDEND, "2024-01-12"),
            tuple(1L, ImpliedKind.EXIT, "2024-01-15"));
    assertThat(implied.namedBy(CashSubject.dividend(Symbol.of("AAPL"), DAY_12))).hasSize(2);
    assertThat(implied.namedBy(CashSubject.dividend(1, DAY_12.plusDays(1)))).isEmpty();
    assertThat(implied.namedBy(CashSubject.trade(ImpliedKind.ENTRY, 2))).isEmpty();
    assertThat(implied.namedBy(CashSubject.trade(ImpliedKind.SETTLEMENT, 1))).isEmpty();
  }

  @Test
  void a_replaced_entry_leaves_the_exit_implied() {
    Position sold =
        position("AAPL").quantity("10").entry("2024-01-10", "100").exit("2024-01-15", "120").made();
    PortfolioHistory history =
        with(
            history(sold),
            cash("2024-01-08", Kind.BALANCE, "5000"),
            entryOf(sold, "2024-01-10", "-1001"));

    expect(history, "2024-01-15", "5199", "5000");
  }

  @Test
  void an_explicit_dividend_replaces_the_implied_one_of_its_ex_date() {
    PortfolioHistory history =
        with(
            history(TEN),
            cash("2024-01-08", Kind.BALANCE, "5000"),
            dividendOf(TEN, "2024-01-12", "2024-01-12", "4.25"));
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
  void a_dividend_on_the_day_of_a_split_is_paid_on_the_new_shares() {
    PortfolioHistory history = with(history(TEN), cash("2024-01-10", Kind.BALANCE, "0"));
    Market market =
        Market.open().split("AAPL", "2024-01-12", "2").dividend("AAPL", "2024-01-12", "0.5");

    expect(history, market, "2024-01-12", "10", "1000");
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
