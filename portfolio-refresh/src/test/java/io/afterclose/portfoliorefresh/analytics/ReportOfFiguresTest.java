package io.afterclose.portfoliorefresh.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.page.NumberText;
import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.FigureKey;
import io.afterclose.portfolio.figure.FigureStore;
import io.afterclose.portfolio.figure.GridCode;
import io.afterclose.portfolio.figure.StoredFigure;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfoliorefresh.RefreshWorld;
import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.report.ReportReader;
import io.afterclose.report.StoredDetails;
import io.afterclose.report.page.PortfolioReport;
import io.afterclose.report.page.ReportPage;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the report shows of the figures that a night stored. */
final class ReportOfFiguresTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @TempDir private static Path folder;

  private static final RefreshWorld WORLD = new RefreshWorld(POSTGRES);
  private static long book;
  private static String page = "";

  @BeforeAll
  static void a_night_of_a_book_with_a_short_and_what_has_no_returns() throws IOException {
    StoredYears.store(WORLD);
    LocalDate entry = StoredYears.back(300);
    book = WORLD.portfolios().empty("Book");
    WORLD.portfolios().cash(book, entry, "DEPOSIT", "100000");
    WORLD.portfolios().cash(book, StoredYears.back(100), "DEPOSIT", "20000");
    WORLD.portfolios().position(book, Lot.shares("AAA", "300", entry, "100"));
    WORLD.portfolios().position(book, Lot.shares("BBB", "200", entry, "100"));
    WORLD.portfolios().position(book, Lot.shares("DDD", "50", StoredYears.back(30), "100"));
    WORLD.portfolios().position(book, Lot.shares("CCC", "100", entry, "100").shorted());
    WORLD.portfolios().position(book, Lot.shares("FARM", "1", entry, "5000").of("PRIVATE"));
    WORLD.symbolNights().completed(StoredYears.LAST);
    String last = StoredYears.LAST.toString();
    CommandRun night =
        WORLD.command(
            "run", "--date", last, "--wait", "0s", "--portfolio", "Book", "--since-inception");
    assertThat(night.exitCode()).as(night.err()).isZero();
    page = written();
  }

  private static String written() throws IOException {
    Path file = folder.resolve("book.html");
    CommandRun run = WORLD.command("report", "--portfolio", "Book", "--html", file.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    return Files.readString(file);
  }

  private static double stored(FigureCode code, String period) {
    StoredFigure figure =
        new FigureStore(WORLD.dataSource(), WORLD.clock())
            .ofDate(book, StoredYears.LAST).stream()
                .filter(one -> one.key().equals(FigureKey.of(code, period)))
                .findFirst()
                .orElseThrow();
    return Objects.requireNonNull(
        figure.value(), () -> code + " " + period + ": " + figure.detail());
  }

  @Test
  void stored_figures_are_shown_with_definition_and_basis_and_nothing_else_is_written()
      throws IOException {
    assertThat(page)
        .contains(
            "<tr><th scope=\"row\">Year to date</th><td class=\"n\">"
                + NumberText.signedPercent(stored(FigureCode.TWR, "YTD")),
            NumberText.signedPercent(stored(FigureCode.BENCHMARK_TWR, "YTD")),
            "Volatility, 63 sessions",
            NumberText.percent(stored(FigureCode.VOLATILITY, "63")),
            FigureCode.SHARPE.definition().substring(0, 20),
            "Current holdings: today's weights with the past returns of their symbols.",
            "standard error");
    assertThat(written()).isEqualTo(page);
  }

  @Test
  void after_more_sessions_than_are_read_at_once_positions_show_the_newest_one() {
    assertThat(
            WORLD
                .sql()
                .sql("select distinct valued_on from positions where portfolio_id = ?")
                .param(book)
                .query(LocalDate.class)
                .list())
        .containsExactly(StoredYears.LAST);
  }

  /** The console reads stored rows; the command reads the inputs back. */
  @Test
  void stored_rows_alone_tell_of_the_newest_session_what_its_inputs_tell() {
    ReportReader reader =
        new ReportReader(
            WORLD.dataSource(),
            RefreshWorld.calendar(),
            WORLD.clock(),
            new StoredDetails(WORLD.dataSource(), RefreshWorld.calendar(), WORLD.clock()));
    Portfolio portfolio = new Portfolio(book, "Book");
    assertThat(ReportPage.of(reader.read(portfolio, null).orElseThrow())).isEqualTo(page);

    LocalDate earlier = StoredYears.back(1);
    PortfolioReport before = reader.read(portfolio, earlier).orElseThrow();
    assertThat(before.holdings().rows())
        .extracting(PortfolioReport.Holding::symbol)
        .containsExactlyInAnyOrder("AAA", "BBB", "CCC", "DDD");
    assertThat(before.bridge().lines())
        .extracting(PortfolioReport.Bridge.Line::name)
        .contains("Price change", "Dividends");
  }

  @Test
  void a_period_that_the_record_does_not_reach_is_unknown_with_its_reason() {
    int at = page.indexOf("<tr><th scope=\"row\">60 months");
    assertThat(page.substring(at, page.indexOf("</tr>", at)))
        .contains("unknown", "the record starts")
        .doesNotContain(">0.00 %<");
  }

  @Test
  void exposures_have_intervals_and_scenarios_their_names_and_coverage() {
    assertThat(page)
        .contains("Market beta", "class=\"whisker\"", "Market −35 %", "Yields +100 bp", " covered");
  }

  @Test
  void contributions_of_the_year_make_up_its_return_and_cash_is_one_of_them() {
    String section = section("contribution");
    assertThat(section).contains("AAA, day: ", "AAA, year to date: ", ">Cash<small>");
    double sum =
        Pattern.compile("year to date: ([+−]?)([0-9.]+) %")
            .matcher(section)
            .results()
            .mapToDouble(m -> (m.group(1).equals("−") ? -1 : 1) * Double.parseDouble(m.group(2)))
            .sum();
    assertThat(sum / 100).isCloseTo(stored(FigureCode.TWR, "YTD"), within(0.0004));
  }

  @Test
  void risk_shares_sum_to_one_correlations_have_n_and_sector_nets_the_whole_value() {
    assertThat(section("correlation")).contains("n 126", "AAA, BBB: ");
    double nets =
        Pattern.compile("<title>[^<]*?, (−?)([0-9.]+) %</title>")
            .matcher(section("sectors"))
            .results()
            .mapToDouble(m -> (m.group(1).equals("−") ? -1 : 1) * Double.parseDouble(m.group(2)))
            .sum();
    assertThat(nets).isCloseTo(100, within(0.05));
    assertThat(section("sectors")).contains("Private", "Cash");
    assertThat(section("risk")).contains("Kupiec's p, 95 %");
  }

  @Test
  void a_grid_is_there_for_each_chart() {
    assertThat(new FigureStore(WORLD.dataSource(), WORLD.clock()).grids(book, StoredYears.LAST))
        .containsKeys(GridCode.STRESS, GridCode.RISK_SHARES, GridCode.POSITION_CORRELATION);
    assertThat(page).doesNotContain("no figure is stored for");
  }

  private static String section(String id) {
    int at = page.indexOf("<section aria-labelledby=\"" + id + "\">");
    return page.substring(at, page.indexOf("</section>", at));
  }
}
