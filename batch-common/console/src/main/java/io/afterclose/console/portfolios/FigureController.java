package io.afterclose.console.portfolios;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.console.access.ActorAuthentication;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.database.text.Printable;
import io.afterclose.portfolio.figure.FigureBasis;
import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.FigureStore;
import io.afterclose.portfolio.figure.GridCode;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.snapshot.Revision;
import io.afterclose.report.figure.CorrelationLine;
import io.afterclose.report.figure.DerivedCode;
import io.afterclose.report.figure.FigureLine;
import io.afterclose.report.figure.FigureSession;
import io.afterclose.report.figure.PeriodLine;
import io.afterclose.report.figure.StressLine;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The stored figures of a portfolio's session, all of them or those of one kind. */
@RestController
final class FigureController {

  private static final String FIGURES = "figures";

  private static final Set<String> SECTORS =
      names(
          FigureCode.SECTOR_LONG,
          FigureCode.SECTOR_SHORT,
          FigureCode.SECTOR_NET,
          FigureCode.SECTOR_GROSS);

  private static final Set<String> CONCENTRATION =
      names(
          FigureCode.HERFINDAHL,
          FigureCode.EFFECTIVE_NUMBER,
          FigureCode.LARGEST,
          FigureCode.LIQUIDATED,
          FigureCode.UNKNOWN_VOLUME,
          FigureCode.LEVERAGE,
          FigureCode.COVERED_WEIGHT,
          FigureCode.PRIVATE_ALLOCATION,
          FigureCode.OPTIONS_ALLOCATION,
          FigureCode.CASH_ALLOCATION);

  private static final Set<String> VOLATILITY =
      names(
          FigureCode.VOLATILITY,
          FigureCode.VOLATILITY_PERCENTILE,
          FigureCode.VOLATILITY_TREND,
          FigureCode.VOLATILITY_FORECAST,
          FigureCode.RISK_VOLATILITY);

  private static final Set<String> PERFORMANCE =
      Arrays.stream(FigureCode.values())
          .filter(code -> code.basis() == FigureBasis.REALISED)
          .filter(code -> code != FigureCode.TWR && code != FigureCode.BENCHMARK_TWR)
          .map(FigureCode::name)
          .collect(Collectors.toUnmodifiableSet());

  private final VisiblePortfolios portfolios;
  private final SnapshotRows snapshots;
  private final FigureStore store;
  private final TradingCalendar calendar;

  FigureController(
      VisiblePortfolios portfolios,
      SnapshotRows snapshots,
      FigureStore store,
      TradingCalendar calendar) {
    this.portfolios = portfolios;
    this.snapshots = snapshots;
    this.store = store;
    this.calendar = calendar;
  }

  private static Set<String> names(FigureCode... codes) {
    return Stream.of(codes).map(FigureCode::name).collect(Collectors.toUnmodifiableSet());
  }

  /** All figures, or those of some codes. */
  @GetMapping("/api/v1/portfolios/{id}/figures")
  ResponseEntity<String> figures(
      ActorAuthentication asked,
      @PathVariable String id,
      @RequestParam(defaultValue = "") List<String> code,
      @RequestParam @Nullable String date) {
    Set<String> wanted = new TreeSet<>();
    code.stream().filter(one -> !one.isEmpty()).map(FigureController::known).forEach(wanted::add);
    return figures(asked, id, date, wanted);
  }

  private static String known(String text) {
    String code = text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    boolean known =
        Stream.concat(Arrays.stream(FigureCode.values()), Arrays.stream(DerivedCode.values()))
            .anyMatch(one -> one.name().equals(code));
    if (!known) {
      throw ProblemException.invalid(
          "code: there is no figure "
              + Printable.quoted(text)
              + "; 'portfolio-refresh analytics --codes' lists them");
    }
    return code;
  }

  @GetMapping("/api/v1/portfolios/{id}/sectors")
  ResponseEntity<String> sectors(
      ActorAuthentication asked, @PathVariable String id, @RequestParam @Nullable String date) {
    return figures(asked, id, date, SECTORS);
  }

  @GetMapping("/api/v1/portfolios/{id}/concentration")
  ResponseEntity<String> concentration(
      ActorAuthentication asked, @PathVariable String id, @RequestParam @Nullable String date) {
    return figures(asked, id, date, CONCENTRATION);
  }

  @GetMapping("/api/v1/portfolios/{id}/volatility")
  ResponseEntity<String> volatility(
      ActorAuthentication asked, @PathVariable String id, @RequestParam @Nullable String date) {
    return figures(asked, id, date, VOLATILITY);
  }

  @GetMapping("/api/v1/portfolios/{id}/stress")
  ResponseEntity<String> stress(
      ActorAuthentication asked, @PathVariable String id, @RequestParam @Nullable String date) {
    return of(
        asked,
        id,
        date,
        (session, members) ->
            members.put("scenarios", session.map(StressLine::of).orElse(List.of())));
  }

  /** Of the symbols held, or with {@code kind=factor} of the factor funds. */
  @GetMapping("/api/v1/portfolios/{id}/correlations")
  ResponseEntity<String> correlations(
      ActorAuthentication asked,
      @PathVariable String id,
      @RequestParam @Nullable String kind,
      @RequestParam @Nullable String date) {
    GridCode grid =
        RequestValues.isSecond("kind", kind, "position", "factor")
            ? GridCode.FACTOR_CORRELATION
            : GridCode.POSITION_CORRELATION;
    return of(
        asked,
        id,
        date,
        (session, members) ->
            members.put(
                "pairs", session.map(known -> CorrelationLine.of(known, grid)).orElse(List.of())));
  }

  /** Returns by period beside those of the benchmark, and the other figures of what happened. */
  @GetMapping("/api/v1/portfolios/{id}/performance")
  ResponseEntity<String> performance(
      ActorAuthentication asked, @PathVariable String id, @RequestParam @Nullable String date) {
    return of(
        asked,
        id,
        date,
        (session, members) -> {
          members.put(
              "periods",
              session.map(PeriodLine::of).orElse(List.of()).stream()
                  .map(FigureController::period)
                  .toList());
          members.put(FIGURES, lines(session, PERFORMANCE));
        });
  }

  /** With the keys of {@code performance --periods}. */
  private static Map<String, @Nullable Object> period(PeriodLine line) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("period", line.period());
    row.put("return", line.periodReturn());
    row.put("benchmark", line.benchmark());
    row.put("difference", line.difference());
    row.put("annualised", line.annualised());
    row.put("money_weighted", line.moneyWeighted());
    row.put("sessions", line.sessions());
    row.put("reason", line.reason());
    row.put("from", line.from());
    row.put("to", line.to());
    row.put("benchmark_reason", line.benchmarkReason());
    return row;
  }

  private ResponseEntity<String> figures(
      ActorAuthentication asked, String id, @Nullable String date, Set<String> codes) {
    return of(asked, id, date, (session, members) -> members.put(FIGURES, lines(session, codes)));
  }

  private List<FigureLine> lines(Optional<FigureSession> session, Set<String> codes) {
    return session.map(known -> FigureLine.of(known, calendar, codes)).orElse(List.of());
  }

  /** Of the session of a date, or of the newest one with figures. */
  private ResponseEntity<String> of(
      ActorAuthentication asked,
      String id,
      @Nullable String date,
      BiConsumer<Optional<FigureSession>, Map<String, @Nullable Object>> filled) {
    Portfolio portfolio = portfolios.seen(asked.getPrincipal(), id).portfolio();
    LocalDate wanted = RequestValues.date("date", date);
    Optional<FigureSession> newest =
        FigureSession.newest(portfolio, wanted == null ? portfolios.due() : wanted, store);
    if (wanted != null && newest.filter(session -> session.date().equals(wanted)).isEmpty()) {
      throw ProblemException.notFound(
          "figure of %s on %s; %s"
              .formatted(
                  portfolio.name(),
                  wanted,
                  newest
                      .map(
                          session ->
                              "the newest session before it with figures is " + session.date())
                      .orElse("no session before it has any")));
    }
    Map<String, @Nullable Object> members =
        newest
            .map(session -> portfolios.about(portfolio, session.date(), revision(session)))
            .orElseGet(
                () ->
                    VisiblePortfolios.nothing(
                        portfolio,
                        "NO_FIGURES",
                        "the next run after its first snapshot calculates them"));
    filled.accept(newest, members);
    return StoredAnswer.of(members);
  }

  /** Of the snapshot that the figures stand beside; 0 where there is none. */
  private int revision(FigureSession session) {
    List<Revision> revisions = snapshots.ofDate(session.portfolio(), session.date());
    return revisions.isEmpty() ? 0 : revisions.get(revisions.size() - 1).number();
  }
}
