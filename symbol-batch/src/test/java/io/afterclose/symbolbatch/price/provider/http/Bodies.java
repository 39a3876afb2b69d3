package io.afterclose.symbolbatch.price.provider.http;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/** Answers made by hand in the shape of the real ones. */
public final class Bodies {

  public static final String YAHOO = "/v8/finance/chart/";
  public static final String FMP_PRICES = "/stable/historical-price-eod/full";
  public static final String FMP_SPLITS = "/stable/splits";
  public static final String FMP_DIVIDENDS = "/stable/dividends";
  public static final String POLYGON_BARS = "/v2/aggs/ticker/";
  public static final String POLYGON_SESSION = "/v2/aggs/grouped/locale/us/market/stocks/";
  public static final String POLYGON_SPLITS = "/v3/reference/splits";
  public static final String POLYGON_DIVIDENDS = "/v3/reference/dividends";

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private Bodies() {}

  /** A chart of closes from a first day on, one calendar day each, with the events as given. */
  public static String chart(String symbol, String firstDay, List<String> closes, String events) {
    LocalDate first = LocalDate.parse(firstDay);
    StringBuilder moments = new StringBuilder();
    for (int at = 0; at < closes.size(); at++) {
      moments.append(at == 0 ? "" : ",").append(moment(first.plusDays(at)));
    }
    String column = String.join(",", closes);
    return """
        {"chart":{"result":[{"meta":{"currency":"USD","symbol":"%s","instrumentType":"EQUITY",\
        "firstTradeDate":345479400,"gmtoffset":-18000,"exchangeTimezoneName":"America/New_York"},\
        "timestamp":[%s],"events":{%s},"indicators":{"quote":[{"open":[%s],"high":[%s],"low":[%s],\
        "close":[%s],"volume":[%s]}]}}],"error":null}}"""
        .formatted(
            symbol,
            moments,
            events,
            column,
            column,
            column,
            column,
            closes.stream().map(close -> "4000").collect(Collectors.joining(",")));
  }

  public static String chart(String symbol, String firstDay, String... closes) {
    return chart(symbol, firstDay, List.of(closes), "");
  }

  /** A chart without bars that lists splits only. */
  public static String splitsOnly(String symbol, String events) {
    return """
        {"chart":{"result":[{"meta":{"currency":"USD","symbol":"%s","instrumentType":"EQUITY",\
        "gmtoffset":-18000,"exchangeTimezoneName":"America/New_York"},"events":{%s},\
        "indicators":{"quote":[{}]}}],"error":null}}"""
        .formatted(symbol, events);
  }

  public static String split(String day, int numerator, int denominator) {
    long moment = moment(LocalDate.parse(day));
    return "\"splits\":{\"%d\":{\"date\":%d,\"numerator\":%d,\"denominator\":%d}}"
        .formatted(moment, moment, numerator, denominator);
  }

  public static String dividend(String day, String amount) {
    long moment = moment(LocalDate.parse(day));
    return "\"dividends\":{\"%d\":{\"date\":%d,\"amount\":%s}}".formatted(moment, moment, amount);
  }

  /** The opening of the exchange. */
  private static long moment(LocalDate day) {
    return day.atTime(LocalTime.of(9, 30)).atZone(NEW_YORK).toEpochSecond();
  }

  public static String unknownToYahoo() {
    return "{\"chart\":{\"result\":null,\"error\":{\"code\":\"Not Found\",\"description\":\"No data"
        + " found, symbol may be delisted\"}}}";
  }

  public static String fmpRow(String symbol, String day, String close) {
    return """
        {"symbol":"%s","date":"%s","open":%s,"high":%s,"low":%s,"close":%s,"volume":4000,\
        "change":0.1,"vwap":1.5}"""
        .formatted(symbol, day, close, close, close, close);
  }

  public static String fmpSplit(String symbol, String day, int numerator, int denominator) {
    return "{\"symbol\":\"%s\",\"date\":\"%s\",\"numerator\":%d,\"denominator\":%d}"
        .formatted(symbol, day, numerator, denominator);
  }

  public static String rows(String... rows) {
    return "[" + String.join(",", rows) + "]";
  }

  public static String polygonBars(String ticker, boolean adjusted, String... rows) {
    return """
        {"ticker":"%s","queryCount":1,"resultsCount":%d,"adjusted":%s,"results":[%s],"status":"OK",\
        "request_id":"1"}"""
        .formatted(ticker, rows.length, adjusted, String.join(",", rows));
  }

  public static String polygonBar(String day, String close) {
    return "{\"v\":4000,\"vw\":1.5,\"o\":%s,\"c\":%s,\"h\":%s,\"l\":%s,\"t\":%d,\"n\":9}"
        .formatted(
            close,
            close,
            close,
            close,
            LocalDate.parse(day).atStartOfDay(NEW_YORK).toInstant().toEpochMilli());
  }

  public static String polygonResults(String... rows) {
    return "{\"results\":[%s],\"status\":\"OK\",\"request_id\":\"1\"}"
        .formatted(String.join(",", rows));
  }

  public static String polygonSplit(String ticker, String day, int from, int to) {
    return "{\"execution_date\":\"%s\",\"split_from\":%d,\"split_to\":%d,\"ticker\":\"%s\"}"
        .formatted(day, from, to, ticker);
  }

  public static String polygonDividend(String ticker, String day, String cash) {
    return """
        {"cash_amount":%s,"dividend_type":"CD","ex_dividend_date":"%s","ticker":"%s"}"""
        .formatted(cash, day, ticker);
  }
}
