package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.report.figure.DerivedCode;
import io.afterclose.report.figure.Origin;
import java.util.Set;

/** What each code means. */
final class CodeTable {

  private CodeTable() {}

  /**
   * All codes in their order, the derived ones last.
   *
   * @param wanted only these; empty for all
   */
  static ResultTable of(Set<String> wanted) {
    ResultTable table = ResultTable.of("code", "unit", "basis", "origin", "definition");
    for (FigureCode code : FigureCode.values()) {
      if (wanted.isEmpty() || wanted.contains(code.name())) {
        table.add(code, code.unit(), code.basis(), Origin.STORED, code.definition());
      }
    }
    for (DerivedCode code : DerivedCode.values()) {
      if (wanted.isEmpty() || wanted.contains(code.name())) {
        table.add(code, code.unit(), code.basis(), Origin.DERIVED, code.definition());
      }
    }
    return table;
  }
}
