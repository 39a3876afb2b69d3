package io.afterclose.report.page;

import io.afterclose.page.Page;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The reports of all portfolios as a page that leads to each. */
public final class ReportIndex {

  private static final int NAME_LENGTH = 40;

  private ReportIndex() {}

  /**
   * A portfolio.
   *
   * @param file of its report, beside the index; null where there is none
   * @param date of the report as text; empty where there is none
   * @param figures the first ones of the report; none where there is none
   * @param missing why there is none; empty where there is one
   */
  public record Entry(
      String portfolio,
      @Nullable String file,
      String date,
      List<ReportFigure> figures,
      String missing) {

    public Entry {
      figures = List.copyOf(figures);
    }

    /** One with a report. */
    public static Entry of(String file, PortfolioReport report) {
      return new Entry(
          report.cover().portfolio(),
          file,
          report.cover().date().toString(),
          report.overview(),
          "");
    }

    /** One without. */
    public static Entry missing(String portfolio, String why) {
      return new Entry(portfolio, null, "", List.of(), why);
    }

    /** A figure by its name as text; a dash where the report does not have it. */
    public String figure(String name) {
      return figures.stream()
          .filter(figure -> figure.name().equals(name))
          .map(ReportFigure::text)
          .findFirst()
          .orElse("–");
    }

    /** How much of the gross value is known, as text. */
    public String covered() {
      return figures.isEmpty() ? "–" : figures.get(0).evidence().covered();
    }
  }

  /** The name of a report's file: letters and digits of the portfolio's name, and its number. */
  public static String fileName(long id, String portfolio) {
    String words =
        portfolio.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String start = words.length() > NAME_LENGTH ? words.substring(0, NAME_LENGTH) : words;
    return (start.isEmpty() ? "portfolio" : start) + "-" + id + ".html";
  }

  /** The page; entries in their order. */
  public static String page(List<Entry> entries) {
    return new Page(
            "Reports of " + entries.size() + (entries.size() == 1 ? " portfolio" : " portfolios"),
            output -> output.writeContent(""),
            List.of(),
            Page.resource("/report/report.css"),
            ReportPage.TEMPLATES.content("page/index.jte", List.copyOf(entries)))
        .html();
  }
}
