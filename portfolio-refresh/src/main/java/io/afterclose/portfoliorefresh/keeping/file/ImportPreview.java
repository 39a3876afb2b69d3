package io.afterclose.portfoliorefresh.keeping.file;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.portfoliorefresh.broker.positions.PositionLine;

/** What an import would make, line by line. */
final class ImportPreview {
  private ImportPreview() {}

  static ResultTable of(PositionsImport imported) {
    return ResultTable.of(imported.lines())
        .column("line", PositionLine::lineNumber)
        .column("symbol", line -> line.position().symbol())
        .column("class", line -> line.position().investmentClass())
        .column("side", line -> line.position().side())
        .column("quantity", line -> line.position().quantity())
        .column("quantity_as_of", line -> line.position().quantityAsOf())
        .column("entry_date", line -> line.position().entryDate())
        .column("entry_price", line -> line.position().entryPrice())
        .column("multiplier", line -> line.position().multiplier())
        .column("exit_date", line -> line.position().exitDate())
        .column("exit_price", line -> line.position().exitPrice())
        .column("in_kind", PositionLine::inKind)
        .table();
  }
}
