package io.afterclose.symbolbatch.provider.yahoo;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.universe.AssetKind;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.provider.PriceProvider;
import io.afterclose.symbolbatch.provider.PriceRequest;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import io.afterclose.symbolbatch.provider.ProviderFailure.Kind;
import io.afterclose.symbolbatch.provider.ProviderResponse;
import io.afterclose.symbolbatch.provider.http.HttpCaller;
import io.afterclose.symbolbatch.provider.http.JsonResponse;
import io.afterclose.symbolbatch.provider.http.ProviderRequest;
import io.afterclose.symbolbatch.provider.json.Actions;
import io.afterclose.symbolbatch.provider.json.Bars;
import io.afterclose.symbolbatch.provider.json.JsonFields;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Yahoo's chart endpoint. Its prices, volumes and dividends are divided by every split up to now,
 * but it lists only the splits of the requested window: a request that ends in the past needs a
 * second one, for the splits since. Closes carry the noise of 32-bit floats, which is left in them.
 */
public final class YahooProvider implements PriceProvider {

  /** A week holds a session whatever the holidays: its close tells what a distribution was. */
  private static final int DAYS_BEFORE = 7;

  private final HttpCaller caller;
  private final Clock clock;

  public YahooProvider(HttpCaller caller, Clock clock) {
    this.caller = caller;
    this.clock = clock;
  }

  @Override
  public String name() {
    return caller.name();
  }

  @Override
  public ProviderResponse fetch(PriceRequest request) throws ProviderFailure {
    Optional<YahooChart> chart =
        chart(request, request.actionsFrom().minusDays(DAYS_BEFORE), request.to());
    if (chart.isEmpty()) {
      return ProviderResponse.NOTHING;
    }
    LocalDate today = LocalDate.now(clock.withZone(TradingCalendar.NEW_YORK));
    Bars bars = chart.get().bars(request);
    bars.rejectFutureBars(caller, today);
    Actions actions = new Actions(caller, request.symbol());
    chart.get().addSplits(actions);
    chart.get().addDividends(actions);
    if (request.to().isBefore(today) && !bars.empty()) {
      Optional<YahooChart> since = chart(request, request.to().plusDays(1), today);
      if (since.isPresent()) {
        since.get().addSplits(actions);
      }
    }
    return bars.answer(
        actions.on(day -> !day.isAfter(today)),
        actions.on(request::coversAction),
        List.of(),
        chart.get().listedFrom().orElse(null));
  }

  /** A window of whole days; empty when Yahoo does not know the symbol or has nothing there. */
  private Optional<YahooChart> chart(PriceRequest request, LocalDate from, LocalDate to)
      throws ProviderFailure {
    String symbol = form(request.symbol(), request.kind());
    JsonResponse reply =
        caller.get(
            ProviderRequest.of("/v8/finance/chart/" + symbol)
                .with("period1", start(from))
                .with("period2", start(to.plusDays(1)))
                .with("interval", "1d")
                .with("events", "div,splits,capitalGains"));
    JsonNode chart = reply.json().path("chart");
    JsonNode result = chart.path("result").path(0);
    if (reply.status() == 200 && result.isObject()) {
      return Optional.of(YahooChart.of(caller, result, symbol, request.kind()));
    }
    if (withoutListing(chart.path("error"))) {
      return Optional.empty();
    }
    throw caller.failure(
        Kind.BAD_BODY,
        "%s: no chart but status %d and %s"
            .formatted(symbol, reply.status(), JsonFields.text(reply.json())));
  }

  /** Its words for an unknown symbol, and for a window before the first or after the last trade. */
  private static boolean withoutListing(JsonNode error) {
    return JsonFields.text(error.path("code")).equals("Not Found")
        || JsonFields.text(error.path("description")).startsWith("Data doesn't exist");
  }

  /** Class shares with a dash; roots of options have no dot. */
  private static String form(Symbol symbol, AssetKind kind) {
    return symbol.text().replace(".", kind == AssetKind.OPTION ? "" : "-");
  }

  private static long start(LocalDate day) {
    return day.atStartOfDay(TradingCalendar.NEW_YORK).toEpochSecond();
  }
}
