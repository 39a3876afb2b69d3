package io.afterclose.deploy.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A market that answers on loopback as Yahoo's charts do, or as one says that it is to answer. */
final class ChartServer implements AutoCloseable {

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final String CHART = "/v8/finance/chart/";

  private final HttpServer server;
  private final CaseMarket market;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile String mode = "charts";

  private record Row(long moment, String close, String volume) {}

  ChartServer(CaseMarket market) throws IOException {
    this.market = market;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on: charts, redirect, html, or too-many. */
  void answersWith(String answer) {
    mode = answer;
  }

  /** The paths that were requested, in their order. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      asked.add(path);
      switch (mode) {
        case "redirect" -> {
          exchange.getResponseHeaders().set("Location", url() + "/consent?of=a-country");
          send(exchange, 302, "<html>may we?</html>");
        }
        case "html" -> send(exchange, 200, "<!DOCTYPE html>" + "<p>before you go on".repeat(3_000));
        case "too-many" -> {
          exchange.getResponseHeaders().set("Retry-After", "1");
          send(exchange, 429, "Too many requests");
        }
        default -> chart(exchange, path.substring(path.lastIndexOf('/') + 1));
      }
    }
  }

  private void chart(HttpExchange exchange, String symbol) throws IOException {
    SortedMap<LocalDate, String> closes = market.closes().get(symbol);
    if (!exchange.getRequestURI().getPath().startsWith(CHART) || closes == null) {
      send(
          exchange,
          404,
          "{\"chart\":{\"result\":null,\"error\":{\"code\":\"Not Found\","
              + "\"description\":\"No data found, symbol may be delisted\"}}}");
      return;
    }
    send(exchange, 200, body(symbol, closes, exchange.getRequestURI().getQuery()));
  }

  private String body(String symbol, SortedMap<LocalDate, String> closes, String query) {
    long from = number(query, "period1");
    long to = number(query, "period2");
    List<Row> rows = new ArrayList<>();
    closes.forEach((day, close) -> rows.add(new Row(opening(day), close, "1000")));
    rows.removeIf(row -> row.moment() < from || row.moment() >= to);
    List<String> dividends = new ArrayList<>();
    List<String> gains = new ArrayList<>();
    for (CaseMarket.Event event : market.events(symbol)) {
      if (event.kind().equals("row")) {
        long moment = LocalDateTime.parse(event.when()).atZone(NEW_YORK).toEpochSecond();
        rows.add(new Row(moment, event.values().get(0), event.values().get(1)));
      } else {
        long moment = opening(LocalDate.parse(event.when()));
        String told =
            "\"%1$d\":{\"date\":%1$d,\"amount\":%2$s}".formatted(moment, event.values().get(0));
        if (moment >= from && moment < to) {
          (event.kind().equals("gain") ? gains : dividends).add(told);
        }
      }
    }
    String moments = joined(rows.stream().map(row -> String.valueOf(row.moment())).toList());
    String column = joined(rows.stream().map(Row::close).toList());
    return """
        {"chart":{"result":[{"meta":{"currency":"USD","symbol":"%s","instrumentType":"EQUITY",\
        "firstTradeDate":946909800,"gmtoffset":-18000,"exchangeTimezoneName":"America/New_York"},\
        "timestamp":[%s],"events":{"dividends":{%s},"capitalGains":{%s}},\
        "indicators":{"quote":[{"open":[%5$s],"high":[%5$s],"low":[%5$s],"close":[%5$s],\
        "volume":[%6$s]}]}}],"error":null}}"""
        .formatted(
            symbol,
            moments,
            joined(dividends),
            joined(gains),
            column,
            joined(rows.stream().map(Row::volume).toList()));
  }

  private static String joined(List<String> values) {
    return String.join(",", values);
  }

  private static long opening(LocalDate day) {
    return day.atTime(LocalTime.of(9, 30)).atZone(NEW_YORK).toEpochSecond();
  }

  private static long number(String query, String name) {
    for (String part : query.split("&", -1)) {
      if (part.startsWith(name + "=")) {
        return Long.parseLong(part.substring(name.length() + 1));
      }
    }
    throw new IllegalArgumentException(name + " was expected in " + query);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange
        .getResponseHeaders()
        .set("Content-Type", body.startsWith("{") ? "application/json" : "text/html");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
