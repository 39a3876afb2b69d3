package io.afterclose.portfoliorefresh.report.page;

import io.afterclose.page.Page;
import io.afterclose.page.Page.Link;
import io.afterclose.page.Templates;
import java.util.List;

/** The report of a portfolio as a page. */
public final class ReportPage {

  static final Templates TEMPLATES = Templates.of("io.afterclose.portfoliorefresh");

  private static final String STYLE = Page.resource("/report/report.css");

  private static final List<Link> SECTIONS =
      List.of(
          new Link("#overview", "Overview"),
          new Link("#value", "Value"),
          new Link("#returns", "Returns"),
          new Link("#months", "Months"),
          new Link("#profit", "Day's profit"),
          new Link("#contribution", "Contribution"),
          new Link("#exposures", "Exposures"),
          new Link("#stress", "Stress"),
          new Link("#risk", "Risk"),
          new Link("#correlation", "Correlation"),
          new Link("#sectors", "Sectors"),
          new Link("#concentration", "Concentration"),
          new Link("#positions", "Positions"),
          new Link("#quality", "Data quality"));

  private ReportPage() {}

  /** The page; the same report gives the same bytes. */
  public static String of(PortfolioReport report) {
    return new Page(
            report.cover().portfolio() + " on " + report.cover().date(),
            TEMPLATES.content("report/page/cover.jte", report.cover()),
            SECTIONS,
            STYLE,
            TEMPLATES.content("report/page/report.jte", new ReportView(report)))
        .html();
  }
}
