package io.afterclose.symbolbatch.provider.yahoo;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.universe.AssetKind;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.provider.FetchCost;
import io.afterclose.symbolbatch.provider.PriceProvider;
import io.afterclose.symbolbatch.provider.PriceRequest;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import io.afterclose.symbolbatch.provider.ProviderFailure.Kind;
import io.afterclose.symbolbatch.provider.ProviderResponse;
import io.afterclose.symbolbatch.provider.http.HttpCaller;
import io.afterclose.symbolbatch.provider.http.JsonResponse;
import io.afterclose.symbolbatch.provider.http.ProviderRequest;
import io.afterclose.symbolbatch.provider.http.Refusal;
import io.afterclose.symbolbatch.provider.http.RefusalWords;
import io.afterclose.symbolbatch.provider.json.Actions;
import io.afterclose.symbolbatch.provider.json.Bars;
import io.afterclose.symbolbatch.provider.json.JsonFields;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Yahoo's chart endpoint, one request a symbol. Its prices, volumes and dividends are divided by
 * every split up to now, and it lists the splits of the requested window: so the window ends with
 * the present for a date in the past too, and the bars and dividends after that date are left out.
 * Closes carry the noise of 32-bit floats, which is left in them.
 */
public final class YahooProvider implements PriceProvider {

  /** Also of other statuses than 401 and 429. */
  public static final RefusalWords REFUSALS =
      new RefusalWords(
          Map.of(
              Refusal.LIMIT_REACHED,
              Pattern.compile("^\\s*(?:Edge: )?Too Many Requests"),
              Refusal.KEY_REFUSED,
              Pattern.compile(
                  "\"code\"\\s*:\\s*\"Unauthorized\"|\"description\"\\s*:\\s*\"Invalid Crumb\"")));

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
    LocalDate today = today();
    Optional<YahooChart> chart = chart(request, today);
    return chart.isPresent() ? answer(request, chart.get(), today) : ProviderResponse.NOTHING;
  }

  @Override
  public FetchCost cost(PriceRequest request) {
    return caller.cost(1);
  }

  private ProviderResponse answer(PriceRequest request, YahooChart chart, LocalDate today)
      throws ProviderFailure {
    Bars bars = chart.bars(request, newest(request, today));
    bars.rejectFutureBars(caller, today);
    Optional<LocalDate> listedFrom = chart.listedFrom();
    if (bars.empty() && listedFrom.filter(request.to()::isBefore).isPresent()) {
      return new ProviderResponse(List.of(), List.of(), listedFrom.get(), 0);
    }
    Actions actions = new Actions(caller, request.symbol());
    chart.addSplits(actions);
    chart.addDividends(actions, request);
    return bars.answer(
        actions.on(day -> !day.isAfter(today)),
        actions.on(request::coversAction),
        List.of(),
        listedFrom.orElse(null));
  }

  /** The whole days from the request's first one to the present; empty without any data there. */
  private Optional<YahooChart> chart(PriceRequest request, LocalDate today) throws ProviderFailure {
    String symbol = form(request.symbol(), request.kind());
    JsonResponse reply =
        caller.get(
            ProviderRequest.of("/v8/finance/chart/" + symbol)
                .with("period1", start(request.actionsFrom().minusDays(DAYS_BEFORE)))
                .with("period2", start(newest(request, today).plusDays(1)))
                .with("interval", "1d")
                .with("events", "div,splits,capitalGains"));
    JsonNode chart = reply.json().path("chart");
    JsonNode result = chart.path("result").path(0);
    if (reply.status() == 200 && result.isObject()) {
      return Optional.of(YahooChart.of(caller, result, symbol, request.kind()));
    }
    boolean unknown = JsonFields.text(chart.path("error").path("code")).equals("Not Found");
    if (unknown || outsideListing(chart.path("error"))) {
      return Optional.empty();
    }
    throw caller.failure(
        Kind.BAD_BODY,
        "%s: no chart but status %d and %s"
            .formatted(symbol, reply.status(), JsonFields.text(reply.json())));
  }

  private static LocalDate newest(PriceRequest request, LocalDate today) {
    return request.to().isBefore(today) ? today : request.to();
  }

  /** Its words for a window before the first or after the last trade. */
  private static boolean outsideListing(JsonNode error) {
    return JsonFields.text(error.path("description")).startsWith("Data doesn't exist");
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(TradingCalendar.NEW_YORK));
  }

  /** Class shares with a dash; roots of options have no dot. */
  private static String form(Symbol symbol, AssetKind kind) {
    return symbol.text().replace(".", kind == AssetKind.OPTION ? "" : "-");
  }

  private static long start(LocalDate day) {
    return day.atStartOfDay(TradingCalendar.NEW_YORK).toEpochSecond();
  }
}
