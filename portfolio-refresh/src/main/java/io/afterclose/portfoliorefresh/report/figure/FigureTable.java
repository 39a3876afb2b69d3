package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.report.figure.FigureLine;
import java.util.List;

/** The figures of a session as rows. */
final class FigureTable {

  private FigureTable() {}

  static ResultTable of(List<FigureLine> lines) {
    return ResultTable.of(lines)
        .column("code", FigureLine::code)
        .column("period", FigureLine::period)
        .column("item", FigureLine::item)
        .column("value", FigureLine::value)
        .column("unit", FigureLine::unit)
        .column("reason", FigureLine::reason)
        .column("standard_error", FigureLine::standardError)
        .column("observations", FigureLine::observations)
        .column("from", FigureLine::from)
        .column("to", FigureLine::to)
        .column("coverage", FigureLine::coverage)
        .column("basis", FigureLine::basis)
        .column("origin", FigureLine::origin)
        .column("detail", FigureLine::detail)
        .table();
  }
}
