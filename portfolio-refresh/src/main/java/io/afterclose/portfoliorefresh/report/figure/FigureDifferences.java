package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.figure.FigureGrid;
import io.afterclose.portfolio.figure.StoredFigure;
import io.afterclose.portfolio.figure.StoredGrid;
import io.afterclose.portfolio.snapshot.RevisionStore;
import io.afterclose.portfoliorefresh.report.figure.SnapshotCauses.Made;
import io.afterclose.report.figure.FigureOrder;
import io.afterclose.report.figure.FigureSession;
import io.afterclose.report.figure.FigureValue;
import io.afterclose.run.execution.ProcessContext;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The figures of a session that were made again, each beside what it was before. */
public final class FigureDifferences {

  private final ResultTable table =
      ResultTable.of(
          "code",
          "period",
          "item",
          "old",
          "new",
          "change",
          "execution",
          "revision",
          "old_reason",
          "new_reason",
          "written_utc",
          "detail");

  private final SnapshotCauses causes;

  private FigureDifferences(SnapshotCauses causes) {
    this.causes = causes;
  }

  /** Those whose inputs changed since they were first made, the latest revision of each. */
  public static ResultTable of(
      Database opened, ProcessContext process, String portfolio, LocalDate date) {
    FigureSession session = SessionOptions.session(opened, process, portfolio, date);
    List<StoredFigure> figures = session.store().revisions(session.portfolio().id(), date);
    List<StoredGrid> grids = session.store().gridRevisions(session.portfolio().id(), date);
    FigureDifferences differences =
        new FigureDifferences(
            SnapshotCauses.of(
                new RevisionStore(opened.dataSource())
                    .ofDate(session.portfolio().id(), date).stream()
                        .map(one -> new Made(one.number(), one.reason(), one.execution()))
                        .toList(),
                Stream.concat(
                    figures.stream().map(StoredFigure::execution),
                    grids.stream().map(StoredGrid::execution))));
    differences.figures(figures.stream().sorted(FigureOrder.BY_KEY).toList());
    differences.grids(grids);
    return differences.table;
  }

  private void figures(List<StoredFigure> revisions) {
    for (int i = 1; i < revisions.size(); i++) {
      StoredFigure now = revisions.get(i);
      boolean latest = i + 1 == revisions.size() || !revisions.get(i + 1).key().equals(now.key());
      if (latest && now.revision() > 1) {
        add(revisions.get(i - 1), now);
      }
    }
  }

  private void add(StoredFigure before, StoredFigure now) {
    table
        .row()
        .set("code", now.key().code())
        .set("period", FigureValue.blank(now.key().period()))
        .set("item", FigureValue.blank(now.key().item()))
        .set("old", FigureValue.of(now.key().code().unit(), before.value()))
        .set("new", FigureValue.of(now.key().code().unit(), now.value()))
        .set("change", causes.told(now.change(), now.execution()))
        .set("execution", now.execution())
        .set("revision", now.revision())
        .set("old_reason", before.reason())
        .set("new_reason", now.reason())
        .set("written_utc", now.writtenAt())
        .set("detail", now.detail())
        .end();
  }

  private void grids(List<StoredGrid> revisions) {
    for (int i = 1; i < revisions.size(); i++) {
      StoredGrid now = revisions.get(i);
      boolean latest =
          i + 1 == revisions.size() || revisions.get(i + 1).grid().code() != now.grid().code();
      if (latest && now.revision() > 1) {
        table
            .row()
            .set("code", now.grid().code())
            .set("change", causes.told(now.change(), now.execution()))
            .set("execution", now.execution())
            .set("revision", now.revision())
            .set("written_utc", now.writtenAt())
            .set("detail", different(revisions.get(i - 1).grid(), now.grid()))
            .end();
      }
    }
  }

  private static String different(FigureGrid before, FigureGrid now) {
    int different = 0;
    for (String row : now.rows()) {
      for (String column : now.columns()) {
        OptionalDouble old = before.at(row, column);
        different += old.equals(now.at(row, column)) ? 0 : 1;
      }
    }
    return different + " of " + now.rows().size() * now.columns().size() + " cells differ";
  }
}
