package io.afterclose.console.portfolios;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.console.access.ActorAuthentication;
import io.afterclose.portfolio.figure.FigureDueStore;
import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.snapshot.PortfolioStanding;
import io.afterclose.portfolio.snapshot.RevisionStore;
import io.afterclose.portfolio.snapshot.RevisionStore.Filter;
import io.afterclose.portfolio.snapshot.StoredSnapshot;
import io.afterclose.report.completeness.PhaseState;
import io.afterclose.report.completeness.SymbolPhases;
import io.afterclose.report.completeness.SymbolStateStore;
import io.afterclose.report.figure.FigureValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a portfolio has and lacks of a session, phase by phase. */
@RestController
final class CompletenessController {

  private static final int MOST_FIGURES = 10_000;

  private final VisiblePortfolios portfolios;
  private final SymbolStateStore symbols;
  private final RevisionStore revisions;
  private final FigureDueStore due;
  private final TradingCalendar calendar;

  CompletenessController(
      VisiblePortfolios portfolios, DataSource dataSource, TradingCalendar calendar) {
    this.portfolios = portfolios;
    this.symbols = new SymbolStateStore(dataSource);
    this.revisions = new RevisionStore(dataSource);
    this.due = new FigureDueStore(dataSource);
    this.calendar = calendar;
  }

  /** Of a session, or of the latest one that is over; snapshots and figures of all up to it. */
  @GetMapping("/api/v1/portfolios/{id}/completeness")
  ResponseEntity<String> completeness(
      ActorAuthentication asked, @PathVariable String id, @RequestParam @Nullable String date) {
    PortfolioStanding standing = portfolios.seen(asked.getPrincipal(), id);
    Portfolio portfolio = standing.portfolio();
    LocalDate wanted = RequestValues.date("date", date);
    LocalDate session = wanted == null ? portfolios.due() : wanted;
    KeyRange only = KeyRange.only(portfolio.id());
    List<LocalDate> made =
        revisions.latest(new Filter(portfolio.name(), null, session)).stream()
            .map(StoredSnapshot::date)
            .toList();
    List<PhaseState> phases =
        new ArrayList<>(new SymbolPhases(symbols.symbols(only, session)).all());
    phases.add(snapshots(made, session));
    phases.add(
        figures(
            made.size(),
            due.due(only, session, MOST_FIGURES).stream().map(FigureDueStore.Due::date).toList()));
    Map<String, @Nullable Object> members =
        standing
            .newest()
            .map(newest -> portfolios.about(portfolio, newest.date(), newest.revision()))
            .orElseGet(
                () ->
                    VisiblePortfolios.nothing(
                        portfolio, PortfolioController.NO_SNAPSHOT, PortfolioController.FIRST_RUN));
    members.put("session", session);
    members.put(
        "complete", phases.stream().allMatch(phase -> phase.missing() + phase.failed() == 0));
    members.put("phases", phases.stream().map(CompletenessController::line).toList());
    return StoredAnswer.of(members);
  }

  /** Holes since the first snapshot, newest first. */
  private PhaseState snapshots(List<LocalDate> made, LocalDate session) {
    Set<LocalDate> there = made.stream().collect(Collectors.toUnmodifiableSet());
    List<LocalDate> missing = new ArrayList<>();
    if (made.isEmpty()) {
      missing.add(session);
    } else {
      calendar.sessions(made.get(0), session).stream()
          .filter(day -> !there.contains(day))
          .forEach(day -> missing.add(0, day));
    }
    return new PhaseState(
        "snapshots",
        made.size(),
        missing.size(),
        0,
        PhaseState.named(missing),
        missing.isEmpty()
            ? ""
            : "'portfolio-refresh plan --portfolio' says which of them the next run makes");
  }

  private static PhaseState figures(int made, List<LocalDate> missing) {
    return new PhaseState(
        "figures",
        Math.max(0, made - missing.size()),
        missing.size(),
        0,
        PhaseState.named(missing),
        missing.isEmpty() ? "" : "the next run of the portfolio calculates them");
  }

  private static Map<String, @Nullable Object> line(PhaseState phase) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("phase", phase.phase());
    line.put("status", phase.failed() > 0 ? "FAILED" : phase.missing() > 0 ? "MISSING" : "DONE");
    line.put("done", phase.done());
    line.put("missing", phase.missing());
    line.put("failed", phase.failed());
    line.put("first", phase.first());
    line.put("reason", FigureValue.blank(phase.reason()));
    return line;
  }
}
