package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the command report writes of stored rows. */
final class ReportTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate ENTRY = day("2022-06-23");
  private static final List<LocalDate> WEEK = sessions("2022-06-23", "2022-06-30");
  private static final String OPTION = "AAPL220715C00100000";

  @TempDir private Path folder;

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @BeforeEach
  void prices_of_a_week() {
    world.prices().closes("AAPL", sessions("2022-06-23", "2022-06-29"), "100");
    world.prices().close("AAPL", D, "101.5");
    world.prices().close("KO", day("2022-06-28"), "60");
    world.prices().closes(OPTION, WEEK, "5");
  }

  private String page(String portfolio, String... options) {
    Path file = folder.resolve("page.html");
    List<String> arguments = new ArrayList<>(List.of("report", "--portfolio", portfolio));
    arguments.addAll(List.of("--html", file.toString()));
    arguments.addAll(List.of(options));
    CommandRun run = world.command(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return read(file);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private long portfolio(String name, Lot... lots) {
    long portfolio = world.portfolios().empty(name);
    for (Lot lot : lots) {
      world.portfolios().position(portfolio, lot);
    }
    return portfolio;
  }

  @Test
  void a_day_of_trades_dividends_and_fees_is_a_bridge_to_the_cent() {
    world.prices().dividend("AAPL", D, "0.25");
    long growth = portfolio("Growth", Lot.shares("AAPL", "10", ENTRY, "90"));
    world.portfolios().cash(growth, day("2022-06-24"), "BALANCE", "500");
    world.portfolios().cash(growth, D, "FEE", "4");
    world.portfolios().cash(growth, D, "DEPOSIT", "1000");
    world.snapshots("Growth", WEEK);
    assertThat(page("Growth"))
        .contains(
            "<h1>Growth on 2022-06-30</h1>",
            "<title>Before, 1,500.00</title>",
            "<title>External flows, +1,000.00</title>",
            "<title>Price change, +15.00</title>",
            "<title>Dividends, +2.50</title>",
            "<title>Fees, −4.00</title>",
            "<title>After, 2,513.50</title>");
  }

  @Test
  void a_position_shows_the_age_of_its_price_and_what_has_none_is_unknown() {
    long growth =
        portfolio(
            "Growth",
            Lot.shares("AAPL", "10", ENTRY, "90"),
            Lot.shares("KO", "5", day("2022-06-28"), "50"),
            Lot.shares("GONE", "1", ENTRY, "70"));
    world.portfolios().cash(growth, ENTRY, "BALANCE", "500");
    world.snapshots("Growth", WEEK);
    String page = page("Growth");
    assertThat(row(page, "KO"))
        .contains("<td>2022-06-28</td><td class=\"n\">2</td><td>an older close</td>", "300.00");
    assertThat(row(page, "GONE"))
        .contains("unknown", "no close of the day or of the 5 sessions before it")
        .doesNotContain(">0.00<");
    assertThat(page)
        .contains(
            "KO: the price is of 2022-06-28, 2 sessions old.",
            "GONE: no close of the day",
            "1 of 3 positions have no value and are in no total",
            "Positions by what their value comes from");
  }

  @Test
  void the_same_rows_give_the_same_bytes_and_an_earlier_date_its_own_page() {
    portfolio("Growth", Lot.shares("AAPL", "10", ENTRY, "90"));
    world.snapshots("Growth", WEEK);
    String newest = page("Growth");
    world.clock().advance(Duration.ofHours(5));
    assertThat(page("Growth")).isEqualTo(newest);
    assertThat(page("Growth", "--date", "2022-06-24"))
        .contains("<h1>Growth on 2022-06-24</h1>")
        .doesNotContain("2022-06-27");
  }

  @Test
  void a_hole_makes_what_is_linked_over_it_unknown_and_is_named() {
    portfolio("Growth", Lot.shares("AAPL", "10", ENTRY, "90"));
    world.snapshots(
        "Growth", WEEK.stream().filter(date -> !date.equals(day("2022-06-28"))).toList());
    assertThat(page("Growth"))
        .contains(
            "1 of 6 sessions have no snapshot, the first is 2022-06-28",
            "<title>2022-06-28: unknown, there is no snapshot of this session</title>",
            "2022-06-28 has no return: there is no snapshot of this session");
  }

  @Test
  void one_day_of_history_has_a_value_and_no_return() {
    long growth = portfolio("Growth", Lot.shares("AAPL", "10", day("2022-06-01"), "90"));
    world.portfolios().cash(growth, day("2022-06-01"), "BALANCE", "0");
    world.snapshots("Growth", List.of(D));
    assertThat(page("Growth"))
        .contains(
            "The record has one session: a return needs the one before.",
            "A line needs two sessions.",
            "there is no snapshot before it, though something was held or moved",
            "1,015.00");
  }

  @Test
  void all_cash_says_so() {
    long calm = portfolio("Calm");
    world.portfolios().cash(calm, ENTRY, "DEPOSIT", "1000");
    world.snapshots("Calm", WEEK);
    assertThat(page("Calm"))
        .contains(
            "All of it is cash: no position is open.",
            "<span class=\"unknown\">unknown</span>: no position is open",
            "1,000.00");
  }

  @Test
  void what_was_emptied_says_that_nothing_is_held() {
    long gone = portfolio("Gone");
    world.portfolios().cash(gone, ENTRY, "DEPOSIT", "1000");
    world.portfolios().cash(gone, D, "WITHDRAWAL", "1000");
    world.snapshots("Gone", WEEK);
    assertThat(page("Gone"))
        .contains("Nothing is held: no position is open, and there is no cash.");
  }

  @Test
  void shorts_alone_say_so_and_have_negative_values() {
    long bear = portfolio("Bear", Lot.shares("AAPL", "10", ENTRY, "100").shorted());
    world.portfolios().cash(bear, ENTRY, "DEPOSIT", "5000");
    world.snapshots("Bear", WEEK);
    assertThat(page("Bear"))
        .contains(
            "All positions are short: the portfolio gains when their prices fall.",
            "−1,015.00",
            "<title>Price change, −15.00</title>");
  }

  @Test
  void options_alone_say_what_they_lack() {
    portfolio("Calls", Lot.shares(OPTION, "2", ENTRY, "3").of("OPTIONS").times("100"));
    world.snapshots("Calls", WEEK);
    assertThat(page("Calls")).contains("All positions are options", "option, long");
  }

  @Test
  void private_positions_alone_say_what_they_lack() {
    portfolio("Farm", Lot.shares("FARM", "1", ENTRY, "900").of("PRIVATE"));
    world.snapshots("Farm", WEEK);
    assertThat(page("Farm")).contains("All positions are private", "its owner's value or cost");
  }

  @Test
  void a_value_below_zero_has_no_weights_and_is_no_error() {
    long deep = portfolio("Deep", Lot.shares("AAPL", "10", ENTRY, "100"));
    world.portfolios().cash(deep, ENTRY, "BALANCE", "-2000");
    world.snapshots("Deep", WEEK);
    assertThat(page("Deep"))
        .contains(
            "The net asset value is not above 0",
            "title=\"the net asset value is not above 0\">unknown</td>",
            "the value it would be a share of is not above 0");
  }

  @Test
  void without_a_snapshot_there_is_no_page_and_the_message_says_where_to_look() {
    portfolio("Empty");
    CommandRun run =
        world.command(
            "report", "--portfolio", "Empty", "--html", folder.resolve("x.html").toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'Empty': it has no snapshot yet", "plan --portfolio");
    assertThat(folder.resolve("x.html")).doesNotExist();
  }

  @Test
  void all_of_them_have_an_index_that_leads_to_each_and_names_those_without() {
    portfolio("Growth & <more>", Lot.shares("AAPL", "10", ENTRY, "90"));
    portfolio("Empty");
    world.snapshots("Growth & <more>", WEEK);
    CommandRun run = world.command("report", "--all", "--dir", folder.resolve("all").toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(read(folder.resolve("all/index.html")))
        .contains(
            "<a href=\"growth-more-1.html\">Growth &amp; &lt;more&gt;</a>",
            "<td>2022-06-30</td><td class=\"n\">1,015.00</td><td class=\"n\">+15.00</td>",
            "Empty</th><td colspan=\"5\"><span class=\"unknown\">no report</span>: it has no"
                + " snapshot yet");
    assertThat(read(folder.resolve("all/growth-more-1.html")))
        .contains("<h1>Growth &amp; &lt;more&gt; on 2022-06-30</h1>");
  }

  @Test
  void one_and_all_exclude_each_other_and_each_needs_its_place() {
    assertThat(world.command("report").exitCode()).isEqualTo(2);
    assertThat(world.command("report", "--portfolio", "Growth").exitCode()).isEqualTo(2);
    assertThat(world.command("report", "--all").exitCode()).isEqualTo(2);
    assertThat(
            world
                .command("report", "--all", "--dir", "x", "--portfolio", "Growth", "--html", "y")
                .exitCode())
        .isEqualTo(2);
  }

  /** The row of a position. */
  private static String row(String page, String symbol) {
    int positions = page.indexOf("<h2 id=\"positions\">");
    int at = page.indexOf("<tr><th scope=\"row\">" + symbol + "</th>", positions);
    return page.substring(at, page.indexOf("</tr>", at));
  }
}
