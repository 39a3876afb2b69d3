package io.afterclose.symbolbatch.provider.polygon;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.universe.AssetKind;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.provider.FetchCost;
import io.afterclose.symbolbatch.provider.PriceProvider;
import io.afterclose.symbolbatch.provider.PriceRequest;
import io.afterclose.symbolbatch.provider.ProviderBar;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import io.afterclose.symbolbatch.provider.ProviderFailure.Kind;
import io.afterclose.symbolbatch.provider.ProviderResponse;
import io.afterclose.symbolbatch.provider.SessionActions;
import io.afterclose.symbolbatch.provider.SessionPriceProvider;
import io.afterclose.symbolbatch.provider.http.ProviderRequest;
import io.afterclose.symbolbatch.provider.json.Actions;
import io.afterclose.symbolbatch.provider.json.Bars;
import io.afterclose.symbolbatch.provider.json.JsonFields;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Polygon: bars as traded are requested; an answer that says that it is adjusted all the same is
 * turned back with the splits. Three requests a share (bars, splits since, dividends), one an
 * option, one a session for all shares together. Dividends are reported as paid.
 */
public final class PolygonProvider implements PriceProvider, SessionPriceProvider {

  private static final Pattern PREFERRED = Pattern.compile("^([A-Z]+)\\.P([A-Z]?)$");
  private static final int MILLIS = 1000;
  private static final int MOST_BARS = 50_000;
  private static final int PAGE = 1000;

  private final PolygonRows rows;
  private final Clock clock;

  public PolygonProvider(PolygonRows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  @Override
  public String name() {
    return rows.caller().name();
  }

  @Override
  public ProviderResponse fetch(PriceRequest request) throws ProviderFailure {
    boolean option = request.kind() == AssetKind.OPTION;
    String ticker =
        option ? "O:" + request.symbol().text().replace(".", "") : ticker(request.symbol());
    List<JsonNode> pages =
        rows.pages(
            ProviderRequest.of(
                    "/v2/aggs/ticker/%s/range/1/day/%s/%s"
                        .formatted(ticker, request.from(), request.to()))
                .with("adjusted", "false")
                .with("sort", "asc")
                .with("limit", MOST_BARS));
    Bars bars = bars(pages, request, ticker);
    bars.rejectFutureBars(rows.caller(), today());
    if (bars.empty() || option) {
      return bars.alone();
    }
    return withActions(bars, pages.stream().anyMatch(PolygonProvider::adjusted), request);
  }

  /** Bars, and for what is no option splits and dividends. */
  @Override
  public FetchCost cost(PriceRequest request) {
    return rows.caller().cost(request.kind() == AssetKind.OPTION ? 1 : 3);
  }

  /** Bars, splits and dividends. */
  @Override
  public FetchCost sessionCost() {
    return rows.caller().cost(3);
  }

  private Bars bars(List<JsonNode> pages, PriceRequest request, String ticker)
      throws ProviderFailure {
    Bars bars = new Bars(request);
    for (JsonNode row : PolygonRows.rows(pages)) {
      bars.add(
          JsonFields.day(row.path("t"), MILLIS, TradingCalendar.NEW_YORK),
          row.path("t"),
          fields(row));
    }
    String found = JsonFields.text(pages.get(0).path("ticker"));
    if (!bars.empty() && !found.equals(ticker)) {
      throw rows.caller()
          .failure(Kind.BAD_BODY, "the ticker %s was expected, found %s".formatted(ticker, found));
    }
    return bars;
  }

  private ProviderResponse withActions(Bars bars, boolean adjusted, PriceRequest request)
      throws ProviderFailure {
    Actions splits = new Actions(rows.caller(), request.symbol());
    for (JsonNode row :
        rows.all(
            splitsFrom("ticker", ticker(request.symbol()))
                .with("execution_date.gte", request.actionsFrom()))) {
      addSplit(row, splits);
    }
    Actions dividends = new Actions(rows.caller(), request.symbol());
    for (JsonNode row : rows.all(dividends(request))) {
      addDividend(row, dividends);
    }
    LocalDate today = today();
    List<CorporateAction> applied = splits.on(day -> adjusted && !day.isAfter(today));
    return bars.answer(
        applied, splits.on(request::coversAction), dividends.on(request::coversAction), null);
  }

  private static ProviderRequest splitsFrom(String name, Object value) {
    return ProviderRequest.of("/v3/reference/splits").with(name, value).with("limit", PAGE);
  }

  private static ProviderRequest dividends(PriceRequest request) {
    return ProviderRequest.of("/v3/reference/dividends")
        .with("ticker", ticker(request.symbol()))
        .with("ex_dividend_date.gte", request.actionsFrom())
        .with("ex_dividend_date.lte", request.to())
        .with("limit", PAGE);
  }

  private void addSplit(JsonNode row, Actions splits) throws ProviderFailure {
    splits.split(exDate(row, "execution_date"), row.path("split_to"), row.path("split_from"));
  }

  private void addDividend(JsonNode row, Actions dividends) throws ProviderFailure {
    dividends.dividend(
        exDate(row, "ex_dividend_date"),
        row.path("cash_amount"),
        row.path("currency"),
        List.of(row.path("record_date"), row.path("pay_date"), row.path("dividend_type")));
  }

  @Override
  public Map<Symbol, ProviderBar.RawBar> session(LocalDate date) throws ProviderFailure {
    JsonNode page =
        rows.page(
            ProviderRequest.of("/v2/aggs/grouped/locale/us/market/stocks/" + date)
                .with("adjusted", "false"));
    if (adjusted(page) && page.path("results").size() > 0) {
      throw rows.caller()
          .failure(Kind.BAD_BODY, "the session " + date + " is split-adjusted, not as traded");
    }
    Map<Symbol, ProviderBar.RawBar> bars = new TreeMap<>();
    for (JsonNode row : page.path("results").values()) {
      Optional<Symbol> symbol = symbol(row.path("T"));
      Optional<LocalDate> day = JsonFields.day(row.path("t"), MILLIS, TradingCalendar.NEW_YORK);
      if (symbol.isPresent() && day.equals(Optional.of(date))) {
        keep(symbol.get(), fields(row).on(date), bars);
      }
    }
    return bars;
  }

  private static void keep(
      Symbol symbol, List<ProviderBar> read, Map<Symbol, ProviderBar.RawBar> bars) {
    if (read.size() == 1 && read.get(0) instanceof ProviderBar.RawBar bar) {
      bars.merge(
          symbol,
          bar,
          (first, second) ->
              ProviderBar.RawBar.PREFERENCE.compare(first, second) >= 0 ? first : second);
    }
  }

  @Override
  public SessionActions sessionActions(LocalDate date) throws ProviderFailure {
    PolygonDay day = new PolygonDay(rows.caller(), date);
    for (JsonNode row : rows.all(splitsFrom("execution_date", date))) {
      day.add(symbol(row.path("ticker")), row, this::addSplit);
    }
    ProviderRequest dividends =
        ProviderRequest.of("/v3/reference/dividends")
            .with("ex_dividend_date", date)
            .with("limit", PAGE);
    for (JsonNode row : rows.all(dividends)) {
      day.add(symbol(row.path("ticker")), row, this::addDividend);
    }
    return day.actions();
  }

  /** Only what this provider itself would write so: its case carries a meaning. */
  private static Optional<Symbol> symbol(JsonNode ticker) {
    String text = JsonFields.text(ticker);
    return Symbol.parse(text).filter(symbol -> ticker(symbol).equals(text));
  }

  /** A preferred share BAC.PL is BACpL here. */
  private static String ticker(Symbol symbol) {
    return PREFERRED.matcher(symbol.text()).replaceFirst("$1p$2");
  }

  private static boolean adjusted(JsonNode page) {
    return !page.path("adjusted").asString("true").equals("false");
  }

  private static JsonFields.Bar fields(JsonNode row) {
    return new JsonFields.Bar(
        row.path("o"), row.path("h"), row.path("l"), row.path("c"), row.path("v"));
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(TradingCalendar.NEW_YORK));
  }

  private LocalDate exDate(JsonNode row, String field) throws ProviderFailure {
    Optional<LocalDate> date = JsonFields.date(row.path(field));
    if (date.isEmpty()) {
      throw rows.caller().failure(Kind.BAD_BODY, "an action has no date: " + JsonFields.text(row));
    }
    return date.get();
  }
}
