package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.days;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.fixture.MarketFiles;
import io.afterclose.portfoliorefresh.fixture.StoredPrices;
import io.afterclose.testkit.PostgresExtension;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Twenty real shares, two snapshots there, five missing, and the sums done by hand. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class RealPortfolioTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String NAME = "Twenty real ones";
  private static final LocalDate BOUGHT = LocalDate.parse("2022-01-03");
  private static final String SOLD = "XOM";
  private static final LocalDate SOLD_ON = LocalDate.parse("2022-06-28");
  private static final List<String> SYMBOLS =
      List.of(
          "AAPL", "MSFT", "JNJ", "PG", "KO", "XOM", "CVX", "JPM", "BAC", "WMT", "HD", "UNH", "PFE",
          "MRK", "CSCO", "INTC", "VZ", "T", "DIS", "NKE");

  private static final Map<String, Map<LocalDate, BigDecimal>> CLOSES = new TreeMap<>();

  private static final RefreshWorld WORLD = new RefreshWorld(POSTGRES);

  @BeforeAll
  static void two_snapshots_are_there(@TempDir Path folder) throws IOException {
    LocalDate from = LocalDate.parse("2021-12-01");
    CLOSES.putAll(
        MarketFiles.closes("stock_prices_2020-01-02_2022-12-30.csv.gz", SYMBOLS, from, D));
    CLOSES.putAll(
        MarketFiles.closes("etf_prices_2013-07-18_2022-12-30.csv.gz", List.of("SPY"), from, D));
    WORLD
        .prices()
        .save(
            CLOSES.entrySet().stream()
                .flatMap(
                    symbol ->
                        symbol.getValue().entrySet().stream()
                            .map(
                                day ->
                                    StoredPrices.row(
                                        symbol.getKey(), day.getKey(), day.getValue())))
                .toList());
    Path file = Files.writeString(folder.resolve("positions.csv"), csv());
    assertThat(WORLD.command("import", "--name", NAME, "--file", file.toString()).exitCode())
        .isZero();
    WORLD.sql().sql("delete from portfolio_snapshots").update();
    days("2022-06-22", "2022-06-24")
        .forEach(
            date -> {
              WORLD.symbolNights().completed(date);
              assertThat(WORLD.runFor(date).exitCode()).isZero();
            });
    WORLD.sql().sql("delete from portfolio_snapshots where snapshot_date = '2022-06-23'").update();
    assertThat(WORLD.tables().snapshotDates(NAME)).isEqualTo(days("2022-06-22", "2022-06-24"));
  }

  @Test
  @Order(1)
  void a_night_fills_exactly_the_missing_days_and_leaves_the_others_as_they_were() {
    List<String> before = WORLD.tables().rows().get("portfolio_snapshots");
    WORLD.symbolNights().completed(D);
    assertThat(WORLD.runFor(D).exitCode()).isZero();
    assertThat(WORLD.tables().snapshotDates(NAME))
        .isEqualTo(
            days(
                "2022-06-22",
                "2022-06-23",
                "2022-06-24",
                "2022-06-27",
                "2022-06-28",
                "2022-06-29",
                "2022-06-30"));
    assertThat(WORLD.tables().rows().get("portfolio_snapshots"))
        .as("with the transaction that wrote each row")
        .hasSize(7)
        .containsAll(Objects.requireNonNull(before));
  }

  @Test
  @Order(2)
  void every_total_is_the_sum_of_quantity_times_close_to_the_cent() {
    assertThat(totals().entrySet())
        .hasSize(7)
        .allSatisfy(
            total -> assertThat(total.getValue()).isEqualTo(sumFromTheFile(total.getKey())));
  }

  @Test
  @Order(3)
  void the_sold_share_counts_up_to_the_day_before_its_sale() {
    assertThat(
            WORLD
                .sql()
                .sql("select position_count from portfolio_snapshots order by snapshot_date")
                .query(Integer.class)
                .list())
        .containsExactly(20, 20, 20, 20, 19, 19, 19);
    assertThat(totals().get(day("2022-06-28")))
        .isEqualTo(sumFromTheFile(SOLD_ON))
        .isNotEqualTo(sumWithEveryShare(SOLD_ON));
  }

  @Test
  @Order(4)
  void a_second_run_ends_well_and_writes_nothing() {
    Map<String, List<String>> before = WORLD.tables().rows();
    long executions = WORLD.tables().count("batch_job_execution");
    assertThat(WORLD.runFor(D).exitCode()).isZero();
    assertThat(WORLD.tables().rows()).isEqualTo(before);
    assertThat(WORLD.tables().count("batch_job_execution")).isEqualTo(executions);
  }

  private static Map<LocalDate, BigDecimal> totals() {
    Map<LocalDate, BigDecimal> totals = new TreeMap<>();
    WORLD
        .sql()
        .sql("select snapshot_date, total_value from portfolio_snapshots")
        .query(
            row -> {
              totals.put(row.getObject(1, LocalDate.class), row.getBigDecimal(2));
            });
    return totals;
  }

  private static BigDecimal sumFromTheFile(LocalDate date) {
    return sum(
        SYMBOLS.stream().filter(symbol -> !symbol.equals(SOLD) || date.isBefore(SOLD_ON)).toList(),
        date);
  }

  private static BigDecimal sumWithEveryShare(LocalDate date) {
    return sum(SYMBOLS, date);
  }

  private static BigDecimal sum(List<String> symbols, LocalDate date) {
    return symbols.stream()
        .map(symbol -> quantity(symbol).multiply(close(symbol, date)))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .setScale(2, RoundingMode.HALF_UP);
  }

  private static BigDecimal close(String symbol, LocalDate date) {
    return Objects.requireNonNull(
        Objects.requireNonNull(CLOSES.get(symbol), symbol).get(date), symbol + " on " + date);
  }

  /** Different for each, and in fractions, so that rounding shows. */
  private static BigDecimal quantity(String symbol) {
    return BigDecimal.valueOf(10_375L + 7_919L * SYMBOLS.indexOf(symbol), 3);
  }

  private static String csv() {
    StringBuilder csv =
        new StringBuilder("symbol,quantity,entry_date,entry_price,exit_date,exit_price\n");
    for (String symbol : SYMBOLS) {
      csv.append(String.join(",", symbol, quantity(symbol).toPlainString(), BOUGHT.toString(), ""))
          .append(close(symbol, BOUGHT).toPlainString())
          .append(
              symbol.equals(SOLD)
                  ? "," + SOLD_ON + "," + close(symbol, SOLD_ON).toPlainString() + "\n"
                  : ",,\n");
    }
    return csv.toString();
  }
}
