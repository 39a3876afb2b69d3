package io.afterclose.report;

import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.StoredFigure;
import io.afterclose.report.page.Evidence;
import io.afterclose.report.page.Part;
import io.afterclose.report.page.PortfolioReport.Sector;
import io.afterclose.report.page.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Values by sector as shares of the net asset value. */
final class SectorRows {

  private static final String CASH = "Cash";

  private SectorRows() {}

  static Part<Sector> of(StoredSession session) {
    Map<String, Sector> rows = new TreeMap<>();
    for (StoredFigure figure : session.figures()) {
      if (figure.key().code() == FigureCode.SECTOR_NET) {
        String name = figure.key().item();
        // Cash is the last one.
        rows.put(name.equals(CASH) ? "\uFFFF" : name, sector(session, name));
      }
    }
    Evidence evidence = session.evidence(FigureCode.NET_ASSET_VALUE, "", "");
    return rows.isEmpty()
        ? Part.unknown(ReportFigures.SECTORS, evidence, "no sector is stored")
        : Part.of(ReportFigures.SECTORS, evidence, List.copyOf(rows.values()));
  }

  private static Sector sector(StoredSession session, String name) {
    return new Sector(
        name,
        ofNav(session, FigureCode.SECTOR_LONG, name),
        ofNav(session, FigureCode.SECTOR_SHORT, name),
        ofNav(session, FigureCode.SECTOR_NET, name),
        ofNav(session, FigureCode.SECTOR_GROSS, name));
  }

  private static Value ofNav(StoredSession session, FigureCode code, String sector) {
    Value amount = session.value(code, "", sector);
    Double usd = amount.number();
    Double whole = session.value(FigureCode.NET_ASSET_VALUE, "", "").number();
    if (usd == null) {
      return amount;
    }
    return whole == null || whole <= 0
        ? Value.unknown("the net asset value is not above 0")
        : Value.of(usd / whole);
  }
}
