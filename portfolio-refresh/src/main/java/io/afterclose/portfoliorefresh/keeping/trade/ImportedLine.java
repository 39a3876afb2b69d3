package io.afterclose.portfoliorefresh.keeping.trade;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.portfoliorefresh.broker.activity.ActivityLine;
import io.afterclose.portfoliorefresh.keeping.position.LotSale;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A line and what it made.
 *
 * @param made in words
 */
record ImportedLine(ActivityLine line, String made) {

  static ResultTable table(List<ImportedLine> lines) {
    return ResultTable.of(lines)
        .column("line", imported -> imported.line().lineNumber())
        .column("date", imported -> imported.line().date())
        .column("kind", imported -> imported.line().kind())
        .column("symbol", ImportedLine::symbol)
        .column(
            "quantity",
            imported ->
                Optional.ofNullable(imported.line().traded())
                    .map(traded -> LotSale.plain(traded.quantity()))
                    .orElse(null))
        .column(
            "price",
            imported ->
                Optional.ofNullable(imported.line().traded())
                    .flatMap(traded -> Optional.ofNullable(traded.price()))
                    .map(LotSale::plain)
                    .orElse(null))
        .column("amount", imported -> LotSale.plain(imported.line().amount()))
        .column("made", ImportedLine::made)
        .column("reference", imported -> imported.line().reference())
        .table();
  }

  private String symbol() {
    return Optional.ofNullable(line.traded())
        .map(traded -> traded.symbol().text())
        .orElseGet(() -> line.about() == null ? "" : Objects.toString(line.about()));
  }
}
