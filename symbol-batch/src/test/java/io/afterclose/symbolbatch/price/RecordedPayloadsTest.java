package io.afterclose.symbolbatch.price;

import static io.afterclose.symbolbatch.fixture.FakeProviderServer.body;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.json;
import static io.afterclose.symbolbatch.fixture.Surrounded.bar;
import static io.afterclose.symbolbatch.fixture.Surrounded.listed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.fixture.Bodies;
import io.afterclose.symbolbatch.fixture.FakeProviderServer;
import io.afterclose.symbolbatch.fixture.Surrounded;
import io.afterclose.symbolbatch.provider.PriceProvider;
import io.afterclose.symbolbatch.provider.PriceRequest;
import io.afterclose.symbolbatch.provider.ProviderBar;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import io.afterclose.symbolbatch.provider.ProviderResponse;
import io.afterclose.testkit.SharedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes out when a server answers with the recorded and quoted answers of the providers. */
@Timeout(20)
class RecordedPayloadsTest {

  private static final String FOLDER = "payloads";

  private final Surrounded surrounded = new Surrounded("2025-02-22T12:00:00Z");
  private final FakeProviderServer server = surrounded.server;

  @AfterEach
  void stopServer() {
    surrounded.close();
  }

  /**
   * @param outcome BARS with their number, NOTHING, or the kind of failure
   * @param requests how many were made, one for each attempt
   */
  private record Case(String file, int status, PriceRequest request, String outcome, int requests) {

    String provider() {
      return file.substring(0, file.indexOf('/'));
    }

    @Override
    public String toString() {
      return file + " gives " + outcome;
    }
  }

  private static final PriceRequest AAPL = listed("AAPL", "2023-01-01", "2023-01-10");
  private static final PriceRequest SPY = listed("SPY", "2025-02-18", "2025-02-21");

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    yahoo(
        cases, "chart_AAPL_one_day.json", listed("AAPL", "2020-01-01", "2020-01-03"), "BARS 1", 1);
    yahoo(
        cases,
        "chart_AAPL_dividend_and_split_2020-08-31_2020-11-06.json",
        listed("AAPL", "2020-08-31", "2020-11-06"),
        "BARS 49",
        1);
    yahoo(
        cases,
        "chart_AAPL_range_1d_exact_bytes.json",
        listed("AAPL", "2025-02-18", "2025-02-22"),
        "BARS 1",
        1);
    yahoo(
        cases,
        "chart_AAPL_weekend_no_timestamps.json",
        listed("AAPL", "2025-02-01", "2025-02-02"),
        "NOTHING",
        1);
    yahoo(cases, "chart_QQQ_etf.json", listed("QQQ", "2020-01-01", "2020-01-03"), "BARS 1", 1);
    yahoo(
        cases,
        "chart_MSFT_dividends_2021-02-01_2022-01-31.json",
        listed("MSFT", "2021-02-01", "2022-01-31"),
        "BARS 252",
        1);
    yahoo(
        cases,
        "chart_NVDA_split_2021-02-01_2022-01-31.json",
        listed("NVDA", "2021-02-01", "2022-01-31"),
        "BARS 252",
        1);
    yahoo(
        cases,
        "chart_mutualfund_0P0000XTS7.json",
        listed("0P0000XTS7", "2024-09-12", "2024-09-16"),
        "BARS 2",
        1);
    refused(cases, "chart_BTC-USD_crypto.json", "BTC-USD");
    refused(cases, "chart_EURUSD_currency.json", "EURUSD");
    refused(cases, "chart_GC=F_future.json", "GC");
    refused(cases, "chart_MUV2.DE_portfolio_performance_01.json", "MUV2.DE");
    refused(cases, "chart_MUV2.DE_portfolio_performance_02.json", "MUV2.DE");
    refused(cases, "chart_OCDO.L_pence_GBp.json", "OCDO.L");
    refused(cases, "chart_WSU.DE_EUR_late_listing.json", "WSU.DE");
    refused(cases, "chart_mutualfund_CAD_0P000071W8.TO.json", "0P000071W8.TO");
    refused(cases, "headers_of_chart_AAPL_2020.json", "AAPL");
    cases.add(new Case("yahoo/error_400_no_data_for_range.json", 400, SPY, "NOTHING", 1));
    cases.add(new Case("yahoo/error_404_not_found.json", 404, SPY, "NOTHING", 1));
    cases.add(new Case("yahoo/error_429_edge.txt", 429, SPY, "RATE_LIMITED", 3));
    cases.add(new Case("yahoo/error_429_old.txt", 429, SPY, "RATE_LIMITED", 3));

    cases.add(new Case("fmp/error_401_invalid_key.json", 401, AAPL, "REFUSED", 1));
    cases.add(new Case("fmp/error_402_exclusive_endpoint.json", 402, AAPL, "REFUSED", 1));
    cases.add(new Case("fmp/error_402_premium_symbol.txt", 402, AAPL, "REFUSED", 1));
    cases.add(new Case("fmp/error_403_legacy_endpoint.json", 403, AAPL, "REFUSED", 1));
    cases.add(new Case("fmp/error_429_limit_reach.json", 429, AAPL, "RATE_LIMITED", 3));
    cases.add(
        new Case(
            "fmp/stable_historical-price-eod_full_AAPL_2023-01-01_2023-01-10.json",
            200,
            AAPL,
            "BARS 6",
            3));
    cases.add(
        new Case(
            "fmp/v3_historical-price-full_AAPL_2023-01-01_2023-01-10.json",
            200,
            AAPL,
            "BAD_BODY",
            1));
    cases.add(
        new Case("fmp/v3_historical-price-full_stock_split_AAPL.json", 200, AAPL, "BAD_BODY", 1));

    cases.add(new Case("polygon/empty_results_null_2020.json", 200, AAPL, "NOTHING", 1));
    cases.add(new Case("polygon/error_401_unknown_key.json", 401, AAPL, "REFUSED", 1));
    cases.add(new Case("polygon/error_403_not_authorized_timeframe.json", 403, AAPL, "REFUSED", 1));
    cases.add(new Case("polygon/error_429_rate.json", 429, AAPL, "RATE_LIMITED", 3));
    polygon(cases, "v2_aggs_AAPL_1_day_2023-01-01_2023-01-10.json", AAPL, "BARS 6", 3);
    polygon(
        cases,
        "v2_aggs_O_SPY250314C00560000_1_day.json",
        Surrounded.option("SPY250314C00560000", "2025-02-01", "2025-03-14"),
        "BARS 6",
        1);
    polygon(
        cases,
        "vendor_spec_example_options_aggs.json",
        Surrounded.option("RDFN211119C00025000", "2021-09-01", "2021-11-19"),
        "BARS 2",
        1);
    polygon(
        cases,
        "vendor_mock_v2_aggs_AAPL_2005.json",
        listed("AAPL", "2005-04-01", "2005-04-04"),
        "BARS 2",
        3);
    polygon(
        cases,
        "vendor_mock_v2_aggs_AAPL_prev.json",
        listed("AAPL", "2022-04-25", "2022-04-26"),
        "BARS 1",
        3);
    polygon(cases, "v3_reference_options_contracts_SPY_page1.json", AAPL, "REDIRECTED", 1);
    polygon(cases, "v3_snapshot_option_AAPL251219C00275000.json", AAPL, "BAD_BODY", 1);
    polygon(cases, "vendor_mock_v1_marketstatus_upcoming.json", AAPL, "BAD_BODY", 1);
    polygon(cases, "vendor_mock_v3_options_contracts.json", AAPL, "REDIRECTED", 1);
    polygon(cases, "vendor_mock_v2_grouped_2005-04-04.json", AAPL, "NOTHING", 1);
    polygon(cases, "vendor_mock_v3_dividends.json", AAPL, "BAD_BODY", 1);
    polygon(cases, "vendor_mock_v3_splits.json", AAPL, "BAD_BODY", 1);
    return cases;
  }

  private static void yahoo(
      List<Case> cases, String file, PriceRequest request, String outcome, int requests) {
    cases.add(new Case("yahoo/" + file, 200, request, outcome, requests));
  }

  private static void refused(List<Case> cases, String file, String symbol) {
    yahoo(cases, file, listed(symbol, "2020-01-01", "2020-01-03"), "BAD_BODY", 1);
  }

  private static void polygon(
      List<Case> cases, String file, PriceRequest request, String outcome, int requests) {
    cases.add(new Case("polygon/" + file, 200, request, outcome, requests));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void each_answer_has_its_outcome(Case one) throws IOException {
    if (!one.provider().equals("yahoo")) {
      // Some were recorded with days after those that were asked for.
      surrounded.time.clock().set(Instant.parse("2026-01-02T12:00:00Z"));
    }
    PriceProvider provider = surrounded.provider(one.provider());
    FakeProviderServer.CommandRun answer =
        body(one.status(), "application/json", Files.readAllBytes(required(one.file())));
    server
        .on(Bodies.YAHOO, answer)
        .on(Bodies.FMP_PRICES, answer)
        .on(Bodies.FMP_SPLITS, json("[]"))
        .on(Bodies.FMP_DIVIDENDS, json("[]"))
        .on(Bodies.POLYGON_BARS, answer)
        .on(Bodies.POLYGON_SPLITS, json(Bodies.polygonResults()))
        .on(Bodies.POLYGON_DIVIDENDS, json(Bodies.polygonResults()));

    assertThat(outcome(provider, one.request())).isEqualTo(one.outcome());
    assertThat(server.asked()).hasSize(one.requests());
  }

  private static String outcome(PriceProvider provider, PriceRequest request) {
    try {
      List<ProviderBar> bars = provider.fetch(request).bars();
      assertThat(bars).allMatch(ProviderBar.RawBar.class::isInstance);
      return bars.isEmpty() ? "NOTHING" : "BARS " + bars.size();
    } catch (ProviderFailure failure) {
      return failure.kind().name();
    }
  }

  @Test
  void the_table_has_every_file() throws IOException {
    Path folder = SharedData.required(FOLDER);
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> found =
          files
              .filter(Files::isRegularFile)
              .map(file -> folder.relativize(file).toString())
              .filter(file -> !file.equals("INDEX.csv"))
              .toList();
      assertThat(cases().stream().map(Case::file)).containsExactlyInAnyOrderElementsOf(found);
    }
  }

  @Test
  void nvda_traded_near_529_5_on_2021_02_01_although_the_answer_says_13_237()
      throws IOException, ProviderFailure {
    String later = Bodies.split("2024-06-10", 10, 1).replace("}}", "},");
    server.on(
        Bodies.YAHOO,
        json(
            text("yahoo/chart_NVDA_split_2021-02-01_2022-01-31.json")
                .replace("\"splits\":{", later)));

    ProviderResponse answer =
        surrounded.provider("yahoo").fetch(listed("NVDA", "2021-02-01", "2022-01-31"));

    // 13.237000465393066 × 4 × 10.
    assertThat(bar(answer, "2021-02-01").close()).isEqualByComparingTo("529.48001862");
    // The day before and the day of the split 4:1; both were before the split 10:1.
    assertThat(bar(answer, "2021-07-19").close())
        .isBetween(new BigDecimal("751"), new BigDecimal("752"));
    assertThat(bar(answer, "2021-07-20").close())
        .isBetween(new BigDecimal("186"), new BigDecimal("187"));
    assertThat(answer.actions())
        .containsExactly(
            new CorporateAction(
                Symbol.of("NVDA"),
                LocalDate.of(2021, 7, 20),
                CorporateAction.Kind.SPLIT,
                new BigDecimal("4")));
    // The one window begins a week before 2021-02-01 and reaches the end of 2025-02-22.
    assertThat(server.asked())
        .singleElement()
        .satisfies(
            asked -> assertThat(asked.query()).startsWith("period1=1611550800&period2=1740286800"));
  }

  @Test
  void aapl_before_its_4_to_1_of_2020_08_31_is_back_at_499_23()
      throws IOException, ProviderFailure {
    // The bar of 2020-08-28 before those that were recorded.
    String answered =
        text("yahoo/chart_AAPL_dividend_and_split_2020-08-31_2020-11-06.json")
            .replace("\"timestamp\":[", "\"timestamp\":[1598621400,")
            .replaceAll("\"(open|high|low|close)\":\\[", "\"$1\":[124.80750274658203,")
            .replace("\"volume\":[", "\"volume\":[4000,");
    server.on(Bodies.YAHOO, json(answered));

    ProviderResponse answer =
        surrounded.provider("yahoo").fetch(listed("AAPL", "2020-08-24", "2020-08-30"));

    assertThat(bar(answer, "2020-08-28").close()).isEqualByComparingTo("499.23001099");
    assertThat(answer.bars()).hasSize(1);
    assertThat(answer.actions()).isEmpty();
  }

  @Test
  void aapl_from_its_4_to_1_of_2020_08_31_on_is_as_answered() throws IOException, ProviderFailure {
    server.on(
        Bodies.YAHOO, recorded("yahoo/chart_AAPL_dividend_and_split_2020-08-31_2020-11-06.json"));

    ProviderResponse answer =
        surrounded.provider("yahoo").fetch(listed("AAPL", "2020-08-24", "2020-11-06"));

    assertThat(bar(answer, "2020-08-31").close()).isEqualTo("129.0399932861328");
    assertThat(answer.listedFrom()).isEqualTo(LocalDate.of(1980, 12, 12));
    assertThat(answer.actions())
        .extracting(
            CorporateAction::exDate, CorporateAction::kind, action -> action.value().toString())
        .containsExactly(
            tuple(LocalDate.of(2020, 8, 31), CorporateAction.Kind.SPLIT, "4"),
            tuple(LocalDate.of(2020, 11, 6), CorporateAction.Kind.DIVIDEND, "0.205"));
  }

  @Test
  void polygons_adjusted_bars_of_2005_are_back_at_40_89() throws IOException, ProviderFailure {
    server
        .on(Bodies.POLYGON_BARS, recorded("polygon/vendor_mock_v2_aggs_AAPL_2005.json"))
        .on(
            Bodies.POLYGON_SPLITS,
            json(
                Bodies.polygonResults(
                    Bodies.polygonSplit("AAPL", "2014-06-09", 1, 7),
                    Bodies.polygonSplit("AAPL", "2020-08-31", 1, 4))))
        .on(Bodies.POLYGON_DIVIDENDS, json(Bodies.polygonResults()));

    ProviderResponse answer =
        surrounded.provider("polygon").fetch(listed("AAPL", "2005-04-01", "2005-04-04"));

    assertThat(bar(answer, "2005-04-01").close()).isEqualByComparingTo("40.8912");
    assertThat(bar(answer, "2005-04-04").close()).isEqualByComparingTo("41.09");
  }

  @Test
  void fmp_and_polygon_agree_on_january_2023() throws IOException, ProviderFailure {
    server
        .on(
            Bodies.FMP_PRICES,
            recorded("fmp/stable_historical-price-eod_full_AAPL_2023-01-01_2023-01-10.json"))
        .on(Bodies.FMP_SPLITS, json("[]"))
        .on(Bodies.FMP_DIVIDENDS, json("[]"))
        .on(Bodies.POLYGON_BARS, recorded("polygon/v2_aggs_AAPL_1_day_2023-01-01_2023-01-10.json"))
        .on(Bodies.POLYGON_SPLITS, json(Bodies.polygonResults()))
        .on(Bodies.POLYGON_DIVIDENDS, json(Bodies.polygonResults()));

    ProviderResponse fmp = surrounded.provider("fmp").fetch(AAPL);
    ProviderResponse polygon = surrounded.provider("polygon").fetch(AAPL);

    for (ProviderBar.RawBar bar : Surrounded.rawBar(fmp)) {
      assertThat(bar(polygon, bar.date().toString()).close()).isEqualByComparingTo(bar.close());
    }
  }

  @Test
  void the_vendors_actions_are_read_for_one_day() throws IOException, ProviderFailure {
    server
        .on(Bodies.POLYGON_SPLITS, recorded("polygon/vendor_mock_v3_splits.json"))
        .on(Bodies.POLYGON_DIVIDENDS, recorded("polygon/vendor_mock_v3_dividends.json"));
    NetworkProviders providers = surrounded.open();

    assertThat(
            providers
                .sessions()
                .orElseThrow()
                .sessionActions(LocalDate.of(2022, 7, 18))
                .actions()
                .stream()
                .map(action -> action.symbol() + " " + action.value()))
        .containsExactly("GOOG 20", "GOOGL 20");
    assertThat(
            providers
                .sessions()
                .orElseThrow()
                .sessionActions(LocalDate.of(2025, 6, 12))
                .actions()
                .stream()
                .map(action -> action.symbol() + " " + action.value()))
        .containsExactly("CSSEN 0.59375");
  }

  private static FakeProviderServer.CommandRun recorded(String file) throws IOException {
    return body(200, "application/json", Files.readAllBytes(required(file)));
  }

  private static String text(String file) throws IOException {
    return Files.readString(required(file));
  }

  private static Path required(String file) {
    return SharedData.required(FOLDER + "/" + file);
  }
}
