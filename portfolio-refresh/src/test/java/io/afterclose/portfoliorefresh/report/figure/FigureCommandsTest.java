package io.afterclose.portfoliorefresh.report.figure;

import static io.afterclose.portfoliorefresh.report.figure.FigureBook.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfoliorefresh.RefreshWorld;
import io.afterclose.portfoliorefresh.analytics.StoredYears;
import io.afterclose.testkit.PostgresExtension;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What analytics, exposures, stress and correlation print, against prices and plain sums. */
final class FigureCommandsTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String LAST = FigureBook.LAST.toString();

  private static FigureBook book = new FigureBook(new RefreshWorld(POSTGRES), 0);

  @BeforeAll
  static void a_night_has_left_figures() {
    book = FigureBook.stored(POSTGRES);
  }

  /** 103,000 paid in, 12.34 of fees, 50,000 bought, 10,000 sold short. */
  private static BigDecimal netAssetValue() {
    return new BigDecimal("62987.66").add(held());
  }

  /** What is held, signed. */
  private static BigDecimal held() {
    return worth("AAA", 300).add(worth("BBB", 200)).add(worth("CCC", -100));
  }

  private static BigDecimal worth(String symbol, int shares) {
    return book.close(symbol, FigureBook.LAST).multiply(BigDecimal.valueOf(shares));
  }

  private static BigDecimal decimal(JsonNode row, String column) {
    return row.get(column).decimalValue();
  }

  @Test
  void a_figure_has_its_value_its_unit_and_what_it_is_made_of() {
    JsonNode value =
        row(book.rows("analytics --portfolio Book"), "code", FigureCode.NET_ASSET_VALUE.name());
    assertThat(decimal(value, "value"))
        .isEqualByComparingTo(netAssetValue().setScale(2, RoundingMode.HALF_UP));
    assertThat(value.get("unit").asString()).isEqualTo("USD");
    assertThat(value.get("basis").asString()).isEqualTo("POSITIONS");
    assertThat(value.get("origin").asString()).isEqualTo("STORED");
    assertThat(value.get("reason").isNull()).isTrue();
  }

  @Test
  void only_the_codes_asked_for_are_listed_short_periods_first() {
    List<JsonNode> rows = book.rows("analytics --portfolio Book --figure twr,Sector-Net");
    assertThat(rows.stream().map(row -> row.get("code").asString()).distinct())
        .containsExactly("TWR", "SECTOR_NET");
    assertThat(rows.stream().map(row -> row.get("period").asString("")))
        .startsWith("1D", "MTD", "QTD", "YTD", "1M", "3M", "12M", "36M", "60M", "ITD");
  }

  @Test
  void a_figure_that_is_not_known_is_empty_and_says_why() {
    JsonNode year =
        row(book.rows("analytics --portfolio Book --figure TWR"), "code", "TWR", "period", "12M");
    assertThat(year.get("value").isNull()).isTrue();
    assertThat(year.get("reason").asString()).isEqualTo("RECORD_TOO_SHORT");
    assertThat(year.get("detail").asString()).contains("2021-06-30", "2022-05-02");
  }

  @Test
  void the_sectors_and_cash_make_up_the_net_asset_value() {
    BigDecimal sum =
        book.rows("analytics --portfolio Book --figure SECTOR_NET").stream()
            .map(row -> decimal(row, "value"))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(sum).isCloseTo(netAssetValue(), within(new BigDecimal("0.01")));
  }

  @Test
  void an_earlier_session_is_asked_for_by_its_date() {
    JsonNode value =
        row(
            book.rows(
                "analytics --portfolio Book --figure NET_ASSET_VALUE --date " + FigureBook.ENTRY),
            "code",
            "NET_ASSET_VALUE");
    BigDecimal held =
        new BigDecimal("60000")
            .add(book.close("AAA", FigureBook.ENTRY).multiply(new BigDecimal(300)))
            .add(book.close("BBB", FigureBook.ENTRY).multiply(new BigDecimal(200)))
            .subtract(book.close("CCC", FigureBook.ENTRY).multiply(new BigDecimal(100)));
    assertThat(decimal(value, "value"))
        .isEqualByComparingTo(held.setScale(2, RoundingMode.HALF_UP));
  }

  /**
   * One exception in 40 nights at 95 %: −2·[39·ln 0.95 + ln 0.05 − 39·ln 0.975 − ln 0.025] =
   * 0.639794, of which χ² with one degree of freedom exceeds as much with 0.423786. None at 99 %:
   * −80·ln 0.99 = 0.804027 and 0.369892.
   */
  @ParameterizedTest
  @CsvSource({"95, 1, 0.423786, 2.0 expected", "99, 0, 0.369892, 0.4 expected"})
  void the_backtest_of_the_value_at_risk_is_derived(
      String level, int exceptions, double pValue, String expected) {
    long stored =
        book.world
            .sql()
            .sql(
                "select count(*) from portfolio_figures_latest where portfolio_id = ?"
                    + " and code = 'VAR_EXCEPTION' and period = ? and value = 1")
            .params(book.book, level)
            .query(Long.class)
            .single();
    assertThat(stored).isEqualTo(exceptions);
    List<JsonNode> rows =
        book.rows("analytics --portfolio Book --figure VAR_EXCEPTIONS,VAR_KUPIEC_P");
    JsonNode count = row(rows, "code", "VAR_EXCEPTIONS", "period", level);
    assertThat(count.get("value").asInt()).isEqualTo(exceptions);
    assertThat(count.get("observations").asInt()).isEqualTo(40);
    assertThat(count.get("origin").asString()).isEqualTo("DERIVED");
    assertThat(count.get("detail").asString())
        .isEqualTo(expected + "; 210 of 250 sessions say nothing");
    assertThat(row(rows, "code", "VAR_KUPIEC_P", "period", level).get("value").asDouble())
        .isCloseTo(pValue, within(1e-6));
  }

  @Test
  void all_codes_are_explained() {
    List<JsonNode> rows = book.rows("analytics --codes");
    assertThat(rows).hasSize(FigureCode.values().length + 2);
    assertThat(row(rows, "code", "BETA").get("definition").asString())
        .isEqualTo(FigureCode.BETA.definition());
  }

  @Test
  void a_factor_exposure_is_the_sum_of_its_positions_over_the_net_asset_value() {
    List<JsonNode> factors = book.rows("exposures --portfolio Book");
    List<JsonNode> positions = book.rows("exposures --portfolio Book --positions");
    assertThat(factors).hasSize(12);
    assertThat(positions).hasSize(3);
    JsonNode market = row(factors, "factor", "MARKET_BETA");
    BigDecimal dollars =
        positions.stream()
            .map(position -> decimal(position, "market_beta"))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(decimal(market, "dollars")).isCloseTo(dollars, within(new BigDecimal("0.02")));
    assertThat(market.get("of_nav").asDouble())
        .isCloseTo(dollars.doubleValue() / netAssetValue().doubleValue(), within(1e-6));
    assertThat(market.get("normalised").asDouble())
        .isCloseTo(dollars.doubleValue() / held().doubleValue(), within(1e-6));
  }

  @Test
  void a_position_exposure_is_its_value_times_its_slope() {
    JsonNode short_ = row(book.rows("exposures --portfolio Book --positions"), "symbol", "CCC");
    assertThat(decimal(short_, "exposure"))
        .isEqualByComparingTo(worth("CCC", -100).setScale(2, RoundingMode.HALF_UP));
    assertThat(short_.get("weight").asDouble())
        .isCloseTo(worth("CCC", -100).doubleValue() / netAssetValue().doubleValue(), within(1e-9));
    assertThat(decimal(short_, "market_beta").doubleValue() / worth("CCC", -100).doubleValue())
        .as("the slope with which CCC was made is -0.4")
        .isCloseTo(-0.4, within(0.3));
  }

  @Test
  void a_direct_stress_is_the_exposure_times_the_shock_and_a_propagated_one_its_positions() {
    List<JsonNode> scenarios = book.rows("stress --portfolio Book");
    JsonNode down = row(scenarios, "scenario", "MARKET_DOWN_10");
    BigDecimal market =
        decimal(row(book.rows("exposures --portfolio Book"), "factor", "MARKET_BETA"), "dollars");
    assertThat(decimal(down, "direct"))
        .isCloseTo(market.multiply(new BigDecimal("-0.1")), within(new BigDecimal("0.01")));
    assertThat(down.get("name").asString()).isEqualTo("Market −10 %");
    BigDecimal positions =
        book.rows("stress --portfolio Book --positions").stream()
            .filter(row -> row.get("scenario").asString().equals("MARKET_DOWN_10"))
            .map(row -> decimal(row, "propagated"))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(decimal(down, "propagated")).isCloseTo(positions, within(new BigDecimal("0.02")));
    assertThat(down.get("of_nav").asDouble())
        .isCloseTo(positions.doubleValue() / netAssetValue().doubleValue(), within(1e-6));
    assertThat(row(scenarios, "scenario", "MARKET_DOWN_35").get("flags").asString())
        .isEqualTo("SHOCK_OUTSIDE_HISTORY");
  }

  @ParameterizedTest
  @CsvSource({"AAA, BBB", "AAA, CCC", "BBB, CCC"})
  void a_correlation_is_that_of_the_last_126_returns(String first, String second) {
    JsonNode pair =
        row(book.rows("correlation --portfolio Book"), "first", first, "second", second);
    assertThat(pair.get("correlation").asDouble())
        .isCloseTo(
            new PearsonsCorrelation().correlation(returns(first), returns(second)), within(1e-9));
    assertThat(pair.get("observations").asInt()).isEqualTo(126);
  }

  private static double[] returns(String symbol) {
    double[] closes =
        StoredYears.SESSIONS
            .subList(StoredYears.SESSIONS.size() - 127, StoredYears.SESSIONS.size())
            .stream()
            .mapToDouble(session -> book.close(symbol, session).doubleValue())
            .toArray();
    double[] returns = new double[126];
    Arrays.setAll(returns, t -> closes[t + 1] / closes[t] - 1);
    return returns;
  }

  @Test
  void the_correlations_of_eight_funds_are_28_pairs() {
    List<JsonNode> pairs = book.rows("correlation --portfolio Book --factors");
    assertThat(pairs).hasSize(28);
    assertThat(pairs)
        .allSatisfy(pair -> assertThat(pair.get("observations").asInt()).isEqualTo(252));
    assertThat(row(pairs, "first", "SPY", "second", "TLT").get("correlation").asDouble())
        .isNegative();
  }

  @Test
  void cash_alone_has_no_factors_and_says_so() {
    assertThat(book.rows("exposures --portfolio Cash"))
        .hasSize(12)
        .allSatisfy(row -> assertThat(row.get("reason").asString()).isEqualTo("MISSING_INPUT"))
        .allSatisfy(row -> assertThat(row.get("of_nav").isNull()).isTrue());
    assertThat(book.rows("stress --portfolio Cash"))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.get("propagated").isNull()).isTrue());
    assertThat(book.rows("exposures --portfolio Cash --positions")).isEmpty();
    assertThat(book.rows("stress --portfolio Cash --positions")).isEmpty();
    assertThat(book.rows("correlation --portfolio Cash")).isEmpty();
    JsonNode tests =
        row(
            book.rows("analytics --portfolio Cash --figure VAR_KUPIEC_P"),
            "code",
            "VAR_KUPIEC_P",
            "period",
            "95");
    assertThat(tests.get("value").isNull()).isTrue();
    assertThat(tests.get("reason").asString()).isEqualTo("INSUFFICIENT_DATA");
  }

  @ParameterizedTest
  @ValueSource(strings = {"analytics", "exposures", "stress", "correlation"})
  void what_has_no_figures_is_refused_with_what_was_meant(String command) {
    assertThat(book.refused(command + " --portfolio Empty"))
        .contains("'Empty' has no figures; the next 'run'");
    assertThat(book.refused(command + " --portfolio Bok")).contains("did you mean 'Book'?");
    assertThat(book.refused(command + " --portfolio Book --date 2022-07-03"))
        .contains("no figures of 2022-07-03; did you mean " + LAST);
    assertThat(book.refused(command + " --portfolio Book --date 2022-01-03"))
        .contains("no figures of 2022-01-03");
    assertThat(book.refused(command + " --portfolio Book --date 30.6.2022"))
        .contains("'30.6.2022' is no date");
    assertThat(book.refused(command)).contains("--portfolio");
  }

  @Test
  void an_unknown_code_is_refused_with_what_was_meant() {
    assertThat(book.refused("analytics --portfolio Book --figure TRW"))
        .contains("there is no figure 'TRW'; did you mean 'TWR'?");
    assertThat(book.refused("analytics --portfolio Book --figure X"))
        .contains("'analytics --codes' lists them");
  }
}
