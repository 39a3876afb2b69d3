package io.afterclose.portfoliorefresh.report.figure;

import static io.afterclose.portfoliorefresh.report.figure.FigureBook.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.portfoliorefresh.RefreshWorld;
import io.afterclose.testkit.PostgresExtension;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The views of a performance, against its days and the closes that they are made of. */
final class PerformanceViewsTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String BOOK = "performance --portfolio Book ";
  private static final BigDecimal CENTS = new BigDecimal("0.05");

  private static FigureBook book = new FigureBook(new RefreshWorld(POSTGRES), 0);

  @BeforeAll
  static void a_night_has_left_figures() {
    book = FigureBook.stored(POSTGRES);
  }

  private static BigDecimal amount(List<JsonNode> rows, String item, String column) {
    return row(rows, "item", item).get(column).decimalValue();
  }

  /** Shares, below 0 for a short, times what the close is above the entry price of 100. */
  private static BigDecimal gain(String symbol, int shares) {
    return book.close(symbol, FigureBook.LAST)
        .subtract(new BigDecimal(100))
        .multiply(new BigDecimal(shares));
  }

  private static List<JsonNode> days(String options) {
    return book.rows(BOOK + options).stream()
        .filter(row -> row.get("period").asString().equals("day"))
        .toList();
  }

  /** The return of the days from one on, by their values and flows, not by their returns. */
  private static double linked(List<JsonNode> days) {
    double growth = 1;
    double before = 0;
    for (JsonNode day : days) {
      double after = day.get("net_asset_value").asDouble();
      growth *= after / (before + day.get("external_flows").asDouble());
      before = after;
    }
    return growth - 1;
  }

  @Test
  void the_bridge_makes_the_end_of_the_start_to_the_cent() {
    List<JsonNode> bridge = book.rows(BOOK + "--bridge");
    assertThat(amount(bridge, "BEFORE", "amount")).isEqualByComparingTo("0");
    assertThat(amount(bridge, "FLOWS", "amount")).isEqualByComparingTo("103000");
    assertThat(amount(bridge, "FEES", "amount")).isEqualByComparingTo("-12.34");
    assertThat(amount(bridge, "UNEXPLAINED", "amount")).isEqualByComparingTo("0");
    assertThat(amount(bridge, "PRICE_CHANGE", "amount"))
        .isCloseTo(gain("AAA", 300).add(gain("BBB", 200)).add(gain("CCC", -100)), within(CENTS));
    BigDecimal made =
        bridge.stream()
            .filter(line -> !line.get("item").asString().equals("AFTER"))
            .map(line -> line.get("amount").decimalValue())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(amount(bridge, "AFTER", "amount")).isEqualByComparingTo(made);
    assertThat(amount(bridge, "AFTER", "amount"))
        .isEqualByComparingTo(
            row(book.rows("analytics --portfolio Book"), "code", "NET_ASSET_VALUE")
                .get("value")
                .decimalValue());
  }

  @Test
  void a_bridge_between_dates_begins_with_the_value_before_them() {
    List<JsonNode> bridge = book.rows(BOOK + "--bridge --from 2022-06-16 --to 2022-06-22");
    List<JsonNode> days = days("--from 2022-06-15 --to 2022-06-22");
    assertThat(amount(bridge, "BEFORE", "amount"))
        .isEqualByComparingTo(days.get(0).get("net_asset_value").decimalValue());
    assertThat(amount(bridge, "AFTER", "amount"))
        .isEqualByComparingTo(days.get(days.size() - 1).get("net_asset_value").decimalValue());
    assertThat(amount(bridge, "FLOWS", "amount")).isEqualByComparingTo("0");
    assertThat(amount(bridge, "UNEXPLAINED", "amount")).isEqualByComparingTo("0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--from 2022-06-01", "--from 2022-05-10 --to 2022-05-20"})
  void contributions_add_up_to_the_return_and_profits_to_the_profit(String options) {
    List<JsonNode> rows = book.rows(BOOK + "--contributions " + options);
    JsonNode total = row(rows, "item", "TOTAL");
    double sum = 0;
    BigDecimal profit = BigDecimal.ZERO;
    for (JsonNode item : rows) {
      if (!item.get("item").asString().equals("TOTAL")) {
        sum += item.get("contribution").asDouble();
        profit = profit.add(item.get("profit").decimalValue());
      }
    }
    assertThat(sum).isCloseTo(total.get("contribution").asDouble(), within(1e-12));
    assertThat(profit).isCloseTo(total.get("profit").decimalValue(), within(CENTS));
    JsonNode period = row(book.rows(BOOK + options), "period", "total");
    assertThat(total.get("contribution").asDouble())
        .isCloseTo(period.get("return").asDouble(), within(1e-6));
    assertThat(profit).isCloseTo(period.get("pnl").decimalValue(), within(CENTS));
  }

  @Test
  void the_return_is_that_of_the_values_and_flows_and_a_share_has_its_own_profit() {
    List<JsonNode> rows = book.rows(BOOK + "--contributions");
    assertThat(row(rows, "item", "TOTAL").get("contribution").asDouble())
        .isCloseTo(linked(days("")), within(1e-12));
    assertThat(amount(rows, "AAA", "profit")).isCloseTo(gain("AAA", 300), within(CENTS));
    assertThat(amount(rows, "CCC", "profit")).isCloseTo(gain("CCC", -100), within(CENTS));
    assertThat(amount(rows, "CASH", "profit")).isEqualByComparingTo("-12.34");
  }

  @Test
  void months_make_up_the_year_and_those_that_began_before_the_record_are_marked() {
    List<JsonNode> months = book.rows(BOOK + "--months");
    assertThat(months).hasSize(13);
    JsonNode may = row(months, "month", "May");
    JsonNode june = row(months, "month", "Jun");
    JsonNode year = row(months, "month", "year");
    assertThat((1 + may.get("2022").asDouble()) * (1 + june.get("2022").asDouble()) - 1)
        .isCloseTo(year.get("2022").asDouble(), within(1e-12));
    assertThat(june.get("2022").asDouble())
        .isCloseTo(
            row(book.rows(BOOK + "--periods"), "period", "MTD").get("return").asDouble(),
            within(1e-12));
    assertThat(may.get("incomplete").asString()).isEqualTo("2022");
    assertThat(june.get("incomplete").isNull()).isTrue();
    assertThat(row(months, "month", "Jul").get("2022").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"MTD, 2022-05-31", "1M, 2022-05-27", "1D, 2022-06-29"})
  void a_period_is_beside_the_closes_of_the_benchmark(String period, LocalDate base) {
    JsonNode row = row(book.rows(BOOK + "--periods"), "period", period);
    double benchmark =
        book.close("SPY", FigureBook.LAST).doubleValue() / book.close("SPY", base).doubleValue()
            - 1;
    assertThat(row.get("benchmark").asDouble()).isCloseTo(benchmark, within(1e-9));
    assertThat(row.get("difference").asDouble())
        .isCloseTo(row.get("return").asDouble() - benchmark, within(1e-9));
    assertThat(row.get("from").asString()).isEqualTo(base.toString());
  }

  @Test
  void a_period_before_the_record_is_empty_and_says_why() {
    JsonNode year = row(book.rows(BOOK + "--periods"), "period", "12M");
    assertThat(year.get("return").isNull()).isTrue();
    assertThat(year.get("reason").asString()).isEqualTo("RECORD_TOO_SHORT");
  }

  @Test
  void the_deepest_drawdown_is_that_of_the_linked_values() {
    double growth = 1;
    double peak = 1;
    double deepest = 0;
    double before = 0;
    String trough = "";
    for (JsonNode day : days("")) {
      double after = day.get("net_asset_value").asDouble();
      growth *= after / (before + day.get("external_flows").asDouble());
      before = after;
      peak = Math.max(peak, growth);
      if (1 - growth / peak > deepest) {
        deepest = 1 - growth / peak;
        trough = day.get("to").asString();
      }
    }
    List<JsonNode> falls = book.rows(BOOK + "--drawdowns");
    assertThat(falls.get(0).get("depth").asDouble()).isCloseTo(deepest, within(1e-9));
    assertThat(falls.get(0).get("trough").asString()).isEqualTo(trough);
    JsonNode open = row(falls, "reason", "NOT_RECOVERED");
    assertThat(open.get("recovery").isNull()).isTrue();
    assertThat(open.get("trough").asString()).isEqualTo(FigureBook.LAST.toString());
  }

  @Test
  void a_day_without_figures_is_named_and_nothing_is_added_up() {
    LocalDate lacking = LocalDate.parse("2022-06-16");
    book.world
        .sql()
        .sql("create table left_out as select * from portfolio_figures where figure_date = ?")
        .param(lacking)
        .update();
    book.world
        .sql()
        .sql("delete from portfolio_figures where portfolio_id = ? and figure_date = ?")
        .params(book.book, lacking)
        .update();
    try {
      assertThat(book.rows(BOOK + "--bridge"))
          .hasSize(10)
          .allSatisfy(line -> assertThat(line.get("amount").isNull()).isTrue())
          .allSatisfy(
              line ->
                  assertThat(line.get("reason").asString())
                      .isEqualTo("MISSING_INPUT: 2022-06-16 has no figures yet"));
    } finally {
      book.world
          .sql()
          .sql("insert into portfolio_figures select * from left_out where portfolio_id = ?")
          .param(book.book)
          .update();
      book.world.sql().sql("drop table left_out").update();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--periods", "--months", "--drawdowns", "--bridge", "--contributions"})
  void a_portfolio_without_a_record_has_no_rows(String view) {
    assertThat(book.rows("performance --portfolio Empty " + view)).isEmpty();
  }

  @Test
  void cash_alone_has_earned_nothing() {
    List<JsonNode> bridge = book.rows("performance --portfolio Cash --bridge");
    assertThat(amount(bridge, "FLOWS", "amount")).isEqualByComparingTo("500");
    assertThat(amount(bridge, "AFTER", "amount")).isEqualByComparingTo("500");
    JsonNode total =
        row(book.rows("performance --portfolio Cash --contributions"), "item", "TOTAL");
    assertThat(total.get("contribution").asDouble()).isZero();
    assertThat(total.get("share").isNull()).isTrue();
    assertThat(book.rows("performance --portfolio Cash --drawdowns")).isEmpty();
  }

  @Test
  void wrong_words_are_refused() {
    assertThat(book.refused(BOOK + "--months --bridge")).contains("mutually exclusive");
    assertThat(book.refused(BOOK + "--from 2022-06-02 --to 2022-06-01"))
        .contains("--from 2022-06-02 is after --to 2022-06-01");
    assertThat(book.refused(BOOK + "--periods --from 2022-06-02")).contains("has its own starts");
    assertThat(book.refused("performance --portfolio Bok --months")).contains("'Book'");
    assertThat(book.refused(BOOK + "--months --to June")).contains("'June' is no date");
  }
}
