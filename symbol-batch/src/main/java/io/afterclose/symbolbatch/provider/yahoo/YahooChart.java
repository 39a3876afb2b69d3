package io.afterclose.symbolbatch.provider.yahoo;

import io.afterclose.market.universe.AssetKind;
import io.afterclose.symbolbatch.provider.PriceRequest;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import io.afterclose.symbolbatch.provider.ProviderFailure.Kind;
import io.afterclose.symbolbatch.provider.http.HttpCaller;
import io.afterclose.symbolbatch.provider.json.Actions;
import io.afterclose.symbolbatch.provider.json.Bars;
import io.afterclose.symbolbatch.provider.json.JsonFields;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * One result of the chart endpoint: {@code meta}, parallel arrays, and events keyed by their
 * moment. Moments are turned into days of the exchange.
 */
final class YahooChart {

  private static final Set<String> SHARES =
      Set.of("EQUITY", "ETF", "MUTUALFUND", "MONEYMARKET", "");
  private static final Set<String> OPTIONS = Set.of("OPTION", "");

  private final HttpCaller caller;
  private final JsonNode result;
  private final ZoneId zone;

  private YahooChart(HttpCaller caller, JsonNode result, ZoneId zone) {
    this.caller = caller;
    this.result = result;
    this.zone = zone;
  }

  /**
   * Checks that it is what was requested: USD, a share, fund or option, and the very symbol.
   *
   * @param result an element of {@code chart.result}
   * @param requested the symbol in Yahoo's form
   */
  static YahooChart of(HttpCaller caller, JsonNode result, String requested, AssetKind kind)
      throws ProviderFailure {
    JsonNode meta = result.path("meta");
    require(caller, meta.path("currency"), Set.of("USD"), requested, "currency");
    Set<String> types = kind == AssetKind.OPTION ? OPTIONS : SHARES;
    require(caller, meta.path("instrumentType"), types, requested, "instrument");
    require(caller, meta.path("symbol"), Set.of(requested), requested, "symbol");
    return new YahooChart(caller, result, zone(caller, meta, requested));
  }

  private static void require(
      HttpCaller caller, JsonNode field, Set<String> expected, String requested, String what)
      throws ProviderFailure {
    String found = JsonFields.text(field);
    if (!expected.contains(found)) {
      throw caller.failure(
          Kind.BAD_BODY,
          "%s: the %s %s was expected, found %s".formatted(requested, what, expected, found));
    }
  }

  /** By name where there is one: the offset is that of the present, not of the bar. */
  private static ZoneId zone(HttpCaller caller, JsonNode meta, String requested)
      throws ProviderFailure {
    JsonNode name = meta.path("exchangeTimezoneName");
    JsonNode offset = meta.path("gmtoffset");
    try {
      return name.isString()
          ? ZoneId.of(JsonFields.text(name))
          : ZoneOffset.ofTotalSeconds(Integer.parseInt(JsonFields.text(offset)));
    } catch (DateTimeException | NumberFormatException unreadable) {
      throw caller.failure(Kind.BAD_BODY, requested + ": the exchange has no readable time zone");
    }
  }

  /** The first day Yahoo has the symbol on; empty when it does not say. */
  Optional<LocalDate> listedFrom() {
    return JsonFields.day(result.path("meta").path("firstTradeDate"), 1, zone);
  }

  /**
   * The bars, split-adjusted as they stand. The day at work may be listed twice, once without a
   * close: that row is left out beside one with a close, or beside another one without.
   *
   * @param newest the last day that was asked for, on or after the request's
   */
  Bars bars(PriceRequest request, LocalDate newest) throws ProviderFailure {
    JsonNode moments = result.path("timestamp");
    JsonNode quote = result.path("indicators").path("quote").path(0);
    requireSameLength(moments, quote, request);
    Bars bars = new Bars(request, newest);
    Set<LocalDate> told = new HashSet<>(closes().keySet());
    for (int at = 0; at < moments.size(); at++) {
      JsonNode moment = moments.path(at);
      Optional<LocalDate> day = JsonFields.day(moment, 1, zone);
      boolean absent = JsonFields.absent(quote.path("close").path(at));
      if (absent && day.isPresent() && !told.add(day.get())) {
        continue;
      }
      bars.add(
          day,
          moment,
          new JsonFields.Bar(
              quote.path("open").path(at),
              quote.path("high").path(at),
              quote.path("low").path(at),
              quote.path("close").path(at),
              quote.path("volume").path(at)));
    }
    return bars;
  }

  private void requireSameLength(JsonNode moments, JsonNode quote, PriceRequest request)
      throws ProviderFailure {
    for (JsonNode column : quote.values()) {
      if (column.size() != moments.size()) {
        throw caller.failure(
            Kind.BAD_BODY,
            "%s: %d days but %d values".formatted(request.symbol(), moments.size(), column.size()));
      }
    }
  }

  void addSplits(Actions actions) throws ProviderFailure {
    for (JsonNode split : result.path("events").path("splits").values()) {
      actions.split(exDate(split), split.path("numerator"), split.path("denominator"));
    }
  }

  /**
   * Dividends, and the capital gains that funds distribute: all of it is cash paid that day. Those
   * of the requested days.
   */
  void addDividends(Actions actions, PriceRequest request) throws ProviderFailure {
    Actions distributed = new Actions(caller, request.symbol());
    addAll("dividends", distributed, request);
    Actions gains = new Actions(caller, request.symbol());
    addAll("capitalGains", gains, request);
    CapitalGains judge = new CapitalGains(closes());
    Map<LocalDate, BigDecimal> paid = distributed.dividends();
    paid.forEach(actions::dividend);
    gains
        .dividends()
        .forEach(
            (exDate, gain) -> {
              BigDecimal dividend = paid.getOrDefault(exDate, BigDecimal.ZERO);
              if (!judge.contained(exDate, dividend, gain)) {
                actions.dividend(exDate, gain);
              }
            });
  }

  private void addAll(String kind, Actions payments, PriceRequest request) throws ProviderFailure {
    for (JsonNode payment : result.path("events").path(kind).values()) {
      LocalDate exDate = exDate(payment);
      if (request.coversAction(exDate)) {
        payments.dividend(exDate, payment.path("amount"), payment.path("currency"));
      }
    }
  }

  private NavigableMap<LocalDate, BigDecimal> closes() {
    JsonNode moments = result.path("timestamp");
    JsonNode closes = result.path("indicators").path("quote").path(0).path("close");
    NavigableMap<LocalDate, BigDecimal> byDay = new TreeMap<>();
    for (int at = 0; at < moments.size(); at++) {
      Optional<LocalDate> day = JsonFields.day(moments.path(at), 1, zone);
      BigDecimal close = JsonFields.number(closes.path(at));
      if (day.isPresent() && close != null) {
        byDay.put(day.get(), close);
      }
    }
    return byDay;
  }

  private LocalDate exDate(JsonNode event) throws ProviderFailure {
    Optional<LocalDate> date = JsonFields.day(event.path("date"), 1, zone);
    if (date.isEmpty()) {
      throw caller.failure(Kind.BAD_BODY, "an event has no date but " + JsonFields.text(event));
    }
    return date.get();
  }
}
