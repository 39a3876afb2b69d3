package io.afterclose.console.portfolios;

import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.snapshot.DailyPerformance;
import io.afterclose.portfolio.snapshot.DailyPerformanceStore;
import io.afterclose.portfolio.snapshot.Revision;
import io.afterclose.portfolio.snapshot.RevisionStore;
import io.afterclose.portfolio.snapshot.RevisionStore.Filter;
import io.afterclose.portfolio.snapshot.SnapshotColumn;
import io.afterclose.portfolio.snapshot.StoredSnapshot;
import io.afterclose.report.figure.FigureValue;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Snapshots as rows, with the keys of the command {@code snapshots}. */
final class SnapshotRows {

  private final RevisionStore revisions;
  private final DailyPerformanceStore performance;

  SnapshotRows(DataSource dataSource) {
    this.revisions = new RevisionStore(dataSource);
    this.performance = new DailyPerformanceStore(dataSource);
  }

  /** The latest revisions of some sessions, ascending, each with profit and return of its day. */
  List<Map<String, @Nullable Object>> between(
      Portfolio portfolio, @Nullable LocalDate from, @Nullable LocalDate to) {
    Filter filter = new Filter(portfolio.name(), from, to);
    Map<LocalDate, DailyPerformance> days =
        performance.find(filter).stream()
            .collect(Collectors.toMap(DailyPerformance::date, Function.identity()));
    return revisions.latest(filter).stream()
        .map(
            snapshot -> {
              Map<String, @Nullable Object> row = row(snapshot.date(), snapshot.revision());
              DailyPerformance day = days.get(snapshot.date());
              row.put("external_flows", day == null ? null : day.externalFlows());
              row.put("daily_pnl", day == null ? null : day.dailyPnl());
              row.put(
                  "daily_return",
                  day == null ? null : FigureValue.ofReturn(day.dailyReturn().value()));
              row.put("no_pnl", day == null ? null : day.pnl().reason());
              row.put("no_return", day == null ? null : day.dailyReturn().reason());
              row.put("mark", day == null ? null : day.mark());
              return row;
            })
        .toList();
  }

  /** All revisions of some sessions, ascending, each with why it was made. */
  List<Map<String, @Nullable Object>> revisionsBetween(
      Portfolio portfolio, @Nullable LocalDate from, @Nullable LocalDate to) {
    return revisions.all(new Filter(portfolio.name(), from, to)).stream()
        .map(SnapshotRows::withOrigin)
        .toList();
  }

  private static Map<String, @Nullable Object> withOrigin(StoredSnapshot snapshot) {
    return withOrigin(snapshot.date(), snapshot.revision());
  }

  /** A revision with why it was made. */
  static Map<String, @Nullable Object> withOrigin(LocalDate date, Revision revision) {
    Map<String, @Nullable Object> row = row(date, revision);
    row.put("reason", revision.reason());
    row.put("written_utc", revision.writtenAt().toString());
    row.put("execution", revision.execution());
    row.put("fingerprint", revision.fingerprint());
    return row;
  }

  private static Map<String, @Nullable Object> row(LocalDate date, Revision revision) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("snapshot_date", date);
    row.put("revision", revision.number());
    for (SnapshotColumn column : SnapshotColumn.values()) {
      row.put(column.column(), column.of(revision.totals()));
    }
    return row;
  }

  /** The revisions of a session, the oldest first; none where it has no snapshot. */
  List<Revision> ofDate(Portfolio portfolio, LocalDate date) {
    return revisions.ofDate(portfolio.id(), date);
  }
}
