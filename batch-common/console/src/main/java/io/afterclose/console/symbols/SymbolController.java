package io.afterclose.console.symbols;

import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.access.Role;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.market.metrics.MetricsStore;
import io.afterclose.market.metrics.StoredMetrics;
import io.afterclose.quant.symbol.Symbol;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.util.UriComponentsBuilder;

/** {@code /api/v1/symbols} and {@code /api/v1/exposures}. */
@RestController
final class SymbolController {

  static final AccessRules RULES =
      AccessRules.of(
          AccessRule.get(Role.VIEWER, "/api/v1/symbols"),
          AccessRule.get(Role.VIEWER, "/api/v1/symbols/{symbol}"),
          AccessRule.get(Role.VIEWER, "/api/v1/symbols/{symbol}/exposures"),
          AccessRule.get(Role.VIEWER, "/api/v1/symbols/{symbol}/prices"),
          AccessRule.get(Role.VIEWER, "/api/v1/exposures"));

  private static final int MOST_ROWS = 500;
  private static final int MOST_SYMBOLS = 100;

  /** Days of prices at once: twenty years. */
  private static final int MOST_DAYS = 366 * 20;

  private final SymbolReader reader;
  private final MetricsStore metrics;
  private final Clock clock;

  SymbolController(SymbolReader reader, MetricsStore metrics, Clock clock) {
    this.reader = reader;
    this.metrics = metrics;
    this.clock = clock;
  }

  @GetMapping("/api/v1/symbols")
  ResponseEntity<Object> list(
      WebRequest request,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String sector,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "100") int limit) {
    if (limit < 1 || limit > MOST_ROWS) {
      throw ProblemException.invalid("limit must be 1 to %d, found %d".formatted(MOST_ROWS, limit));
    }
    SymbolReader.Page page =
        reader.page(new SymbolFilter(given(q), given(sector)), given(after), limit);
    Map<String, @Nullable Object> body = page.basis().members();
    body.put("symbols", page.rows().stream().map(SymbolBody::summary).toList());
    ResponseEntity<Object> answer =
        EntityTag.answer(request, EntityTag.of(page.tag(), q, sector, after, limit), () -> body);
    return page.more() ? linked(answer, next(page, q, sector, limit)) : answer;
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static ResponseEntity<Object> linked(ResponseEntity<Object> answer, String next) {
    HttpHeaders headers = new HttpHeaders();
    headers.putAll(answer.getHeaders());
    headers.add(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
    return new ResponseEntity<>(answer.getBody(), headers, answer.getStatusCode());
  }

  private static String next(
      SymbolReader.Page page, @Nullable String q, @Nullable String sector, int limit) {
    return UriComponentsBuilder.fromPath("/api/v1/symbols")
        .queryParamIfPresent("q", Optional.ofNullable(given(q)))
        .queryParamIfPresent("sector", Optional.ofNullable(given(sector)))
        .queryParam("after", page.rows().get(page.rows().size() - 1).symbol())
        .queryParam("limit", limit)
        .encode()
        .toUriString();
  }

  @GetMapping("/api/v1/symbols/{symbol}")
  ResponseEntity<Object> symbol(WebRequest request, @PathVariable String symbol) {
    String text = SymbolText.of(symbol);
    SymbolReader.Answer answer = reader.of(null, List.of(text));
    SymbolRow row = known(answer, text);
    Map<String, @Nullable Object> body = answer.basis().members();
    body.putAll(SymbolBody.summary(row));
    body.putAll(metrics(answer.basis().asOf(), Symbol.of(text)));
    return EntityTag.answer(request, EntityTag.of(body), () -> body);
  }

  /** The database alone has them: where it cannot say them now, the rest is answered. */
  private Map<String, @Nullable Object> metrics(LocalDate date, Symbol symbol) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    try {
      List<StoredMetrics> stored = reader.ofNight(date, () -> metrics.find(date, symbol));
      members.put("metrics", stored.stream().findFirst().map(SymbolBody::metrics).orElse(null));
      members.put("reason", stored.isEmpty() ? "NO_ROW" : null);
    } catch (ProblemException none) {
      members.put("metrics", null);
      members.put("reason", none.detail());
    }
    return members;
  }

  @GetMapping("/api/v1/symbols/{symbol}/exposures")
  ResponseEntity<Object> exposures(
      WebRequest request,
      @PathVariable String symbol,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate date) {
    String text = SymbolText.of(symbol);
    SymbolReader.Answer answer = reader.of(date, List.of(text));
    SymbolRow row = known(answer, text);
    return EntityTag.answer(
        request,
        EntityTag.of(answer.tag(), text),
        () -> {
          Map<String, @Nullable Object> body = answer.basis().members();
          body.put("symbol", text);
          body.put("factors", SymbolBody.factors(row));
          return body;
        });
  }

  private static SymbolRow known(SymbolReader.Answer answer, String symbol) {
    return answer
        .find(symbol)
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "symbol " + symbol + " in the night of " + answer.basis().asOf()));
  }

  @GetMapping("/api/v1/exposures")
  ResponseEntity<Object> exposures(
      WebRequest request,
      @RequestParam List<String> symbol,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate date) {
    List<String> texts = symbol.stream().map(SymbolText::of).distinct().toList();
    if (texts.isEmpty() || texts.size() > MOST_SYMBOLS) {
      throw ProblemException.invalid(
          "1 to %d symbols can be asked for, found %d".formatted(MOST_SYMBOLS, texts.size()));
    }
    SymbolReader.Answer answer = reader.of(date, texts);
    return EntityTag.answer(
        request,
        EntityTag.of(answer.tag(), texts),
        () -> {
          Map<String, @Nullable Object> body = answer.basis().members();
          body.put(
              "symbols", texts.stream().map(one -> SymbolBody.exposures(one, answer)).toList());
          return body;
        });
  }

  @GetMapping("/api/v1/symbols/{symbol}/prices")
  ResponseEntity<Object> prices(
      WebRequest request,
      @PathVariable String symbol,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate from,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate to) {
    String text = SymbolText.of(symbol);
    LocalDate last = to == null ? clock.instant().atZone(ZoneOffset.UTC).toLocalDate() : to;
    LocalDate first = from == null ? last.minusYears(1) : from;
    if (first.isAfter(last) || first.isBefore(last.minusDays(MOST_DAYS))) {
      throw ProblemException.invalid(
          "from must be at most %d days before to, found %s and %s"
              .formatted(MOST_DAYS, first, last));
    }
    List<PriceBar> bars = reader.fromDatabase(store -> store.bars(text, first, last));
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("symbol", text);
    body.put("from", first.toString());
    body.put("to", last.toString());
    body.put("bars", bars.stream().map(SymbolBody::bar).toList());
    body.put("reason", bars.isEmpty() ? "NO_PRICES" : null);
    return EntityTag.answer(request, EntityTag.of(body), () -> body);
  }
}
