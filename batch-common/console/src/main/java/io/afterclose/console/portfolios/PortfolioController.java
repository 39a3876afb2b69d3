package io.afterclose.console.portfolios;

import io.afterclose.console.access.ActorAuthentication;
import io.afterclose.console.pages.CsvAnswer;
import io.afterclose.portfolio.snapshot.PortfolioStanding;
import io.afterclose.portfolio.snapshot.PortfolioStanding.Newest;
import io.afterclose.portfolio.snapshot.SnapshotColumn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/portfolios}, one of them, and the list as a file. */
@RestController
final class PortfolioController {

  static final String NO_SNAPSHOT = "NO_SNAPSHOT";
  static final String FIRST_RUN = "the next run of the portfolio makes its first snapshot";

  private static final int MOST = 500;
  private static final int USUAL = 100;

  private static final List<SnapshotColumn> LISTED =
      List.of(
          SnapshotColumn.STATUS,
          SnapshotColumn.NET_ASSET_VALUE,
          SnapshotColumn.TOTAL_VALUE,
          SnapshotColumn.CASH_VALUE,
          SnapshotColumn.POSITION_COUNT,
          SnapshotColumn.PRICED_COUNT,
          SnapshotColumn.STALE_COUNT,
          SnapshotColumn.ESTIMATED_COUNT,
          SnapshotColumn.UNPRICED_COUNT,
          SnapshotColumn.COVERAGE);

  private static final List<String> FILE_COLUMNS =
      Stream.of(
              Stream.of("id", "portfolio", "as_of", "revision", "sessions_late"),
              LISTED.stream().map(SnapshotColumn::column),
              Stream.of("reason", "detail"))
          .flatMap(names -> names)
          .toList();

  private final VisiblePortfolios portfolios;
  private final SnapshotRows snapshots;

  PortfolioController(VisiblePortfolios portfolios, SnapshotRows snapshots) {
    this.portfolios = portfolios;
    this.snapshots = snapshots;
  }

  /** By name; {@code after} is the name behind which a page begins. */
  @GetMapping("/api/v1/portfolios")
  ResponseEntity<String> list(
      ActorAuthentication asked,
      @RequestParam(defaultValue = "") String after,
      @RequestParam @Nullable String limit) {
    int most = RequestValues.count("limit", limit, USUAL, MOST);
    List<PortfolioStanding> found = portfolios.page(asked.getPrincipal(), after, most + 1);
    List<PortfolioStanding> shown = found.subList(0, Math.min(most, found.size()));
    String next =
        found.size() > most
            ? "/api/v1/portfolios?limit="
                + most
                + "&after="
                + URLEncoder.encode(shown.get(most - 1).portfolio().name(), StandardCharsets.UTF_8)
            : null;
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("portfolios", shown.stream().map(this::line).toList());
    members.put("next", next);
    return StoredAnswer.of(members, next);
  }

  @GetMapping(path = "/portfolios", params = "format=csv")
  ResponseEntity<String> file(
      ActorAuthentication asked, @RequestParam(defaultValue = "") String after) {
    List<PortfolioStanding> found =
        portfolios.page(asked.getPrincipal(), after, CsvAnswer.MOST + 1);
    List<PortfolioStanding> shown = found.subList(0, Math.min(CsvAnswer.MOST, found.size()));
    String next =
        found.size() > shown.size()
            ? "/portfolios?format=csv&after="
                + URLEncoder.encode(
                    shown.get(shown.size() - 1).portfolio().name(), StandardCharsets.UTF_8)
            : null;
    return CsvAnswer.of(
        "portfolios.csv", FILE_COLUMNS, shown.stream().map(this::line).toList(), next);
  }

  private Map<String, @Nullable Object> line(PortfolioStanding standing) {
    Map<String, @Nullable Object> line = beginning(standing);
    LISTED.forEach(
        column ->
            line.put(
                column.column(),
                standing.newest().<Object>map(newest -> column.of(newest.totals())).orElse(null)));
    return line;
  }

  private Map<String, @Nullable Object> beginning(PortfolioStanding standing) {
    return standing
        .newest()
        .map(newest -> portfolios.about(standing.portfolio(), newest.date(), newest.revision()))
        .orElseGet(() -> VisiblePortfolios.nothing(standing.portfolio(), NO_SNAPSHOT, FIRST_RUN));
  }

  /** The newest snapshot with all its numbers. */
  @GetMapping("/api/v1/portfolios/{id}")
  ResponseEntity<String> one(ActorAuthentication asked, @PathVariable String id) {
    PortfolioStanding standing = portfolios.seen(asked.getPrincipal(), id);
    Map<String, @Nullable Object> members = beginning(standing);
    Newest newest = standing.newest().orElse(null);
    members.put(
        "snapshot",
        newest == null
            ? null
            : snapshots.between(standing.portfolio(), newest.date(), newest.date()).stream()
                .findFirst()
                .orElse(null));
    return StoredAnswer.of(members);
  }
}
