package io.afterclose.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.afterclose.calendar.NyseCalendar;
import io.afterclose.calendar.TradingCalendar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A provider on this machine that answers like Yahoo's chart, each request after a latency. It has
 * a made-up series for every symbol but those whose name begins with ZZ, and counts its requests.
 */
final class LocalYahoo implements AutoCloseable {

  private static final String CHART = "/v8/finance/chart/";
  private static final LocalDate FIRST = LocalDate.of(2020, 1, 2);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Duration latency;
  private final TradingCalendar calendar = NyseCalendar.standard();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

  LocalYahoo(Duration latency) {
    this.latency = latency;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** What makes a job ask here and nowhere else, without limits. */
  Map<String, String> environment() {
    return Map.of(
        "AFTERCLOSE_YAHOO_URLS",
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "AFTERCLOSE_YAHOO_RATE",
        "none");
  }

  /** How often each symbol was asked for since the last time. */
  Map<String, Integer> askedFor() {
    Map<String, Integer> counts =
        asked.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().get()));
    asked.clear();
    return counts;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String symbol = path.startsWith(CHART) ? path.substring(CHART.length()) : path;
    asked.computeIfAbsent(symbol, unseen -> new AtomicInteger()).incrementAndGet();
    try {
      Thread.sleep(latency.toMillis());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
    boolean known = path.startsWith(CHART) && !symbol.startsWith("ZZ");
    byte[] body = (known ? chart(symbol, exchange) : UNKNOWN).getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(known ? 200 : 404, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static final String UNKNOWN =
      """
      {"chart":{"result":null,"error":{"code":"Not Found","description":"No data found"}}}""";

  private String chart(String symbol, HttpExchange exchange) {
    Map<String, String> query =
        List.of(exchange.getRequestURI().getQuery().split("&", -1)).stream()
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    LocalDate from = day(query.getOrDefault("period1", "0"));
    LocalDate to = day(query.getOrDefault("period2", "0")).minusDays(1);
    List<String> times = new ArrayList<>();
    List<String> closes = new ArrayList<>();
    // one walk from the first day on, so that every window of it is the same
    Random walk = new Random(symbol.hashCode());
    double close = 50 + walk.nextInt(100);
    for (LocalDate session : calendar.sessions(FIRST, to)) {
      close *= Math.exp(0.012 * walk.nextGaussian());
      if (!session.isBefore(from)) {
        times.add(
            Long.toString(session.atTime(9, 30).atZone(TradingCalendar.NEW_YORK).toEpochSecond()));
        closes.add(String.format(Locale.ROOT, "%.4f", close));
      }
    }
    String all = String.join(",", closes);
    return """
        {"chart":{"result":[{"meta":{"currency":"USD","symbol":"%s","instrumentType":"EQUITY",\
        "firstTradeDate":345479400,"gmtoffset":-18000,"exchangeTimezoneName":"America/New_York"},\
        "timestamp":[%s],"indicators":{"quote":[{"open":[%s],"high":[%s],"low":[%s],\
        "close":[%s],"volume":[%s]}]}}],"error":null}}"""
        .formatted(
            symbol,
            String.join(",", times),
            all,
            all,
            all,
            all,
            closes.stream().map(one -> "4000").collect(Collectors.joining(",")));
  }

  private static LocalDate day(String seconds) {
    return Instant.ofEpochSecond(Long.parseLong(seconds))
        .atZone(TradingCalendar.NEW_YORK)
        .toLocalDate();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
