package io.afterclose.portfoliorefresh.report.figure;

import static io.afterclose.portfoliorefresh.report.figure.FigureBook.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.portfoliorefresh.RefreshWorld;
import io.afterclose.portfoliorefresh.analytics.StoredYears;
import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.testkit.PostgresExtension;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A performance beside another benchmark than the stored one, of a record of 80 sessions. */
final class ChosenBenchmarkTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String BOOK = "performance --portfolio Book ";
  private static final LocalDate ENTRY = StoredYears.back(80);
  private static final LocalDate HOLE = StoredYears.back(30);
  private static final LocalDate EX_DATE = StoredYears.back(12);
  private static final double DIVIDEND = 1.5;
  private static final Set<String> RELATIVE =
      Set.of(
          "BENCHMARK_TWR",
          "ALPHA",
          "BETA",
          "R_SQUARED",
          "TRACKING_ERROR",
          "INFORMATION_RATIO",
          "UP_CAPTURE",
          "DOWN_CAPTURE",
          "BATTING_AVERAGE");

  private static FigureBook book = new FigureBook(new RefreshWorld(POSTGRES), 0);

  @BeforeAll
  static void a_night_has_left_figures() {
    RefreshWorld world = RefreshWorld.emptied(POSTGRES);
    StoredYears.store(world);
    world.prices().dividend("DDD", EX_DATE, "1.5");
    world.prices().close("OLD", StoredYears.SESSIONS.get(3), "10");
    world
        .sql()
        .sql("delete from market_data_cache where symbol = 'CCC' and price_date = ?")
        .param(HOLE)
        .update();
    long id = world.portfolios().empty("Book");
    world.portfolios().cash(id, ENTRY, "DEPOSIT", "100000");
    world.portfolios().cash(id, StoredYears.back(20), "DEPOSIT", "3000");
    world.portfolios().position(id, Lot.shares("AAA", "300", ENTRY, "100"));
    world.portfolios().position(id, Lot.shares("BBB", "200", ENTRY, "100"));
    world.portfolios().empty("Empty");
    world.symbolNights().completed(FigureBook.LAST);
    book = new FigureBook(world, id);
    book.night("Book");
  }

  /** The returns of DDD after a session, from its closes and its one dividend. */
  private static List<Double> returnsOfDdd(LocalDate base) {
    List<Double> returns = new ArrayList<>();
    List<LocalDate> sessions =
        StoredYears.SESSIONS.stream().filter(day -> !day.isBefore(base)).toList();
    for (int t = 1; t < sessions.size(); t++) {
      double paid = sessions.get(t).equals(EX_DATE) ? DIVIDEND : 0;
      returns.add(
          (book.close("DDD", sessions.get(t)).doubleValue() + paid)
                  / book.close("DDD", sessions.get(t - 1)).doubleValue()
              - 1);
    }
    return returns;
  }

  /** The returns of the portfolio, from its values and flows. */
  private static List<Double> returnsOfBook() {
    List<Double> returns = new ArrayList<>();
    double before = 0;
    for (JsonNode day : book.rows(BOOK)) {
      if (day.get("period").asString().equals("day")) {
        double after = day.get("net_asset_value").asDouble();
        returns.add(after / (before + day.get("external_flows").asDouble()) - 1);
        before = after;
      }
    }
    return returns;
  }

  private static double value(List<JsonNode> rows, String code, String period) {
    return row(rows, "code", code, "period", period).get("value").asDouble();
  }

  @Test
  void beside_spy_it_says_what_the_night_stored() {
    List<JsonNode> now = book.rows(BOOK + "--benchmark SPY");
    List<JsonNode> stored =
        book.rows("analytics --portfolio Book").stream()
            .filter(row -> RELATIVE.contains(row.get("code").asString()))
            .toList();
    assertThat(now).hasSameSizeAs(stored).hasSizeGreaterThan(25);
    for (JsonNode figure : stored) {
      JsonNode read =
          row(
              now,
              "code",
              figure.get("code").asString(),
              "period",
              figure.get("period").asString());
      for (String column :
          List.of("value", "reason", "standard_error", "observations", "from", "to", "detail")) {
        assertThat(read.get(column)).as(figure + " " + column).isEqualTo(figure.get(column));
      }
      assertThat(read.get("benchmark_symbol").asString()).isEqualTo("SPY");
    }
    assertThat(book.rows(BOOK + "--periods --benchmark spy"))
        .isEqualTo(book.rows(BOOK + "--periods"));
  }

  @ParameterizedTest
  @CsvSource({"1D, 1", "1M, 22", "ITD, 81"})
  void a_period_is_beside_the_total_return_of_the_benchmark(String period, int sessions) {
    JsonNode line = row(book.rows(BOOK + "--periods --benchmark DDD"), "period", period);
    LocalDate base = LocalDate.parse(line.get("from").asString());
    double growth = returnsOfDdd(base).stream().reduce(1.0, (whole, r) -> whole * (1 + r));
    assertThat(line.get("sessions").asInt()).isEqualTo(sessions);
    assertThat(line.get("benchmark").asDouble()).isCloseTo(growth - 1, within(1e-12));
    assertThat(line.get("difference").asDouble())
        .isCloseTo(line.get("return").asDouble() - (growth - 1), within(1e-12));
    assertThat(line.get("benchmark_symbol").asString()).isEqualTo("DDD");
    assertThat(line.get("benchmark_reason").isNull()).isTrue();
  }

  @Test
  void the_figures_are_those_of_a_regression_on_its_total_returns() {
    List<JsonNode> rows = book.rows(BOOK + "--benchmark DDD");
    List<Double> own = returnsOfBook();
    List<Double> other = returnsOfDdd(StoredYears.back(81));
    assertThat(own).hasSize(81).hasSameSizeAs(other);
    SimpleRegression fit = new SimpleRegression();
    DescriptiveStatistics active = new DescriptiveStatistics();
    for (int t = 0; t < own.size(); t++) {
      fit.addData(other.get(t), own.get(t));
      active.addValue(own.get(t) - other.get(t));
    }
    double year = Math.sqrt(252);
    assertThat(value(rows, "BETA", "ITD")).isCloseTo(fit.getSlope(), within(1e-9));
    assertThat(value(rows, "ALPHA", "ITD")).isCloseTo(252 * fit.getIntercept(), within(1e-9));
    assertThat(value(rows, "R_SQUARED", "ITD")).isCloseTo(fit.getRSquare(), within(1e-9));
    assertThat(value(rows, "TRACKING_ERROR", "ITD"))
        .isCloseTo(year * active.getStandardDeviation(), within(1e-9));
    assertThat(value(rows, "INFORMATION_RATIO", "ITD"))
        .isCloseTo(year * active.getMean() / active.getStandardDeviation(), within(1e-9));
    JsonNode beta = row(rows, "code", "BETA", "period", "ITD");
    assertThat(beta.get("observations").asInt()).isEqualTo(81);
    assertThat(beta.get("standard_error").asDouble()).isCloseTo(fit.getSlopeStdErr(), within(1e-9));
    assertThat(beta.get("from").asString()).isEqualTo(StoredYears.back(81).toString());
    assertThat(beta.get("to").asString()).isEqualTo(FigureBook.LAST.toString());
    assertThat(row(rows, "code", "UP_CAPTURE").get("reason").asString())
        .isEqualTo("INSUFFICIENT_DATA");
  }

  @Test
  void a_hole_in_its_prices_leaves_out_two_returns_and_is_told() {
    List<JsonNode> rows = book.rows(BOOK + "--benchmark CCC");
    JsonNode whole = row(rows, "code", "BENCHMARK_TWR", "period", "ITD");
    assertThat(whole.get("value").isNull()).isTrue();
    assertThat(whole.get("reason").asString()).isEqualTo("MISSING_INPUT");
    assertThat(whole.get("detail").asString()).contains("not all returns of CCC");
    JsonNode beta = row(rows, "code", "BETA", "period", "ITD");
    assertThat(beta.get("observations").asInt()).isEqualTo(79);
    assertThat(beta.get("detail").asString()).contains("2 sessions without a return of both");
    JsonNode line = row(book.rows(BOOK + "--periods --benchmark CCC"), "period", "ITD");
    assertThat(line.get("benchmark").isNull()).isTrue();
    assertThat(line.get("difference").isNull()).isTrue();
    assertThat(line.get("benchmark_reason").asString()).isEqualTo("MISSING_INPUT");
    assertThat(line.get("return").isNull()).isFalse();
  }

  @Test
  void prices_of_other_years_alone_make_no_figure() {
    assertThat(book.rows(BOOK + "--benchmark OLD"))
        .hasSizeGreaterThan(25)
        .allSatisfy(figure -> assertThat(figure.get("value").isNull()).isTrue())
        .allSatisfy(figure -> assertThat(figure.get("reason").isNull()).isFalse());
  }

  @Test
  void an_unknown_symbol_is_refused_in_one_sentence() {
    assertThat(book.refused(BOOK + "--periods --benchmark QQQQ").strip().lines())
        .singleElement()
        .asString()
        .contains("--benchmark QQQQ has no stored price");
    assertThat(book.refused(BOOK + "--benchmark $(x)")).contains("is not a symbol");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--months", "--drawdowns", "--bridge", "--contributions"})
  void other_views_have_no_benchmark(String view) {
    assertThat(book.refused(BOOK + view + " --benchmark DDD"))
        .contains("--benchmark is shown alone or with --periods");
  }

  @Test
  void it_has_its_own_starts_and_a_portfolio_without_a_record_has_no_rows() {
    assertThat(book.refused(BOOK + "--benchmark DDD --from 2022-06-02"))
        .contains("their own starts");
    assertThat(book.rows("performance --portfolio Empty --benchmark DDD")).isEmpty();
    assertThat(book.rows(BOOK + "--benchmark DDD --to 2022-06-15"))
        .allSatisfy(row -> assertThat(row.get("to").asString()).isEqualTo("2022-06-15"));
  }
}
