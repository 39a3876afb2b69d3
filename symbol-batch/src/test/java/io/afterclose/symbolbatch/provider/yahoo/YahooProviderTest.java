package io.afterclose.symbolbatch.provider.yahoo;

import static io.afterclose.symbolbatch.fixture.Bodies.YAHOO;
import static io.afterclose.symbolbatch.fixture.Bodies.chart;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.json;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.status;
import static io.afterclose.symbolbatch.fixture.Surrounded.bar;
import static io.afterclose.symbolbatch.fixture.Surrounded.listed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.afterclose.market.universe.AssetKind;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.fixture.Bodies;
import io.afterclose.symbolbatch.fixture.FakeProviderServer;
import io.afterclose.symbolbatch.fixture.Surrounded;
import io.afterclose.symbolbatch.provider.PriceProvider;
import io.afterclose.symbolbatch.provider.PriceRequest;
import io.afterclose.symbolbatch.provider.ProviderBar;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import io.afterclose.symbolbatch.provider.ProviderFailure.Kind;
import io.afterclose.symbolbatch.provider.ProviderResponse;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** It is nine in the evening of Friday, 14 March 2025, in New York. */
class YahooProviderTest {

  private static final PriceRequest TONIGHT = listed("SPY", "2025-03-10", "2025-03-14");

  private final Surrounded surrounded = new Surrounded("2025-03-15T01:00:00Z");
  private final FakeProviderServer server = surrounded.server;
  private final PriceProvider yahoo = surrounded.provider("yahoo");

  @AfterEach
  void stopServer() {
    surrounded.close();
  }

  @Test
  void asks_for_whole_days_of_new_york_with_their_events() throws ProviderFailure {
    server.on(YAHOO, json(chart("SPY", "2025-03-10", "560.1", "555.92")));

    ProviderResponse answer = yahoo.fetch(TONIGHT);

    assertThat(answer.bars()).hasSize(2);
    assertThat(answer.listedFrom()).isEqualTo(LocalDate.of(1980, 12, 12));
    assertThat(server.asked())
        .singleElement()
        .satisfies(
            asked -> {
              assertThat(asked.path()).isEqualTo("/v8/finance/chart/SPY");
              // A week before 2025-03-10, 2025-03-03T00:00-05:00, and 2025-03-15T00:00-04:00.
              assertThat(asked.query())
                  .isEqualTo(
                      "period1=1740978000&period2=1742011200&interval=1d"
                          + "&events=div,splits,capitalGains");
              // A browser's: others are answered with 429.
              assertThat(asked.headers().getFirst("User-Agent"))
                  .startsWith("Mozilla/5.0 (")
                  .contains("Chrome/");
            });
  }

  @Test
  void the_user_agent_is_a_setting() throws ProviderFailure {
    server.on(YAHOO, json(chart("SPY", "2025-03-10", "560.1")));

    surrounded
        .with("AFTERCLOSE_YAHOO_USER_AGENT", "Mozilla/5.0 (like next year's)")
        .provider("yahoo")
        .fetch(TONIGHT);

    assertThat(server.asked().get(0).headers().getFirst("User-Agent"))
        .isEqualTo("Mozilla/5.0 (like next year's)");
  }

  @Test
  void one_request_for_a_past_date_reaches_to_the_present_and_brings_the_splits_since()
      throws ProviderFailure {
    String events =
        Bodies.split("2021-03-20", 4, 1).replace("}}", "},")
            + Bodies.split("2024-06-10", 10, 1).replace("\"splits\":{", "")
            + ","
            + Bodies.dividend("2021-03-02", "0.1");
    server.on(
        YAHOO,
        json(chart("NVDA", "2021-02-27", List.of("13.237000465393066", "14", "15"), events)));

    ProviderResponse answer = yahoo.fetch(listed("NVDA", "2021-02-01", "2021-02-28"));

    // 13.237000465393066 × 40, eight decimals.
    assertThat(bar(answer, "2021-02-27").close()).isEqualByComparingTo("529.48001862");
    assertThat(bar(answer, "2021-02-27").volume()).isEqualByComparingTo("100");
    assertThat(Surrounded.rawBar(answer)).hasSize(2);
    assertThat(answer.futureBars()).as("later days were asked for").isZero();
    assertThat(answer.actions()).isEmpty();
    assertThat(server.asked())
        .singleElement()
        // 2021-01-25T00:00-05:00, a week before, to the end of the present day.
        .satisfies(
            asked -> assertThat(asked.query()).startsWith("period1=1611550800&period2=1742011200"));
  }

  @Test
  void prices_volumes_and_dividends_before_a_split_inside_the_window_are_turned_back()
      throws ProviderFailure {
    String events = Bodies.split("2025-03-12", 4, 1) + "," + Bodies.dividend("2025-03-11", "0.205");
    server.on(
        YAHOO, json(chart("AAPL", "2025-03-10", List.of("124.8", "125", "129", "131"), events)));

    ProviderResponse answer = yahoo.fetch(listed("AAPL", "2025-03-10", "2025-03-14"));

    assertThat(bar(answer, "2025-03-11").close()).isEqualByComparingTo("500");
    assertThat(bar(answer, "2025-03-11").volume()).isEqualByComparingTo("1000");
    assertThat(bar(answer, "2025-03-12").close()).isEqualByComparingTo("129");
    assertThat(answer.actions())
        .extracting(CorporateAction::exDate)
        .containsExactly(LocalDate.of(2025, 3, 12), LocalDate.of(2025, 3, 11));
    assertThat(value(answer, CorporateAction.Kind.SPLIT)).isEqualByComparingTo("4");
    assertThat(value(answer, CorporateAction.Kind.DIVIDEND)).isEqualByComparingTo("0.82");
  }

  @Test
  void a_split_of_the_future_has_not_been_applied_yet() throws ProviderFailure {
    server.on(
        YAHOO, json(chart("SPY", "2025-03-14", List.of("560"), Bodies.split("2025-03-17", 2, 1))));

    ProviderResponse answer = yahoo.fetch(TONIGHT);

    assertThat(bar(answer, "2025-03-14").close()).isEqualByComparingTo("560");
    assertThat(answer.actions()).isEmpty();
  }

  @Test
  void actions_before_days_without_bars_are_turned_back_too() throws ProviderFailure {
    server.on(
        YAHOO,
        json(
            chart(
                "AAPL",
                "2021-02-01",
                List.of("130"),
                Bodies.dividend("2021-02-01", "0.2") + "," + Bodies.split("2024-06-10", 10, 1))));

    ProviderResponse answer =
        yahoo.fetch(
            new PriceRequest(
                Symbol.of("AAPL"),
                AssetKind.LISTED,
                LocalDate.of(2021, 2, 8),
                LocalDate.of(2021, 2, 12),
                LocalDate.of(2021, 2, 1)));

    assertThat(answer.bars()).isEmpty();
    assertThat(value(answer, CorporateAction.Kind.DIVIDEND)).isEqualByComparingTo("2");
  }

  @Test
  void a_split_since_that_cannot_be_read_refuses_the_answer() {
    server.on(
        YAHOO,
        json(chart("NVDA", "2021-02-01", List.of("13.2"), Bodies.split("2024-06-10", 0, 1))));

    assertThat(failure(listed("NVDA", "2021-02-01", "2021-02-28"))).isEqualTo(Kind.BAD_BODY);
  }

  @Test
  void a_dividend_since_is_no_part_of_the_answer_whatever_it_says() throws ProviderFailure {
    server.on(
        YAHOO,
        json(
            chart(
                "NVDA", "2021-02-01", List.of("13.2"), Bodies.dividend("2024-06-10", "\"much\""))));

    assertThat(yahoo.fetch(listed("NVDA", "2021-02-01", "2021-02-28")).actions()).isEmpty();
  }

  @Test
  void a_symbol_that_vanished_since_has_the_bars_up_to_its_end() throws ProviderFailure {
    server.on(YAHOO, json(chart("OLD", "2021-02-01", "13.2")));

    assertThat(yahoo.fetch(listed("OLD", "2021-02-01", "2021-02-28")).bars()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"BRK.B, BRK-B", "BAC.PL, BAC-PL"})
  void class_and_preferred_shares_are_asked_for_with_a_dash(String symbol, String there)
      throws ProviderFailure {
    server.on(YAHOO + there, json(chart(there, "2025-03-14", "510.5")));

    ProviderResponse answer = yahoo.fetch(listed(symbol, "2025-03-10", "2025-03-14"));

    assertThat(bar(answer, "2025-03-14").close()).isEqualByComparingTo("510.5");
  }

  @Test
  void options_are_asked_for_in_compact_form() throws ProviderFailure {
    server.on(
        YAHOO + "SPY250321C00560000",
        json(chart("SPY250321C00560000", "2025-03-14", "8.43").replace("EQUITY", "OPTION")));

    assertThat(
            yahoo.fetch(Surrounded.option("SPY250321C00560000", "2025-03-10", "2025-03-14")).bars())
        .hasSize(1);
  }

  @Test
  void unknown_symbols_and_windows_without_data_are_no_failure() throws ProviderFailure {
    server.on(YAHOO, status(404, Bodies.unknownToYahoo()));
    assertThat(yahoo.fetch(TONIGHT)).isEqualTo(ProviderResponse.NOTHING);

    server.on(YAHOO, status(400, Bodies.outsideYahoosListing()));
    assertThat(yahoo.fetch(TONIGHT)).isEqualTo(ProviderResponse.NOTHING);

    server.on(YAHOO, json(Bodies.splitsOnly("SPY", "")));
    assertThat(yahoo.fetch(TONIGHT).bars()).isEmpty();
    assertThat(server.asked()).hasSize(3);
  }

  @Test
  void a_window_before_the_first_trade_tells_when_the_symbol_is_listed() throws ProviderFailure {
    // 2025-03-12, after the window.
    String listed = chart("NEWCO", "2025-03-12", "20").replace("345479400", "1741786200");
    server.on(YAHOO, json(listed));

    ProviderResponse answer = yahoo.fetch(listed("NEWCO", "2025-02-03", "2025-02-07"));

    assertThat(answer)
        .isEqualTo(new ProviderResponse(List.of(), List.of(), LocalDate.of(2025, 3, 12), 0));
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void a_window_after_the_last_trade_and_an_unknown_symbol_tell_nothing() throws ProviderFailure {
    server.on(YAHOO, status(400, Bodies.outsideYahoosListing()));
    assertThat(yahoo.fetch(listed("OLD", "2025-02-03", "2025-02-07")))
        .isEqualTo(ProviderResponse.NOTHING);
    assertThat(server.asked()).hasSize(1);

    server.on(YAHOO, status(404, Bodies.unknownToYahoo()));
    assertThat(yahoo.fetch(listed("ZZZZ", "2025-02-03", "2025-02-07")))
        .isEqualTo(ProviderResponse.NOTHING);
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void the_day_at_work_may_be_listed_twice_without_a_close() throws ProviderFailure {
    // Its opening and, at 20:00 UTC, its close.
    for (String closes : List.of("[559,560,null]", "[559,null,560]")) {
      server.on(YAHOO, json(twice(closes)));
      List<ProviderBar> bars = yahoo.fetch(TONIGHT).bars();
      assertThat(bars).as(closes).hasSize(2).allMatch(ProviderBar.RawBar.class::isInstance);
    }

    server.on(YAHOO, json(twice("[559,null,null]")));
    assertThat(yahoo.fetch(TONIGHT).bars())
        .hasSize(2)
        .contains(new ProviderBar.MalformedBar("2025-03-14", "close", "null"));
  }

  private static String twice(String closes) {
    return chart("SPY", "2025-03-13", "1", "2", "3")
        .replace("1742045400", "1741982400")
        .replace("[1,2,3]", closes);
  }

  @Test
  void what_is_no_chart_is_a_failure_with_its_reason_and_never_nothing() {
    server.on(
        YAHOO,
        FakeProviderServer.body(
            200,
            "text/html",
            "<html><title>Before you continue</title>".getBytes(StandardCharsets.UTF_8)));
    assertThat(failure(TONIGHT)).isEqualTo(Kind.BAD_BODY);

    for (int status : List.of(200, 400, 401)) {
      server.on(
          YAHOO,
          status(
              status,
              "{\"finance\":{\"result\":null,\"error\":{\"code\":\"Unauthorized\","
                  + "\"description\":\"Invalid Crumb\"}}}"));
      assertThatThrownBy(() -> yahoo.fetch(TONIGHT))
          .hasMessageContaining("answered " + status + ", the key or session is refused")
          .hasMessageContaining("Invalid Crumb");
      assertThat(failure(TONIGHT)).isEqualTo(Kind.REFUSED);
    }
  }

  @Test
  void too_many_requests_is_understood_whatever_its_status() {
    for (int status : List.of(200, 403, 429)) {
      server.on(YAHOO, status(status, "Edge: Too Many Requests"));
      assertThat(failure(TONIGHT)).isEqualTo(Kind.RATE_LIMITED);
    }
  }

  @Test
  void a_host_that_refuses_is_followed_by_the_other_one() throws ProviderFailure {
    try (FakeProviderServer other = new FakeProviderServer()) {
      other.on(YAHOO, json(chart("SPY", "2025-03-14", "560")));
      server.on(YAHOO, status(401, "{\"finance\":{\"error\":{\"code\":\"Unauthorized\"}}}"));
      surrounded.with("AFTERCLOSE_YAHOO_URLS", server.url() + "," + other.url());

      assertThat(surrounded.provider("yahoo").fetch(TONIGHT).bars()).hasSize(1);
      server.on(YAHOO, status(429, "Edge: Too Many Requests"));
      assertThat(surrounded.provider("yahoo").fetch(TONIGHT).bars()).hasSize(1);
      server.on(YAHOO, status(200, "<html><title>Before you continue</title>"));
      assertThat(surrounded.provider("yahoo").fetch(TONIGHT).bars()).hasSize(1);
    }
  }

  @Test
  void a_404_that_is_not_yahoos_own_does_not_make_a_symbol_unknown() {
    server.on(YAHOO, status(404, "<html>404 page not found</html>"));
    assertThat(failure(TONIGHT)).isEqualTo(Kind.BAD_BODY);

    server.on(YAHOO, status(404, "{\"message\":\"no such route\"}"));
    assertThat(failure(TONIGHT)).isEqualTo(Kind.BAD_BODY);

    server.on(
        YAHOO,
        status(
            400,
            "{\"chart\":{\"result\":null,\"error\":{\"code\":\"Bad Request\",\"description\":"
                + "\"Invalid input - interval=1x\"}}}"));
    assertThat(failure(TONIGHT)).isEqualTo(Kind.BAD_BODY);
  }

  @Test
  void another_symbol_currency_or_instrument_is_refused_with_its_reason() {
    String good = chart("SPY", "2025-03-14", "560");
    server.on(YAHOO, json(good.replace("\"SPY\"", "\"QQQ\"")));
    assertThatThrownBy(() -> yahoo.fetch(TONIGHT)).hasMessageContaining("QQQ");

    server.on(YAHOO, json(good.replace("\"USD\"", "\"GBp\"")));
    assertThatThrownBy(() -> yahoo.fetch(TONIGHT))
        .hasMessageContaining("the currency [USD] was expected, found GBp");

    server.on(YAHOO, json(good.replace("EQUITY", "CRYPTOCURRENCY")));
    assertThat(failure(TONIGHT)).isEqualTo(Kind.BAD_BODY);

    server.on(YAHOO, json(good.replace("America/New_York", "Mars/Olympus")));
    assertThat(failure(TONIGHT)).isEqualTo(Kind.BAD_BODY);
    assertThat(server.asked()).hasSize(4);
  }

  @Test
  void a_dividend_or_capital_gain_in_another_currency_is_refused() {
    for (String event :
        List.of(Bodies.dividend("2025-03-14", "0.4"), Bodies.capitalGain("2025-03-14", "0.4"))) {
      String told = event.replace("\"amount\"", "\"currency\":\"TWD\",\"amount\"");
      server.on(YAHOO, json(chart("SPY", "2025-03-14", List.of("560"), told)));
      assertThatThrownBy(() -> yahoo.fetch(TONIGHT))
          .hasMessageContaining("SPY: a dividend in USD was expected on 2025-03-14, found TWD");
    }
  }

  @Test
  void odd_values_are_passed_on_for_the_door_to_judge() throws ProviderFailure {
    server.on(YAHOO, json(chart("SPY", "2025-03-10", "NaN", "null", "0", "-5", "56000")));

    List<ProviderBar> bars = yahoo.fetch(TONIGHT).bars();

    assertThat(bars)
        .contains(
            new ProviderBar.MalformedBar("2025-03-10", "close", "NaN"),
            new ProviderBar.MalformedBar("2025-03-11", "close", "null"));
    assertThat(Surrounded.rawBar(new ProviderResponse(bars, List.of(), null, 0)))
        .extracting(ProviderBar.RawBar::close)
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(new BigDecimal("0"), new BigDecimal("-5"), new BigDecimal("56000"));
  }

  @Test
  void text_where_a_number_belongs_is_told_with_its_field() throws ProviderFailure {
    String body = chart("SPY", "2025-03-14", "560");
    server.on(YAHOO, json(body.replace("\"close\":[560]", "\"close\":[\"N/A\"]")));
    assertThat(yahoo.fetch(TONIGHT).bars())
        .containsExactly(new ProviderBar.MalformedBar("2025-03-14", "close", "N/A"));

    server.on(YAHOO, json(body.replace("\"open\":[560]", "\"open\":[{\"a\":1}]")));
    assertThat(yahoo.fetch(TONIGHT).bars())
        .contains(new ProviderBar.MalformedBar("2025-03-14", "open", "{\"a\":1}"));

    server.on(YAHOO, json(body.replace("\"timestamp\":[1741959000]", "\"timestamp\":[\"soon\"]")));
    assertThat(yahoo.fetch(TONIGHT).bars())
        .containsExactly(new ProviderBar.MalformedBar("soon", "date", "soon"));

    server.on(YAHOO, json(body.replace("[1741959000]", "[9223372036854775807]")));
    assertThat(yahoo.fetch(TONIGHT).bars())
        .containsExactly(
            new ProviderBar.MalformedBar("9223372036854775807", "date", "9223372036854775807"));
  }

  @Test
  void float_noise_is_left_in_and_the_same_each_time() throws ProviderFailure {
    server.on(YAHOO, json(chart("SPY", "2025-03-14", "562.8099975585938")));

    ProviderBar.RawBar first = bar(yahoo.fetch(TONIGHT), "2025-03-14");

    assertThat(first.close()).isEqualTo("562.8099975585938");
    assertThat(bar(yahoo.fetch(TONIGHT), "2025-03-14")).isEqualTo(first);
  }

  @Test
  void duplicates_stay_and_days_after_the_range_are_left_out() throws ProviderFailure {
    String body =
        chart("SPY", "2025-03-11", "1", "2", "3", "4")
            .replace("1741699800,", "1741699800,1741699800,")
            .replace("[1,2,3,4]", "[1,1,2,3,4]")
            .replace("[4000,4000", "[4000,4000,4000");
    server.on(YAHOO, json(body));

    ProviderResponse answer = yahoo.fetch(listed("SPY", "2025-03-10", "2025-03-12"));

    assertThat(Surrounded.rawBar(answer))
        .extracting(ProviderBar.RawBar::date)
        .containsExactly(
            LocalDate.of(2025, 3, 11), LocalDate.of(2025, 3, 11), LocalDate.of(2025, 3, 12));
  }

  @Test
  void an_answer_with_bars_of_the_future_is_shifted_and_refused() {
    server.on(YAHOO, json(chart("SPY", "2025-03-13", "1", "2", "3")));

    assertThatThrownBy(() -> yahoo.fetch(TONIGHT))
        .isInstanceOf(ProviderFailure.class)
        .hasMessageContaining("a bar of 2025-03-15 was answered on 2025-03-14");
  }

  @Test
  void days_shifted_by_a_zone_are_days_of_the_exchange() throws ProviderFailure {
    // Midnight UTC of 2025-03-14 is the evening of the 13th in New York.
    server.on(YAHOO, json(chart("SPY", "2025-03-14", "560").replace("1741959000", "1741910400")));

    assertThat(Surrounded.rawBar(yahoo.fetch(TONIGHT)).get(0).date())
        .isEqualTo(LocalDate.of(2025, 3, 13));
  }

  @Test
  void columns_of_another_length_than_the_days_are_refused() {
    server.on(
        YAHOO,
        json(chart("SPY", "2025-03-13", "1", "2").replace("\"close\":[1,2]", "\"close\":[1]")));

    assertThat(failure(TONIGHT)).isEqualTo(Kind.BAD_BODY);
  }

  @Test
  void a_split_that_cannot_be_read_refuses_the_answer() {
    for (String events :
        List.of(
            Bodies.split("2025-03-12", 0, 1),
            Bodies.split("2025-03-12", 1, -1),
            Bodies.split("2025-03-12", 4, 1).replace("\"numerator\":4,", ""),
            Bodies.dividend("2025-03-12", "\"much\""),
            Bodies.dividend("2025-03-12", "1e-13"),
            Bodies.dividend("2025-03-12", "1e12"),
            Bodies.split("2025-03-12", 1, 1_000_000_000),
            Bodies.dividend("2025-03-12", "-1"))) {
      server.on(YAHOO, json(chart("SPY", "2025-03-14", List.of("560"), events)));

      assertThat(failure(TONIGHT)).as(events).isEqualTo(Kind.BAD_BODY);
    }
  }

  @Test
  void a_capital_gain_is_cash_paid_like_a_dividend() throws ProviderFailure {
    assertThat(paid(List.of("50", "44.2"), "", Bodies.capitalGain("2025-03-11", "5.8")))
        .isEqualByComparingTo("5.8");
  }

  @Test
  void a_capital_gain_is_added_to_the_dividend_of_its_day() throws ProviderFailure {
    assertThat(
            paid(
                List.of("50", "43.1"),
                Bodies.dividend("2025-03-11", "0.9"),
                Bodies.capitalGain("2025-03-11", "5.8")))
        .isEqualByComparingTo("6.7");
    // A dividend that could hold the gain, but the price fell by both.
    assertThat(
            paid(
                List.of("50", "43.1"),
                Bodies.dividend("2025-03-11", "4"),
                Bodies.capitalGain("2025-03-11", "3")))
        .isEqualByComparingTo("7");
  }

  @Test
  void a_dividend_that_already_holds_the_capital_gain_counts_it_once() throws ProviderFailure {
    // As VWILX on 2025-12-17: it paid 1.437 and a gain of 6.42.
    assertThat(
            paid(
                List.of("40", "32.2"),
                Bodies.dividend("2025-03-11", "7.857"),
                Bodies.capitalGain("2025-03-11", "6.42")))
        .isEqualByComparingTo("7.857");
    // Without a close of the day nothing else can be known.
    assertThat(
            paid(
                List.of("40", "null"),
                Bodies.dividend("2025-03-11", "7.857"),
                Bodies.capitalGain("2025-03-11", "6.42")))
        .isEqualByComparingTo("7.857");
  }

  @Test
  void the_close_before_the_first_requested_day_tells_what_was_paid_on_it() throws ProviderFailure {
    String events =
        Bodies.dividend("2025-03-11", "4") + "," + Bodies.capitalGain("2025-03-11", "3");
    server.on(YAHOO, json(chart("AAPL", "2025-03-10", List.of("50", "43.1", "43", "43"), events)));

    ProviderResponse answer = yahoo.fetch(listed("AAPL", "2025-03-11", "2025-03-14"));

    assertThat(Surrounded.rawBar(answer)).hasSize(3);
    assertThat(value(answer, CorporateAction.Kind.DIVIDEND)).isEqualByComparingTo("7");
  }

  private BigDecimal paid(List<String> closes, String... events) throws ProviderFailure {
    String told = String.join(",", List.of(events).stream().filter(e -> !e.isEmpty()).toList());
    server.on(YAHOO, json(chart("AAPL", "2025-03-10", closes, told)));
    return value(
        yahoo.fetch(listed("AAPL", "2025-03-10", "2025-03-14")), CorporateAction.Kind.DIVIDEND);
  }

  @Test
  void a_capital_gain_that_cannot_be_read_refuses_the_answer() {
    server.on(
        YAHOO,
        json(chart("SPY", "2025-03-14", List.of("560"), Bodies.capitalGain("2025-03-14", "-1"))));

    assertThat(failure(TONIGHT)).isEqualTo(Kind.BAD_BODY);
  }

  @Test
  void a_dividend_of_nothing_is_none() throws ProviderFailure {
    server.on(
        YAHOO,
        json(chart("SPY", "2025-03-14", List.of("560"), Bodies.dividend("2025-03-14", "0.0"))));

    assertThat(yahoo.fetch(TONIGHT).actions()).isEmpty();
  }

  private Kind failure(PriceRequest request) {
    return catchThrowableOfType(ProviderFailure.class, () -> yahoo.fetch(request)).kind();
  }

  private static BigDecimal value(ProviderResponse answer, CorporateAction.Kind kind) {
    return answer.actions().stream()
        .filter(action -> action.kind() == kind)
        .filter(action -> action.symbol().equals(Symbol.of("AAPL")))
        .findFirst()
        .orElseThrow()
        .value();
  }
}
