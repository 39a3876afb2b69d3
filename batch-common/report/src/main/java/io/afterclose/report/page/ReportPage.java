package io.afterclose.report.page;

import gg.jte.Content;
import io.afterclose.page.Page;
import io.afterclose.page.Page.Link;
import io.afterclose.page.Templates;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The report of a portfolio as a page of its own, and the parts that another page puts into its
 * frame. The parts have neither a style nor a script in them: their classes are those of {@code
 * /page/page.css} and {@link #STYLE_SHEET}.
 */
public final class ReportPage {

  /** The rules of a report, after those of all pages; a resource on the class path. */
  public static final String STYLE_SHEET = "/report/report.css";

  /** To the sections of the body, in their order. */
  public static final List<Link> SECTIONS =
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

  static final Templates TEMPLATES = Templates.of("io.afterclose.report");

  private ReportPage() {}

  /** The page in one file; the same report gives the same bytes. */
  public static String of(PortfolioReport report) {
    return new Page(
            title(report), cover(report), SECTIONS, Page.resource(STYLE_SHEET), body(report))
        .html();
  }

  /** The portfolio and the date. */
  public static String title(PortfolioReport report) {
    return report.cover().portfolio() + " on " + report.cover().date();
  }

  /** What is said below the title. */
  public static Content cover(PortfolioReport report) {
    return TEMPLATES.content("page/cover.jte", report.cover());
  }

  /** The sections; headings start at the second level. */
  public static Content body(PortfolioReport report) {
    return body(report, symbol -> "");
  }

  /**
   * The sections in a place that has pages of symbols.
   *
   * @param symbolPage the address of the page of a position's symbol; empty where there is none
   */
  public static Content body(PortfolioReport report, UnaryOperator<String> symbolPage) {
    return TEMPLATES.content("page/report.jte", new ReportView(report, symbolPage));
  }
}
