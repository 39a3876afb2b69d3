package io.afterclose.console.portfolios;

import gg.jte.Content;
import io.afterclose.console.access.ActorAuthentication;
import io.afterclose.console.pages.Pages;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.console.symbols.SymbolReader;
import io.afterclose.page.Page.Link;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.snapshot.PortfolioStanding;
import io.afterclose.portfolio.snapshot.PortfolioStanding.Newest;
import io.afterclose.portfolio.snapshot.Revision;
import io.afterclose.report.ReportReader;
import io.afterclose.report.page.PortfolioReport;
import io.afterclose.report.page.PortfolioReport.Holding;
import io.afterclose.report.page.ReportPage;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/** {@code /portfolios}: all that may be seen, and one with the content of its report. */
@Controller
final class PortfolioPages {

  private static final int LINES = 100;

  private final VisiblePortfolios portfolios;
  private final SnapshotRows snapshots;
  private final ReportReader reports;
  private final SymbolReader symbols;
  private final Pages pages;

  PortfolioPages(
      VisiblePortfolios portfolios,
      SnapshotRows snapshots,
      ReportReader reports,
      SymbolReader symbols,
      Pages pages) {
    this.portfolios = portfolios;
    this.snapshots = snapshots;
    this.reports = reports;
    this.symbols = symbols;
    this.pages = pages;
  }

  /**
   * The list.
   *
   * @param next the name behind which the next page begins; null for none
   */
  record ListView(List<Line> lines, @Nullable String next) {}

  /**
   * A portfolio.
   *
   * @param late sessions since its newest snapshot
   * @param newest null before the first snapshot
   */
  record Line(Portfolio portfolio, @Nullable Newest newest, int late) {}

  /**
   * A portfolio on a session.
   *
   * @param newest whether no snapshot is newer
   * @param late sessions since then
   * @param revisions of the session, the oldest first
   */
  record View(
      Portfolio portfolio,
      LocalDate date,
      boolean newest,
      int late,
      List<Revision> revisions,
      Content cover,
      List<Link> sections,
      Content body) {

    /** What the address of an answer about this session ends with; nothing for the newest. */
    String onDate() {
      return newest ? "" : "?date=" + date;
    }
  }

  @GetMapping("/portfolios")
  ResponseEntity<String> list(
      HttpServletRequest request,
      ActorAuthentication asked,
      @RequestParam(defaultValue = "") String after) {
    List<PortfolioStanding> found = portfolios.page(asked.getPrincipal(), after, LINES + 1);
    List<PortfolioStanding> shown = found.subList(0, Math.min(LINES, found.size()));
    String next = found.size() > LINES ? shown.get(LINES - 1).portfolio().name() : null;
    return fresh(
        pages.show(
            request,
            "Portfolios",
            "portfolios/list.jte",
            new ListView(shown.stream().map(this::line).toList(), next)));
  }

  private Line line(PortfolioStanding standing) {
    Newest newest = standing.newest().orElse(null);
    return new Line(
        standing.portfolio(), newest, newest == null ? 0 : portfolios.sessionsLate(newest.date()));
  }

  @GetMapping("/portfolios/{id}")
  ResponseEntity<String> one(
      HttpServletRequest request,
      ActorAuthentication asked,
      @PathVariable String id,
      @RequestParam @Nullable String date) {
    PortfolioStanding standing = portfolios.seen(asked.getPrincipal(), id);
    Portfolio portfolio = standing.portfolio();
    LocalDate wanted = RequestValues.date("date", date);
    Newest newest = standing.newest().orElse(null);
    if (newest == null) {
      return fresh(pages.show(request, portfolio.name(), "portfolios/empty.jte", portfolio));
    }
    PortfolioReport report =
        reports
            .read(portfolio, wanted)
            .orElseThrow(
                () ->
                    ProblemException.notFound(
                        "snapshot of %s on %s; the newest is of %s"
                            .formatted(portfolio.name(), wanted, newest.date())));
    LocalDate shown = report.cover().date();
    return fresh(
        pages.show(
            request,
            ReportPage.title(report),
            "portfolios/one.jte",
            new View(
                portfolio,
                shown,
                shown.equals(newest.date()),
                portfolios.sessionsLate(shown),
                snapshots.ofDate(portfolio, shown),
                ReportPage.cover(report),
                ReportPage.SECTIONS,
                ReportPage.body(report, symbolPages(report)))));
  }

  private UnaryOperator<String> symbolPages(PortfolioReport report) {
    Set<String> known =
        symbols.inTable(report.holdings().rows().stream().map(Holding::symbol).toList());
    return symbol ->
        known.contains(symbol)
            ? "/symbols/" + UriUtils.encodePathSegment(symbol, StandardCharsets.UTF_8)
            : "";
  }

  private static ResponseEntity<String> fresh(ResponseEntity<String> page) {
    return ResponseEntity.status(page.getStatusCode())
        .headers(page.getHeaders())
        .cacheControl(CacheControl.noCache().cachePrivate())
        .body(page.getBody());
  }
}
