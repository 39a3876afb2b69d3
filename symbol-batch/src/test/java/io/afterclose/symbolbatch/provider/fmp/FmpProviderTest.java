package io.afterclose.symbolbatch.provider.fmp;

import static io.afterclose.symbolbatch.fixture.Bodies.FMP_DIVIDENDS;
import static io.afterclose.symbolbatch.fixture.Bodies.FMP_PRICES;
import static io.afterclose.symbolbatch.fixture.Bodies.FMP_SPLITS;
import static io.afterclose.symbolbatch.fixture.Bodies.fmpRow;
import static io.afterclose.symbolbatch.fixture.Bodies.fmpSplit;
import static io.afterclose.symbolbatch.fixture.Bodies.rows;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.json;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.status;
import static io.afterclose.symbolbatch.fixture.Surrounded.bar;
import static io.afterclose.symbolbatch.fixture.Surrounded.listed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import io.afterclose.market.profile.SymbolProfile;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.fixture.FakeProviderServer;
import io.afterclose.symbolbatch.fixture.Surrounded;
import io.afterclose.symbolbatch.provider.PriceProvider;
import io.afterclose.symbolbatch.provider.PriceRequest;
import io.afterclose.symbolbatch.provider.ProfileProvider;
import io.afterclose.symbolbatch.provider.ProviderBar;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import io.afterclose.symbolbatch.provider.ProviderFailure.Kind;
import io.afterclose.symbolbatch.provider.ProviderResponse;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FmpProviderTest {

  private static final PriceRequest AROUND_THE_SPLIT = listed("AAPL", "2020-08-07", "2020-08-31");

  private final Surrounded surrounded = new Surrounded("2025-03-15T01:00:00Z");
  private final FakeProviderServer server = surrounded.server;
  private final PriceProvider fmp = surrounded.provider("fmp");

  @AfterEach
  void stopServer() {
    surrounded.close();
  }

  @Test
  void prices_are_turned_back_with_all_splits_and_dividends_are_as_paid() throws ProviderFailure {
    server
        .on(
            FMP_PRICES,
            json(
                rows(
                    fmpRow("AAPL", "2020-08-31", "129.04"),
                    fmpRow("AAPL", "2020-08-28", "124.8075"),
                    fmpRow("AAPL", "2020-09-01", "134.18"))))
        .on(
            FMP_SPLITS,
            json(
                rows(
                    fmpSplit("AAPL", "2026-01-02", 3, 1),
                    fmpSplit("AAPL", "2020-08-31", 4, 1),
                    fmpSplit("AAPL", "2014-06-09", 7, 1))))
        .on(
            FMP_DIVIDENDS,
            json(
                rows(
                    "{\"symbol\":\"AAPL\",\"date\":\"2020-08-07\",\"adjDividend\":0.205,"
                        + "\"dividend\":0.82}",
                    "{\"symbol\":\"AAPL\",\"date\":\"2020-11-06\",\"adjDividend\":0.205,"
                        + "\"dividend\":0.205}")));

    ProviderResponse answer = fmp.fetch(AROUND_THE_SPLIT);

    assertThat(bar(answer, "2020-08-28").close()).isEqualByComparingTo("499.23");
    assertThat(bar(answer, "2020-08-28").volume()).isEqualByComparingTo("1000");
    assertThat(bar(answer, "2020-08-31").close()).isEqualByComparingTo("129.04");
    assertThat(answer.futureBars()).isEqualTo(1);
    assertThat(answer.actions())
        .containsExactly(
            new CorporateAction(
                Symbol.of("AAPL"),
                LocalDate.of(2020, 8, 31),
                CorporateAction.Kind.SPLIT,
                new BigDecimal("4")),
            new CorporateAction(
                Symbol.of("AAPL"),
                LocalDate.of(2020, 8, 7),
                CorporateAction.Kind.DIVIDEND,
                new BigDecimal("0.82")));
    assertThat(server.asked()).hasSize(3);
    assertThat(server.asked().get(0).query())
        .isEqualTo("symbol=AAPL&from=2020-08-07&to=2020-08-31");
  }

  @Test
  void the_key_travels_in_a_header_and_not_in_the_address() throws ProviderFailure {
    server.on(FMP_PRICES, json("[]"));

    fmp.fetch(AROUND_THE_SPLIT);

    assertThat(server.asked())
        .singleElement()
        .satisfies(
            asked -> {
              assertThat(asked.headers().getFirst("apikey")).isEqualTo(Surrounded.FMP_KEY);
              assertThat(asked.query()).doesNotContain("apikey", Surrounded.FMP_KEY);
              assertThat(asked.headers().getFirst("User-Agent")).isEqualTo("afterclose");
            });
  }

  @Test
  void an_unknown_symbol_takes_one_request_and_an_option_none() throws ProviderFailure {
    server.on(FMP_PRICES, json("[]"));

    assertThat(fmp.fetch(AROUND_THE_SPLIT)).isEqualTo(ProviderResponse.NOTHING);
    assertThat(fmp.fetch(Surrounded.option("SPY250321C00560000", "2025-03-10", "2025-03-14")))
        .isEqualTo(ProviderResponse.NOTHING);
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void its_error_messages_are_understood_even_with_status_200() {
    server.on(FMP_PRICES, json("{\"Error Message\":\"Limit Reach . Please upgrade your plan\"}"));
    assertThat(failure()).isEqualTo(Kind.RATE_LIMITED);

    server.on(FMP_PRICES, json("{\"Error Message\":\"Invalid API KEY. Feel free to create one\"}"));
    assertThat(failure()).isEqualTo(Kind.REFUSED);

    server.on(FMP_PRICES, json("{\"Error Message\":\"Something else\"}"));
    assertThat(failure()).isEqualTo(Kind.BAD_BODY);

    for (int status : List.of(200, 402, 403)) {
      for (String words :
          List.of(
              "Premium Query Parameter: 'Special Endpoint : This value set for 'symbol' is not"
                  + " available under your current subscription'",
              "{\"Error Message\":\"Exclusive Endpoint : This endpoint is not available under your"
                  + " current subscription agreement\"}",
              "{\"Error Message\":\"Legacy Endpoint : Due to Legacy endpoints being no longer"
                  + " supported\"}")) {
        server.on(FMP_PRICES, status(status, words));
        assertThat(thrown())
            .as(words)
            .hasMessageContaining("answered " + status + ", the plan of the key does not include");
        assertThat(failure()).isEqualTo(Kind.REFUSED);
      }
    }
  }

  @Test
  void a_refusal_never_shows_the_key() {
    server.on(
        FMP_PRICES,
        status(401, "{\"Error Message\":\"Invalid API KEY " + Surrounded.FMP_KEY + "\"}"));

    assertThat(thrown())
        .hasMessageContaining("the key or session is refused")
        .hasMessageNotContaining(Surrounded.FMP_KEY);
  }

  @Test
  void a_limit_reached_opens_the_breaker_also_with_status_200() {
    server.on(FMP_PRICES, json("{\"Error Message\":\"Limit Reach . Please upgrade your plan\"}"));

    for (int symbol = 0; symbol < 10; symbol++) {
      failure();
    }

    assertThat(failure()).isEqualTo(Kind.BREAKER_OPEN);
    assertThat(server.askedFor(FMP_PRICES)).isEqualTo(10);
  }

  @Test
  void a_payment_that_is_listed_twice_counts_once_and_two_payments_of_a_day_are_added()
      throws ProviderFailure {
    server
        .on(FMP_PRICES, json(rows(fmpRow("AAPL", "2020-08-28", "124.8075"))))
        .on(FMP_SPLITS, json("[]"))
        .on(
            FMP_DIVIDENDS,
            json(
                rows(
                    payment("0.82", "2020-08-13", "\"yield\":0.7"),
                    // The same with another yield, and without its pay date.
                    payment("0.820", "2020-08-13", "\"yield\":0.71"),
                    payment("0.82", "", "\"yield\":0.7"),
                    payment("0.82", "2020-12-13", "\"yield\":0.7"),
                    payment("1.5", "2020-08-13", "\"yield\":0.7"))));

    assertThat(fmp.fetch(AROUND_THE_SPLIT).actions())
        .extracting(CorporateAction::value)
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(new BigDecimal("3.14"));
  }

  @Test
  void another_currency_is_refused() {
    server.on(
        FMP_PRICES,
        json(rows(fmpRow("AAPL", "2020-08-28", "124").replace("{", "{\"currency\":\"CAD\","))));
    assertThat(thrown()).hasMessageContaining("a price in USD was expected, found CAD");

    server
        .on(FMP_PRICES, json(rows(fmpRow("AAPL", "2020-08-28", "124"))))
        .on(FMP_SPLITS, json("[]"))
        .on(FMP_DIVIDENDS, json(rows(payment("0.82", "", "\"currency\":\"EUR\""))));
    assertThat(thrown()).hasMessageContaining("a dividend in USD was expected on 2020-08-07");
    assertThat(failure()).isEqualTo(Kind.BAD_BODY);
  }

  private static String payment(String amount, String pay, String more) {
    return """
        {"symbol":"AAPL","date":"2020-08-07","recordDate":"2020-08-10","paymentDate":"%s",\
        "dividend":%s,%s}"""
        .formatted(pay, amount, more);
  }

  @Test
  void prices_without_their_splits_are_no_answer() {
    server
        .on(FMP_PRICES, json(rows(fmpRow("AAPL", "2020-08-28", "124.8075"))))
        .on(FMP_SPLITS, status(402, "Exclusive Endpoint"));

    assertThat(failure()).isEqualTo(Kind.REFUSED);
  }

  @Test
  void strangers_are_counted_and_an_answer_of_strangers_only_is_refused() throws ProviderFailure {
    server
        .on(
            FMP_PRICES,
            json(
                rows(fmpRow("MSFT", "2020-08-28", "228.9"), fmpRow("AAPL", "2020-08-28", "124.8"))))
        .on(FMP_SPLITS, json("[]"))
        .on(FMP_DIVIDENDS, json("[]"));
    ProviderResponse answer = fmp.fetch(AROUND_THE_SPLIT);
    assertThat(answer.bars()).hasSize(1);
    assertThat(answer.unrequestedRows()).isEqualTo(1);

    server.on(FMP_PRICES, json(rows(fmpRow("MSFT", "2020-08-28", "228.9"))));
    assertThat(failure()).isEqualTo(Kind.BAD_BODY);
  }

  @Test
  void odd_values_are_passed_on_for_the_door_to_judge() throws ProviderFailure {
    server
        .on(
            FMP_PRICES,
            json(
                rows(
                    fmpRow("AAPL", "2020-08-10", "null"),
                    fmpRow("AAPL", "2020-08-11", "NaN"),
                    fmpRow("AAPL", "2020-08-12", "0"),
                    fmpRow("AAPL", "2020-08-13", "-1"),
                    fmpRow("AAPL", "2020-08-14", "11525"),
                    fmpRow("AAPL", "2020-08-14", "115.25"),
                    fmpRow("AAPL", "14.08.2020", "115.25"))))
        .on(FMP_SPLITS, json("[]"))
        .on(FMP_DIVIDENDS, json("[]"));

    List<ProviderBar> bars = fmp.fetch(AROUND_THE_SPLIT).bars();

    assertThat(bars)
        .contains(
            new ProviderBar.MalformedBar("2020-08-10", "close", "null"),
            new ProviderBar.MalformedBar("2020-08-11", "close", "NaN"),
            new ProviderBar.MalformedBar("14.08.2020", "date", "14.08.2020"));
    assertThat(bars.stream().filter(ProviderBar.RawBar.class::isInstance)).hasSize(4);
  }

  @Test
  void profiles_of_a_list_come_in_one_request() throws ProviderFailure {
    server.on(
        "/stable/profile",
        json(
            rows(
                "{\"symbol\":\"BRK-B\",\"companyName\":\"Berkshire Hathaway Inc.\","
                    + "\"sector\":\"Financial Services\",\"industry\":\"\",\"beta\":0.7}",
                "{\"symbol\":\"OTHER\",\"companyName\":\"Not asked for\"}")));
    ProfileProvider profiles = surrounded.open().profiles().orElseThrow();

    ProfileProvider.Answer answer = profiles.profiles(symbols("BRK.B", "ZZZZ"));

    assertThat(answer.known())
        .containsExactly(
            entry(
                Symbol.of("BRK.B"),
                new SymbolProfile("Berkshire Hathaway Inc.", "Financial Services", null)));
    assertThat(answer.unanswered()).as("ZZZZ is not known").isEmpty();
    assertThat(server.asked()).hasSize(1);
    assertThat(server.asked().get(0).query()).isEqualTo("symbol=BRK-B,ZZZZ");
    assertThat(profiles.batchSize()).isEqualTo(50);
  }

  @Test
  void a_list_that_is_answered_by_less_than_half_was_not_read_as_a_list() throws ProviderFailure {
    server.on(
        "/stable/profile",
        json(rows("{\"symbol\":\"AAA\",\"companyName\":\"Alpha\"}")),
        json("[]"));
    ProfileProvider profiles = surrounded.open().profiles().orElseThrow();

    ProfileProvider.Answer answer = profiles.profiles(symbols("AAA", "BBB", "CCC"));

    assertThat(answer.known()).containsOnlyKeys(Symbol.of("AAA"));
    assertThat(answer.unanswered()).containsExactlyInAnyOrderElementsOf(symbols("BBB", "CCC"));
    assertThat(profiles.batchSize()).isEqualTo(1);
    assertThat(profiles.profiles(symbols("BBB")))
        .as("alone it is not known")
        .isEqualTo(new ProfileProvider.Answer(Map.of(), Set.of()));
  }

  @Test
  void a_refused_list_is_requested_symbol_by_symbol_and_a_refused_symbol_fails()
      throws ProviderFailure {
    server.on(
        "/stable/profile",
        status(402, "Premium Query Parameter: 'Special Endpoint : This value set for 'symbol'"));
    ProfileProvider profiles = surrounded.open().profiles().orElseThrow();

    assertThat(profiles.profiles(symbols("AAA", "BBB")).unanswered()).hasSize(2);
    assertThat(profiles.batchSize()).isEqualTo(1);
    assertThat(
            catchThrowableOfType(ProviderFailure.class, () -> profiles.profiles(symbols("AAA")))
                .kind())
        .isEqualTo(Kind.REFUSED);
  }

  @Test
  void texts_of_a_profile_are_cut_to_their_columns() throws ProviderFailure {
    server.on(
        "/stable/profile",
        json(
            rows(
                "{\"symbol\":\"AAA\",\"companyName\":\"%s\",\"sector\":\"%s\"}"
                    .formatted("n".repeat(300), "s".repeat(300)))));

    SymbolProfile profile =
        surrounded
            .open()
            .profiles()
            .orElseThrow()
            .profiles(symbols("AAA"))
            .known()
            .get(Symbol.of("AAA"));

    assertThat(profile).isEqualTo(new SymbolProfile("n".repeat(200), "s".repeat(100), null));
  }

  private static List<Symbol> symbols(String... texts) {
    return Stream.of(texts).map(Symbol::of).toList();
  }

  private ProviderFailure thrown() {
    return catchThrowableOfType(ProviderFailure.class, () -> fmp.fetch(AROUND_THE_SPLIT));
  }

  private Kind failure() {
    return thrown().kind();
  }
}
