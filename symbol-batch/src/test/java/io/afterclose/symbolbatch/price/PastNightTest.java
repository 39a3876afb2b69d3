package io.afterclose.symbolbatch.price;

import static io.afterclose.symbolbatch.fixture.Bodies.YAHOO;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.market.price.PriceGap;
import io.afterclose.market.universe.AssetKind;
import io.afterclose.market.universe.UniverseReason;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.fixture.Bodies;
import io.afterclose.symbolbatch.fixture.Surrounded;
import io.afterclose.symbolbatch.provider.PriceProviders;
import io.afterclose.symbolbatch.provider.PriceRequest;
import io.afterclose.symbolbatch.provider.ProviderChain.FetchResult;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The requests of a night of 14 March 2024, a year later. */
class PastNightTest {

  private static final int SYMBOLS = 500;
  private static final LocalDate DATE = LocalDate.of(2024, 3, 14);
  private static final Sessions SESSIONS =
      Sessions.of(NyseCalendar.standard().lastSessions(20, DATE));

  private final Surrounded surrounded =
      new Surrounded("2025-03-15T01:00:00Z")
          .with("AFTERCLOSE_YAHOO_RATE", "5/s")
          .with("AFTERCLOSE_PROVIDERS_GROUPED_FETCH_THRESHOLD", String.valueOf(SYMBOLS));

  @AfterEach
  void stopServer() {
    surrounded.close();
  }

  @Test
  void at_the_default_rate_5000_symbols_are_requested_within_the_time_limit() {
    surrounded.server.on(
        YAHOO,
        exchange -> {
          String symbol = exchange.getRequestURI().getPath().substring(YAHOO.length());
          json(Bodies.chart(symbol, "2024-03-14", List.of("25", "26"), split())).give(exchange);
        });
    PriceProviders providers = surrounded.open().all();
    Instant begin = surrounded.time.clock().instant();

    List<FetchResult> answers =
        symbols().stream().map(symbol -> providers.chain().fetch(request(symbol))).toList();

    assertThat(answers)
        .allSatisfy(
            answer -> {
              assertThat(answer.source()).isEqualTo("yahoo");
              assertThat(Surrounded.rawBar(answer.answer()))
                  .singleElement()
                  // The split of June, 4 to 1, came with it.
                  .satisfies(bar -> assertThat(bar.close()).isEqualByComparingTo("100"));
            });
    assertThat(surrounded.server.asked()).hasSize(SYMBOLS);
    Duration taken = Duration.between(begin, surrounded.time.clock().instant());
    assertThat(taken).isEqualTo(Duration.ofMillis(200).multipliedBy(SYMBOLS - 1));
    assertThat(taken.multipliedBy(5000 / SYMBOLS)).isLessThan(Duration.ofMinutes(25));
  }

  @Test
  void with_a_key_the_newest_sessions_come_whole_however_many_symbols_there_are() {
    surrounded
        .server
        .on(
            Bodies.POLYGON_SESSION,
            exchange -> {
              String day =
                  exchange.getRequestURI().getPath().substring(Bodies.POLYGON_SESSION.length());
              json(session(day)).give(exchange);
            })
        .on(Bodies.POLYGON_SPLITS, json(Bodies.polygonResults()))
        .on(Bodies.POLYGON_DIVIDENDS, json(Bodies.polygonResults()));
    PriceProviders providers = surrounded.open().all();
    List<PriceGapRequest> wanted = symbols().stream().map(PastNightTest::lackingWeek).toList();

    GroupedBars sessions = GroupedBars.ask(providers, wanted);

    assertThat(symbols())
        .allSatisfy(
            symbol ->
                assertThat(sessions.answer(request(symbol)))
                    .hasValueSatisfying(answer -> assertThat(answer.answer().bars()).hasSize(6)));
    assertThat(surrounded.server.asked()).hasSize(7 * 3);
    assertThat(surrounded.server.askedFor(YAHOO)).isZero();
  }

  private static String split() {
    return Bodies.split("2024-06-10", 4, 1);
  }

  private static String session(String day) {
    String bar = Bodies.polygonBar(day, "100");
    String rows =
        symbols().stream()
            .map(symbol -> bar.replaceFirst("\\{", "{\"T\":\"" + symbol.text() + "\","))
            .collect(Collectors.joining(","));
    return "{\"adjusted\":false,\"results\":[%s],\"status\":\"OK\"}".formatted(rows);
  }

  private static List<Symbol> symbols() {
    return IntStream.range(0, SYMBOLS)
        .mapToObj(at -> Symbol.of("S" + (char) ('A' + at / 26) + (char) ('A' + at % 26)))
        .toList();
  }

  /** The last six sessions, the newest of which is new. */
  private static PriceRequest request(Symbol symbol) {
    return new PriceRequest(
        symbol, AssetKind.LISTED, SESSIONS.at(SESSIONS.size() - 6), DATE, SESSIONS.first());
  }

  private static PriceGapRequest lackingWeek(Symbol symbol) {
    return new PriceGapRequest(
        new UniverseSymbol(symbol, AssetKind.LISTED, UniverseReason.MEMBER),
        new PriceGap(symbol, request(symbol).from(), null, null),
        SESSIONS);
  }
}
