package io.afterclose.symbolbatch.provider.fmp;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.universe.AssetKind;
import io.afterclose.symbolbatch.provider.FetchCost;
import io.afterclose.symbolbatch.provider.PriceProvider;
import io.afterclose.symbolbatch.provider.PriceRequest;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import io.afterclose.symbolbatch.provider.ProviderFailure.Kind;
import io.afterclose.symbolbatch.provider.ProviderResponse;
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
 * FMP's stable endpoints, three requests a symbol: prices, all splits, all dividends.
 *
 * <p>The basis of {@code historical-price-eod/full} is split-adjusted as of today and not
 * dividend-adjusted: of one and the same day the older endpoint answers the same close beside a
 * lower dividend-adjusted one, and FMP has a separate endpoint for prices that are not
 * split-adjusted. Prices and volumes are turned back with the splits, which are listed whatever the
 * window. A dividend has its amount as paid beside an adjusted one; the first is taken.
 */
public final class FmpProvider implements PriceProvider {

  /** More than any company has; a plan that allows fewer refuses it, and shortens no list. */
  private static final int ALL_ROWS = 1000;

  private final FmpRows rows;
  private final Clock clock;

  public FmpProvider(FmpRows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  @Override
  public String name() {
    return rows.caller().name();
  }

  @Override
  public ProviderResponse fetch(PriceRequest request) throws ProviderFailure {
    if (request.kind() == AssetKind.OPTION) {
      return ProviderResponse.NOTHING;
    }
    String symbol = FmpRows.form(request.symbol());
    LocalDate today = LocalDate.now(clock.withZone(TradingCalendar.NEW_YORK));
    Bars bars = bars(request, symbol);
    bars.rejectFutureBars(rows.caller(), today);
    if (bars.empty()) {
      return bars.alone();
    }
    Actions splits = splits(request, symbol);
    Actions dividends = dividends(request, symbol);
    return bars.answer(
        splits.on(day -> !day.isAfter(today)),
        splits.on(request::coversAction),
        dividends.on(request::coversAction),
        null);
  }

  /** Prices, splits and dividends. */
  @Override
  public FetchCost cost(PriceRequest request) {
    return rows.caller().cost(request.kind() == AssetKind.OPTION ? 0 : 3);
  }

  private Bars bars(PriceRequest request, String symbol) throws ProviderFailure {
    Bars bars = new Bars(request);
    ProviderRequest question =
        ProviderRequest.of("/stable/historical-price-eod/full")
            .with("symbol", symbol)
            .with("from", request.from())
            .with("to", request.to());
    int read = 0;
    int unrequestedRows = 0;
    for (JsonNode row : rows.of(question)) {
      read++;
      if (JsonFields.text(row.path("symbol")).equals(symbol)) {
        requireUsd(row, symbol);
        bars.add(JsonFields.date(row.path("date")), row.path("date"), fields(row));
      } else {
        unrequestedRows++;
        bars.unrequestedRow();
      }
    }
    if (read > 0 && unrequestedRows == read) {
      throw rows.caller().failure(Kind.BAD_BODY, symbol + ": all rows are of other symbols");
    }
    return bars;
  }

  /** Its prices name no currency as a rule; one that is named counts. */
  private void requireUsd(JsonNode row, String symbol) throws ProviderFailure {
    JsonNode currency = row.path("currency");
    if (!JsonFields.absent(currency) && !JsonFields.text(currency).equalsIgnoreCase("USD")) {
      throw rows.caller()
          .failure(
              Kind.BAD_BODY,
              symbol + ": a price in USD was expected, found " + JsonFields.text(currency));
    }
  }

  private static JsonFields.Bar fields(JsonNode row) {
    return new JsonFields.Bar(
        row.path("open"), row.path("high"), row.path("low"), row.path("close"), row.path("volume"));
  }

  private Actions splits(PriceRequest request, String symbol) throws ProviderFailure {
    Actions splits = new Actions(rows.caller(), request.symbol());
    for (JsonNode row : all("/stable/splits", symbol)) {
      splits.split(exDate(row, symbol), row.path("numerator"), row.path("denominator"));
    }
    return splits;
  }

  private Actions dividends(PriceRequest request, String symbol) throws ProviderFailure {
    Actions dividends = new Actions(rows.caller(), request.symbol());
    for (JsonNode row : all("/stable/dividends", symbol)) {
      LocalDate exDate = exDate(row, symbol);
      if (request.coversAction(exDate)) {
        dividends.dividend(
            exDate,
            row.path("dividend"),
            row.path("currency"),
            List.of(row.path("recordDate"), row.path("paymentDate")));
      }
    }
    return dividends;
  }

  private List<JsonNode> all(String path, String symbol) throws ProviderFailure {
    return rows.of(ProviderRequest.of(path).with("symbol", symbol).with("limit", ALL_ROWS)).stream()
        .filter(row -> JsonFields.text(row.path("symbol")).equals(symbol))
        .toList();
  }

  private LocalDate exDate(JsonNode row, String symbol) throws ProviderFailure {
    Optional<LocalDate> date = JsonFields.date(row.path("date"));
    if (date.isEmpty()) {
      throw rows.caller()
          .failure(Kind.BAD_BODY, symbol + ": an action has no date: " + JsonFields.text(row));
    }
    return date.get();
  }
}
