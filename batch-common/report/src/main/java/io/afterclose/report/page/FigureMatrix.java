package io.afterclose.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Figures of the same kind over several periods: a row for each kind, a column for each period.
 *
 * @param periods in the order in which the figures first have them
 */
record FigureMatrix(String name, List<Column> periods, List<Row> rows) {

  /**
   * A period.
   *
   * @param days that all of its figures look at; empty where they differ
   */
  record Column(String period, String days) {}

  /**
   * A kind of figure.
   *
   * @param cells one for each period; null where there is none
   */
  record Row(String name, String definition, String basis, List<@Nullable ReportFigure> cells) {}

  static FigureMatrix of(String name, List<ReportFigure> figures) {
    List<String> periods = figures.stream().map(ReportFigure::period).distinct().toList();
    Map<String, List<ReportFigure>> byName = new LinkedHashMap<>();
    figures.forEach(
        figure -> byName.computeIfAbsent(figure.name(), any -> new ArrayList<>()).add(figure));
    return new FigureMatrix(
        name,
        periods.stream().map(period -> column(period, figures)).toList(),
        byName.values().stream().map(row -> row(row, periods)).toList());
  }

  private static Column column(String period, List<ReportFigure> figures) {
    List<String> days =
        figures.stream()
            .filter(figure -> figure.period().equals(period))
            .map(figure -> figure.evidence().days())
            .distinct()
            .toList();
    return new Column(period, days.size() == 1 ? days.get(0) : "");
  }

  private static Row row(List<ReportFigure> figures, List<String> periods) {
    List<@Nullable ReportFigure> cells = new ArrayList<>();
    for (String period : periods) {
      cells.add(
          figures.stream()
              .filter(figure -> figure.period().equals(period))
              .findFirst()
              .orElse(null));
    }
    ReportFigure first = figures.get(0);
    return new Row(first.name(), first.definition(), first.basis(), cells);
  }
}
