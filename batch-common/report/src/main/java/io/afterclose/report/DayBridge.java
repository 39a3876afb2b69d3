package io.afterclose.report;

import io.afterclose.portfolio.snapshot.DailyPerformance;
import io.afterclose.report.page.Evidence;
import io.afterclose.report.page.PortfolioReport.Bridge;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way from the net asset value of a session to that of the next, to the cent. */
public final class DayBridge {

  private static final String DEFINITION =
      "Net asset value at the snapshot before + external flows + what prices made of the positions"
          + " + dividends + interest − taxes − fees = net asset value at the close. Each line is"
          + " signed as it moves the value, USD.";

  private DayBridge() {}

  /**
   * That of a day.
   *
   * @param parts of its profit; null where they are not known
   * @param withoutParts the name of the one line that stands for them then
   */
  public static Bridge of(DailyPerformance day, @Nullable ProfitParts parts, String withoutParts) {
    Evidence evidence =
        new Evidence(day.previousDate(), day.date(), null, day.coverage().doubleValue());
    BigDecimal pnl = day.dailyPnl();
    BigDecimal before = day.previousNav();
    BigDecimal flows = day.externalFlows();
    if (pnl == null || before == null || flows == null) {
      return new Bridge(
          DEFINITION,
          evidence,
          before,
          List.of(),
          day.netAssetValue(),
          ReasonText.of(day.pnl().reason()));
    }
    List<Bridge.Line> lines = new ArrayList<>();
    lines.add(new Bridge.Line("External flows", flows));
    if (parts == null) {
      lines.add(new Bridge.Line(withoutParts, pnl));
    } else {
      lines.add(new Bridge.Line("Price change", parts.priceChange()));
      lines.add(new Bridge.Line("Dividends", parts.dividends()));
      lines.add(new Bridge.Line("Interest", parts.interest()));
      lines.add(new Bridge.Line("Taxes", parts.taxes()));
      lines.add(new Bridge.Line("Fees", parts.fees()));
      ifAny(lines, "Rounding to cents", parts.rounding());
    }
    BigDecimal rest = day.netAssetValue().subtract(before).subtract(flows).subtract(pnl);
    ifAny(
        lines,
        day.carried().isThere() ? "Positions that lost or found their price" : "Unexplained",
        rest);
    return new Bridge(DEFINITION, evidence, before, lines, day.netAssetValue(), "");
  }

  private static void ifAny(List<Bridge.Line> lines, String name, BigDecimal amount) {
    if (amount.signum() != 0) {
      lines.add(new Bridge.Line(name, amount));
    }
  }
}
