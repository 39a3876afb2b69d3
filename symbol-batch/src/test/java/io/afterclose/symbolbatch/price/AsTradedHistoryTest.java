package io.afterclose.symbolbatch.price;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.market.price.ActionReport;
import io.afterclose.market.price.ClosePanelStore;
import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.market.price.PriceGap;
import io.afterclose.market.price.PriceRow;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.returns.ReturnsLoader;
import io.afterclose.market.universe.AssetKind;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.returns.ReturnSeries;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.provider.PriceBasis;
import io.afterclose.symbolbatch.provider.PriceRequest;
import io.afterclose.symbolbatch.provider.ProviderResponse;
import io.afterclose.symbolbatch.provider.csv.CsvProvider;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Prices as they were traded from 1998 to 2014, with dated factors of their splits and dividends:
 * what is stored gives the returns that the factors give, through every split.
 */
final class AsTradedHistoryTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate FIRST = LocalDate.of(1998, 1, 2);
  private static final LocalDate LAST = LocalDate.of(2014, 12, 31);

  private final Sessions axis = Sessions.of(NyseCalendar.standard().sessions(FIRST, LAST));
  @TempDir private Path folder = Path.of("");
  private String prices = "";

  /**
   * What holds up to and including a day.
   *
   * @param price dividends to come
   * @param split splits to come
   * @param reference the close of the day
   */
  private record Factor(LocalDate day, double price, double split, double reference) {}

  @BeforeEach
  void data_is_there() {
    POSTGRES.reset();
    prices =
        SharedData.required("market/unadjusted_prices_1998-01-02_2014-12-31.csv.gz").toString();
  }

  @ParameterizedTest
  @CsvSource({
    // ticker, splits within its prices, dividends
    "AAPL,3,10",
    "AIG,4,50",
    "BAC,1,60",
    "EEM,2,10",
    "IBM,1,60",
    "IWM,1,50",
    "QQQ,1,17",
    "SPY,0,60"
  })
  void stored_returns_agree_with_the_factors(String ticker, int splits, int leastDividends)
      throws IOException {
    List<Factor> factors = factors(ticker);
    Path actions = actions(ticker, factors);
    store(
        ticker,
        CsvProvider.open(List.of(Path.of(prices)), List.of(actions), PriceBasis.AS_TRADED, axis));

    ReturnSeries returns = returns(ticker);
    Map<LocalDate, Double> closes = closes(ticker);
    int seenSplits = 0;
    int seenDividends = 0;
    int compared = 0;
    for (int at = 1; at < axis.size(); at++) {
      Double before = closes.get(axis.at(at - 1));
      Double close = closes.get(axis.at(at));
      if (before == null || close == null) {
        assertThat(returns.has(at)).isFalse();
        continue;
      }
      Factor old = factor(factors, axis.at(at - 1));
      Factor now = factor(factors, axis.at(at));
      double split = now.split() / old.split();
      double traded = close / before * split - 1;
      double cash = 1 - old.price() / now.price();
      assertThat(returns.at(at))
          .as("%s on %s", ticker, axis.at(at))
          .isCloseTo(traded + cash, within(1e-9));
      // Closes times factors divide by 1 - cash where a total return adds it.
      assertThat(returns.at(at))
          .as("%s on %s, by its factors", ticker, axis.at(at))
          .isCloseTo(
              (1 + traded) / (1 - cash) - 1, within(1e-9 + 2 * cash * (Math.abs(traded) + cash)));
      seenSplits += split == 1 ? 0 : 1;
      seenDividends += cash == 0 ? 0 : 1;
      compared++;
      if (split != 1) {
        assertThat(Math.abs(returns.at(at))).isLessThan(0.25);
      }
    }
    assertThat(compared).isGreaterThan(2000);
    assertThat(seenSplits).isEqualTo(splits);
    assertThat(seenDividends).isGreaterThanOrEqualTo(leastDividends);
  }

  @Test
  void no_split_is_taken_for_a_suspect_move() throws IOException {
    store("AAPL", asTraded("AAPL"));
    assertThat(flagged("2005-02-28")).isEmpty();
    assertThat(flagged("2014-06-09")).isEmpty();
    // Without a split: the profit warning of that day halved the price.
    assertThat(flagged("2000-09-29")).isEqualTo("SUSPECT_JUMP");
    assertThat(close("2005-02-25")).isEqualTo("88.97");
    assertThat(close("2005-02-28")).isEqualTo("44.84");
    assertThat(close("2014-06-06")).isEqualTo("645.57");
    assertThat(close("2014-06-09")).isEqualTo("93.7");
  }

  @Test
  void the_same_prices_divided_by_their_splits_are_stored_as_traded() throws IOException {
    List<Factor> factors = factors("AAPL");
    StringBuilder adjusted =
        new StringBuilder("symbol,date,open,high,low,close,adj_close,volume\n");
    closes("AAPL")
        .forEach(
            (day, close) ->
                adjusted.append(
                    "AAPL,%s,,,,%.10f,,\n"
                        .formatted(day, close * factor(factors, day).split() / LAST_SPLIT)));
    Path file = Files.writeString(folder.resolve("adjusted.csv"), adjusted, UTF_8);
    store(
        "AAPL",
        CsvProvider.open(
            List.of(file), List.of(actions("AAPL", factors)), PriceBasis.SPLIT_ADJUSTED, axis));
    closes("AAPL")
        .forEach(
            (day, close) ->
                assertThat(Double.parseDouble(close(day.toString())))
                    .as(day.toString())
                    .isCloseTo(close, within(close * 1e-5)));
  }

  /** Of the last price there is; what comes later is not applied in a file that ends there. */
  private static final double LAST_SPLIT = 0.25;

  private CsvProvider asTraded(String ticker) throws IOException {
    return CsvProvider.open(
        List.of(Path.of(prices)),
        List.of(actions(ticker, factors(ticker))),
        PriceBasis.AS_TRADED,
        axis);
  }

  private void store(String ticker, CsvProvider provider) {
    Symbol symbol = Symbol.of(ticker);
    ProviderResponse answer =
        provider.fetch(new PriceRequest(symbol, AssetKind.LISTED, FIRST, LAST));
    PriceValidator checks =
        new PriceValidator(
            axis, LAST, new PriceGap(symbol, FIRST, null, null), "csv", 1, false, answer.actions());
    List<PriceRow> rows = checks.check(answer.bars());
    DataSource database = POSTGRES.dataSource();
    new TransactionTemplate(new DataSourceTransactionManager(database))
        .executeWithoutResult(
            transaction -> {
              new PriceStore(database, Clock.systemUTC()).save(null, rows);
              new CorporateActionStore(database, Clock.systemUTC())
                  .save(
                      List.of(
                          new ActionReport(symbol, "csv", 1, answer.actions(), answer.complete())));
            });
  }

  private ReturnSeries returns(String ticker) {
    return new ReturnsLoader(
            new ClosePanelStore(POSTGRES.dataSource()),
            new CorporateActionStore(POSTGRES.dataSource(), Clock.systemUTC()))
        .load(axis, List.of(Symbol.of(ticker)))
        .series(Symbol.of(ticker))
        .orElseThrow();
  }

  private String flagged(String day) {
    return text("select flags from market_data_cache where price_date = '%s'".formatted(day));
  }

  private String close(String day) {
    return text(
        "select trim_scale(close)::text from market_data_cache where price_date = '%s'"
            .formatted(day));
  }

  private static String text(String sql) {
    return String.valueOf(
        new JdbcTemplate(POSTGRES.dataSource()).queryForObject(sql, String.class));
  }

  /** Closes as they are written in the file. */
  private Map<LocalDate, Double> closes(String ticker) throws IOException {
    Map<LocalDate, Double> closes = new TreeMap<>();
    try (GZIPInputStream zip = new GZIPInputStream(Files.newInputStream(Path.of(prices)));
        BufferedReader lines = new BufferedReader(new InputStreamReader(zip, UTF_8))) {
      lines
          .lines()
          .filter(line -> line.startsWith(ticker + ","))
          .map(line -> line.split(",", -1))
          .forEach(cells -> closes.put(LocalDate.parse(cells[1]), Double.valueOf(cells[5])));
    }
    return closes;
  }

  private static List<Factor> factors(String ticker) throws IOException {
    Path file =
        SharedData.required(
            "market/unadjusted_corporate_actions/factor_%s.csv"
                .formatted(ticker.toLowerCase(Locale.ROOT)));
    List<Factor> factors = new ArrayList<>();
    for (String line : Files.readAllLines(file, UTF_8)) {
      String[] cells = line.split(",", -1);
      factors.add(
          new Factor(
              LocalDate.parse(cells[0], DateTimeFormatter.BASIC_ISO_DATE),
              Double.parseDouble(cells[1]),
              Double.parseDouble(cells[2]),
              Double.parseDouble(cells[3])));
    }
    return factors;
  }

  /** The one that holds on a day: of the first row that is not before it. */
  private static Factor factor(List<Factor> factors, LocalDate day) {
    return factors.stream().filter(row -> !row.day().isBefore(day)).findFirst().orElseThrow();
  }

  /** Splits and cash as a file of actions: each change of a factor is an ex-date. */
  private Path actions(String ticker, List<Factor> factors) throws IOException {
    Map<LocalDate, Double> closes = closes(ticker);
    StringBuilder text = new StringBuilder("symbol,date,dividend,split\n");
    for (int at = 0; at + 1 < factors.size(); at++) {
      Factor old = factors.get(at);
      Factor now = factors.get(at + 1);
      Double before = closes.get(old.day());
      int session = axis.indexOf(old.day());
      if (before != null && session >= 0 && session + 1 < axis.size()) {
        text.append(
            "%s,%s,%.10f,%.10f%n"
                .formatted(
                    ticker,
                    axis.at(session + 1),
                    before * (1 - old.price() / now.price()),
                    now.split() == old.split() ? 0 : now.split() / old.split()));
      }
    }
    return Files.writeString(folder.resolve(ticker + "-actions.csv"), text, UTF_8);
  }
}
