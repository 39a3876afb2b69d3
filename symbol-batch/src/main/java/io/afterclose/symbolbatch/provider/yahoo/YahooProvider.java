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
 * Yahoo's chart endpoint. Its prices, volumes and dividends are divided by every split up to now,
 * but it lists only the splits of the requested window: a request that ends in the past needs a
 * second one, for the splits since, or for the first day of a symbol that has nothing there. Closes
 * carry the noise of 32-bit floats, which is left in them.
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
    Window window = window(request, request.actionsFrom().minusDays(DAYS_BEFORE), request.to());
    return window.chart().isPresent()
        ? answer(request, window.chart().get())
        : withoutBars(request, window);
  }

  /** One that ends in the past takes a second request, for what came since. */
  @Override
  public FetchCost cost(PriceRequest request) {
    return caller.cost(request.to().isBefore(today()) ? 2 : 1);
  }

  private ProviderResponse answer(PriceRequest request, YahooChart chart) throws ProviderFailure {
    LocalDate today = today();
    Bars bars = chart.bars(request);
    bars.rejectFutureBars(caller, today);
    Actions actions = new Actions(caller, request.symbol());
    chart.addSplits(actions);
    chart.addDividends(actions, request);
    if (!bars.empty() || !actions.on(request::coversAction).isEmpty()) {
      Optional<YahooChart> since = since(request);
      if (since.isPresent()) {
        since.get().addSplits(actions);
      }
    }
    return bars.answer(
        actions.on(day -> !day.isAfter(today)),
        actions.on(request::coversAction),
        List.of(),
        chart.listedFrom().orElse(null));
  }

  /** A symbol that is listed later has nothing in the window, but a first day after it. */
  private ProviderResponse withoutBars(PriceRequest request, Window window) throws ProviderFailure {
    Optional<LocalDate> listedFrom =
        window.unknown() ? Optional.empty() : since(request).flatMap(chart -> chart.listedFrom());
    return new ProviderResponse(List.of(), List.of(), listedFrom.orElse(null), 0);
  }

  /** The days after the request up to the present; empty without any, or without data on them. */
  private Optional<YahooChart> since(PriceRequest request) throws ProviderFailure {
    LocalDate today = today();
    return request.to().isBefore(today)
        ? window(request, request.to().plusDays(1), today).chart()
        : Optional.empty();
  }

  /**
   * What Yahoo has of whole days.
   *
   * @param chart empty when it has nothing there
   * @param unknown whether it knows nothing of the symbol on any day
   */
  private record Window(Optional<YahooChart> chart, boolean unknown) {}

  private Window window(PriceRequest request, LocalDate from, LocalDate to) throws ProviderFailure {
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
      return new Window(Optional.of(YahooChart.of(caller, result, symbol, request.kind())), false);
    }
    boolean unknown = JsonFields.text(chart.path("error").path("code")).equals("Not Found");
    if (unknown || outsideListing(chart.path("error"))) {
      return new Window(Optional.empty(), unknown);
    }
    throw caller.failure(
        Kind.BAD_BODY,
        "%s: no chart but status %d and %s"
            .formatted(symbol, reply.status(), JsonFields.text(reply.json())));
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
