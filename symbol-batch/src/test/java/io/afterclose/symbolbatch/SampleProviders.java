package io.afterclose.symbolbatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import io.afterclose.calendar.NyseCalendar;
import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.universe.AssetKind;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.fixture.Bodies;
import io.afterclose.symbolbatch.fixture.FakeProviderServer;
import io.afterclose.symbolbatch.provider.PriceRequest;
import io.afterclose.symbolbatch.provider.ProviderBar;
import io.afterclose.symbolbatch.provider.sample.SampleMarket;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Yahoo, FMP and Polygon on this machine, all telling the sample market; a test lets one of them
 * misbehave for a symbol. Requests are counted.
 */
final class SampleProviders implements AutoCloseable {

  static final String FMP_KEY = "fmp-secret-0815";
  static final String POLYGON_KEY = "polygon-secret-4711";

  private static final int YAHOO_PATH = Bodies.YAHOO.length();

  private final FakeProviderServer server = new FakeProviderServer();
  private volatile List<String> told = List.of();
  private final SampleMarket market = new SampleMarket(NyseCalendar.standard());

  SampleProviders() {
    server
        .on(Bodies.YAHOO, exchange -> json(yahoo(exchange)).give(exchange))
        .on(Bodies.FMP_PRICES, exchange -> json(fmp(exchange)).give(exchange))
        .on(Bodies.FMP_SPLITS, FakeProviderServer.json("[]"))
        .on(Bodies.FMP_DIVIDENDS, FakeProviderServer.json("[]"))
        .on("/stable/profile", exchange -> json(profile(exchange)).give(exchange))
        .on(Bodies.POLYGON_SESSION, exchange -> json(session(exchange)).give(exchange))
        .on(Bodies.POLYGON_BARS, FakeProviderServer.status(404, "{\"status\":\"NOT_FOUND\"}"))
        .on(Bodies.POLYGON_SPLITS, FakeProviderServer.json(Bodies.polygonResults()))
        .on(Bodies.POLYGON_DIVIDENDS, FakeProviderServer.json(Bodies.polygonResults()));
  }

  private static FakeProviderServer.CommandRun json(String body) {
    return FakeProviderServer.json(body);
  }

  /** What Yahoo answers for one symbol from now on. */
  SampleProviders yahooAnswers(String symbol, FakeProviderServer.CommandRun answer) {
    server.on(Bodies.YAHOO + symbol, answer);
    return this;
  }

  /** What everybody answers to everything from now on. */
  SampleProviders allAnswer(FakeProviderServer.CommandRun answer) {
    for (String path :
        List.of(
            Bodies.YAHOO,
            Bodies.FMP_PRICES,
            Bodies.FMP_SPLITS,
            Bodies.FMP_DIVIDENDS,
            "/stable/profile",
            Bodies.POLYGON_SESSION,
            Bodies.POLYGON_BARS,
            Bodies.POLYGON_SPLITS,
            Bodies.POLYGON_DIVIDENDS)) {
      server.on(path, answer);
    }
    return this;
  }

  FakeProviderServer server() {
    return server;
  }

  /** The environment that leads here; limits off, waits short. */
  Map<String, String> environment(Map<String, String> database) {
    Map<String, String> environment = new HashMap<>(database);
    for (String provider : List.of("YAHOO", "FMP", "POLYGON")) {
      environment.put("AFTERCLOSE_" + provider + "_URLS", server.url());
      environment.put("AFTERCLOSE_" + provider + "_RATE", "none");
      environment.put("AFTERCLOSE_" + provider + "_CONNECT_TIMEOUT", "300ms");
      environment.put("AFTERCLOSE_" + provider + "_READ_TIMEOUT", "400ms");
      environment.put("AFTERCLOSE_" + provider + "_CALL_TIMEOUT", "900ms");
      environment.put("AFTERCLOSE_" + provider + "_MAX_BODY", "1MB");
      environment.put("AFTERCLOSE_" + provider + "_RETRIES", "2");
      environment.put("AFTERCLOSE_" + provider + "_FIRST_BACKOFF", "1ms");
      environment.put("AFTERCLOSE_" + provider + "_MAX_BACKOFF", "5ms");
    }
    environment.put("FMP_API_KEY", FMP_KEY);
    environment.put("POLYGON_API_KEY", POLYGON_KEY);
    return environment;
  }

  /** The bars of a symbol in a range, as they were traded. */
  synchronized List<ProviderBar.RawBar> bars(String symbol, LocalDate from, LocalDate to) {
    return market
        .fetch(new PriceRequest(Symbol.of(symbol), AssetKind.LISTED, from, to))
        .bars()
        .stream()
        .map(ProviderBar.RawBar.class::cast)
        .toList();
  }

  private String yahoo(HttpExchange exchange) {
    String symbol = exchange.getRequestURI().getPath().substring(YAHOO_PATH);
    List<ProviderBar.RawBar> bars = asked(symbol, exchange);
    return bars.isEmpty() ? Bodies.unknownToYahoo() : chart(symbol, bars);
  }

  /** The bars of the window that a request to Yahoo names. */
  List<ProviderBar.RawBar> asked(String symbol, HttpExchange exchange) {
    Map<String, String> query = query(exchange.getRequestURI());
    return bars(symbol, day(told(query, "period1")), day(told(query, "period2")).minusDays(1));
  }

  private static LocalDate day(String seconds) {
    return Instant.ofEpochSecond(Long.parseLong(seconds))
        .atZone(TradingCalendar.NEW_YORK)
        .toLocalDate();
  }

  /** Yahoo's chart of bars. */
  static String chart(String symbol, List<ProviderBar.RawBar> bars) {
    return chart(
        symbol,
        bars.stream().map(ProviderBar.RawBar::date).toList(),
        bars.stream().map(bar -> bar.close().toPlainString()).toList());
  }

  /** Yahoo's chart of closes as they are written. */
  static String chart(String symbol, List<LocalDate> days, List<String> closes) {
    return """
        {"chart":{"result":[{"meta":{"currency":"USD","symbol":"%s","instrumentType":"EQUITY",\
        "firstTradeDate":345479400,"gmtoffset":-18000,"exchangeTimezoneName":"America/New_York"},\
        "timestamp":[%s],"indicators":{"quote":[{"open":[%s],"high":[%s],"low":[%s],\
        "close":[%s],"volume":[%s]}]}}],"error":null}}"""
        .formatted(
            symbol,
            days.stream().map(SampleProviders::opening).collect(Collectors.joining(",")),
            String.join(",", closes),
            String.join(",", closes),
            String.join(",", closes),
            String.join(",", closes),
            closes.stream().map(close -> "4000").collect(Collectors.joining(",")));
  }

  private static String opening(LocalDate day) {
    return Long.toString(day.atTime(9, 30).atZone(TradingCalendar.NEW_YORK).toEpochSecond());
  }

  private String fmp(HttpExchange exchange) {
    Map<String, String> query = query(exchange.getRequestURI());
    String symbol = told(query, "symbol");
    return Bodies.rows(
        bars(symbol, LocalDate.parse(told(query, "from")), LocalDate.parse(told(query, "to")))
            .stream()
            .map(bar -> Bodies.fmpRow(symbol, bar.date().toString(), bar.close().toString()))
            .toArray(String[]::new));
  }

  static String profile(HttpExchange exchange) {
    return Bodies.rows(
        Stream.of(told(query(exchange.getRequestURI()), "symbol").split(",", -1))
            .map(
                symbol ->
                    """
                    {"symbol":"%s","companyName":"%s Corp","sector":"Energy","industry":"Oil"}"""
                        .formatted(symbol, symbol))
            .toArray(String[]::new));
  }

  private String session(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    LocalDate day = LocalDate.parse(path.substring(path.lastIndexOf('/') + 1));
    List<String> rows = new ArrayList<>();
    for (String symbol : told) {
      for (ProviderBar.RawBar bar : bars(symbol, day, day)) {
        rows.add(
            Bodies.polygonBar(day.toString(), bar.close().toPlainString())
                .replace("{", "{\"T\":\"" + symbol + "\","));
      }
    }
    return Bodies.polygonBars("", false, rows.toArray(String[]::new));
  }

  /** The symbols that Polygon tells of when it is asked for a whole session. */
  SampleProviders tellingSessionsOf(List<String> symbols) {
    told = List.copyOf(symbols);
    return this;
  }

  private static String told(Map<String, String> query, String name) {
    return Objects.requireNonNull(query.get(name), name);
  }

  private static Map<String, String> query(URI uri) {
    return List.of(uri.getQuery().split("&")).stream()
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  @Override
  public void close() {
    server.close();
  }

  /** Bytes as an answer of Yahoo's would bring them. */
  static FakeProviderServer.CommandRun bytes(String text) {
    return FakeProviderServer.body(200, "application/json", text.getBytes(UTF_8));
  }
}
