package io.afterclose.console.symbols;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.access.Role;
import io.afterclose.console.pages.CsvAnswer;
import io.afterclose.console.pages.NavigationLink;
import io.afterclose.console.pages.Pages;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.page.NumberText;
import io.afterclose.page.chart.LineChart;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /symbols}, and {@code /symbols/<symbol>}: what is known of one. */
@RestController
final class SymbolPageController {

  static final AccessRules RULES =
      AccessRules.of(
          AccessRule.get(Role.VIEWER, "/symbols"),
          AccessRule.get(Role.VIEWER, "/symbols/{symbol}"));
  private static final List<String> FILE_COLUMNS =
      List.of("as_of", "symbol", "name", "sector", "close", "close_date", "market_beta");

  static final NavigationLink LINK = new NavigationLink(35, "/symbols", "Symbols", Role.VIEWER);

  /** Symbols of a page of the list. */
  private static final int LINES = 100;

  /** Sessions of the chart: a year and a little. */
  private static final int SESSIONS = 260;

  private final SymbolReader reader;
  private final TradingCalendar calendar;
  private final Pages pages;

  SymbolPageController(SymbolReader reader, TradingCalendar calendar, Pages pages) {
    this.reader = reader;
    this.calendar = calendar;
    this.pages = pages;
  }

  /**
   * What the page shows.
   *
   * @param newest the newest stored day; null where there is none
   */
  record View(SymbolReader.Basis basis, SymbolRow row, LineChart chart, @Nullable PriceBar newest) {

    /** Whether something is to be said before the numbers. */
    boolean late() {
      return basis.sessionsLate() > 0 || basis.degraded().isPresent() || isOld();
    }

    /** Whether the close is of an earlier session than the exposures. */
    boolean isOld() {
      return row.closeDate() == null || row.closeDate().isBefore(basis.asOf());
    }

    String price(@Nullable BigDecimal price) {
      return price == null ? "unknown" : NumberText.plain(price);
    }

    String decimal(@Nullable Double number) {
      return number == null ? "" : NumberText.decimal(number, 3);
    }

    /** A code in words. */
    String words(String code) {
      return code.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  @GetMapping("/symbols")
  ResponseEntity<String> list(
      HttpServletRequest request,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable String after) {
    String query = q.strip();
    SymbolReader.Page page =
        reader.page(new SymbolFilter(query.isEmpty() ? null : query, null), after, LINES);
    List<SymbolRow> rows = page.rows();
    String next =
        page.more() ? SymbolListView.path(query, rows.get(rows.size() - 1).symbol()) : null;
    return pages.show(
        request,
        "Symbols",
        "symbols/list.jte",
        new SymbolListView(page.basis(), rows, query, after != null, next));
  }

  @GetMapping(path = "/symbols", params = "format=csv")
  ResponseEntity<String> file(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable String after) {
    String query = q.strip();
    SymbolReader.Page page =
        reader.page(new SymbolFilter(query.isEmpty() ? null : query, null), after, CsvAnswer.MOST);
    List<Map<String, @Nullable Object>> rows =
        page.rows().stream().map(row -> line(page.basis().asOf(), row)).toList();
    String next =
        page.more()
            ? SymbolListView.file(query, page.rows().get(page.rows().size() - 1).symbol())
            : null;
    return CsvAnswer.of("symbols.csv", FILE_COLUMNS, rows, next);
  }

  private static Map<String, @Nullable Object> line(LocalDate asOf, SymbolRow row) {
    Map<String, @Nullable Object> line = SymbolBody.summary(row);
    line.put("as_of", asOf);
    return line;
  }

  @GetMapping("/symbols/{symbol}")
  ResponseEntity<String> show(
      HttpServletRequest request,
      @PathVariable String symbol,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate date) {
    String text = SymbolText.of(symbol);
    SymbolReader.Answer answer = reader.of(date, List.of(text));
    SymbolRow row =
        answer
            .find(text)
            .orElseThrow(
                () ->
                    ProblemException.notFound(
                        "symbol " + text + " in the night of " + answer.basis().asOf()));
    List<LocalDate> sessions = calendar.lastSessions(SESSIONS, answer.basis().asOf());
    List<PriceBar> bars =
        reader.fromDatabase(store -> store.bars(text, sessions.get(0), answer.basis().asOf()));
    PriceBar newest = bars.isEmpty() ? null : bars.get(bars.size() - 1);
    View view = new View(answer.basis(), row, chart(text, sessions, bars), newest);
    return pages.show(request, text, "symbols/symbol.jte", view);
  }

  private static LineChart chart(String symbol, List<LocalDate> sessions, List<PriceBar> bars) {
    Map<LocalDate, PriceBar> byDate =
        bars.stream()
            .collect(
                Collectors.toMap(PriceBar::date, bar -> bar, (one, same) -> one, TreeMap::new));
    LocalDate first = bars.isEmpty() ? sessions.get(sessions.size() - 1) : bars.get(0).date();
    List<LineChart.Sample> samples =
        sessions.stream()
            .filter(session -> !session.isBefore(first))
            .map(session -> sample(session, byDate.get(session)))
            .toList();
    return new LineChart(
        "Closes of " + symbol + " as traded, USD",
        samples,
        NumberText::money,
        level -> NumberText.decimal(level, level < 10 ? 2 : 0),
        LineChart.Base.FITTED);
  }

  private static LineChart.Sample sample(LocalDate session, @Nullable PriceBar bar) {
    return bar == null
        ? new LineChart.Sample(session, Double.NaN, "no price is stored")
        : new LineChart.Sample(session, bar.close().doubleValue(), "");
  }
}
