package io.afterclose.console.portfolios;

import io.afterclose.console.access.ActorAuthentication;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.snapshot.PortfolioStanding;
import io.afterclose.portfolio.snapshot.PortfolioStanding.Newest;
import io.afterclose.portfolio.snapshot.Revision;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Snapshots of a portfolio, revision by revision. */
@RestController
final class SnapshotController {

  private static final int USUAL_DAYS = 366;
  private static final int MOST_DAYS = 3_660;

  private final VisiblePortfolios portfolios;
  private final SnapshotRows snapshots;

  SnapshotController(VisiblePortfolios portfolios, SnapshotRows snapshots) {
    this.portfolios = portfolios;
    this.snapshots = snapshots;
  }

  /** Ascending; without dates those of the last year, at most of ten years at once. */
  @GetMapping("/api/v1/portfolios/{id}/snapshots")
  ResponseEntity<String> range(
      ActorAuthentication asked,
      @PathVariable String id,
      @RequestParam @Nullable String from,
      @RequestParam @Nullable String to,
      @RequestParam @Nullable String revisions) {
    PortfolioStanding standing = portfolios.seen(asked.getPrincipal(), id);
    boolean all = RequestValues.isSecond("revisions", revisions, "latest", "all");
    LocalDate last = RequestValues.date("to", to);
    LocalDate first = RequestValues.date("from", from);
    Newest newest = standing.newest().orElse(null);
    if (newest == null) {
      Map<String, @Nullable Object> members =
          VisiblePortfolios.nothing(
              standing.portfolio(), PortfolioController.NO_SNAPSHOT, PortfolioController.FIRST_RUN);
      members.put("snapshots", List.of());
      return StoredAnswer.of(members);
    }
    LocalDate end = last == null ? newest.date() : last;
    LocalDate start = first == null ? end.minusDays(USUAL_DAYS) : first;
    if (start.isAfter(end) || start.plusDays(MOST_DAYS).isBefore(end)) {
      throw ProblemException.invalid(
          "from: a date up to %d days before %s was expected, found %s"
              .formatted(MOST_DAYS, end, start));
    }
    Map<String, @Nullable Object> members =
        portfolios.about(standing.portfolio(), newest.date(), newest.revision());
    members.put("from", start);
    members.put("to", end);
    members.put(
        "snapshots",
        all
            ? snapshots.revisionsBetween(standing.portfolio(), start, end)
            : snapshots.between(standing.portfolio(), start, end));
    return StoredAnswer.of(members);
  }

  /** One revision of a session, the latest unless a number says which. */
  @GetMapping("/api/v1/portfolios/{id}/snapshots/{date}")
  ResponseEntity<String> one(
      ActorAuthentication asked,
      @PathVariable String id,
      @PathVariable String date,
      @RequestParam @Nullable String revision) {
    Portfolio portfolio = portfolios.seen(asked.getPrincipal(), id).portfolio();
    LocalDate session = RequestValues.date("date", date);
    List<Revision> all = session == null ? List.of() : snapshots.ofDate(portfolio, session);
    if (session == null || all.isEmpty()) {
      throw ProblemException.notFound("snapshot of " + portfolio.name() + " on " + date);
    }
    int number = RequestValues.count("revision", revision, all.size(), Integer.MAX_VALUE);
    Revision wanted =
        all.stream()
            .filter(one -> one.number() == number)
            .findFirst()
            .orElseThrow(
                () ->
                    ProblemException.notFound(
                        "revision %d of %s on %s; there are %d"
                            .formatted(number, portfolio.name(), session, all.size())));
    Map<String, @Nullable Object> members = portfolios.about(portfolio, session, number);
    members.put("latest_revision", all.get(all.size() - 1).number());
    members.put("snapshot", SnapshotRows.withOrigin(session, wanted));
    return StoredAnswer.of(members);
  }
}
