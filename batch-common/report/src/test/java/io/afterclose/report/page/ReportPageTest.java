package io.afterclose.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.output.StringOutput;
import io.afterclose.page.Page;
import io.afterclose.page.Page.Link;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** The page of a report, as text. */
final class ReportPageTest {

  private static final String PAGE = ReportPage.of(SampleReport.full());

  @Test
  void the_same_report_gives_the_same_bytes_in_every_country() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(ReportPage.of(SampleReport.full())).isEqualTo(PAGE);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void it_needs_no_script_and_nothing_from_elsewhere() {
    assertThat(PAGE)
        .doesNotContainPattern(
            "(?i)<(script|link|img|iframe|object)\\b|https?:|@import|url\\(|\\son\\w+=|\\sstyle=")
        .doesNotContainPattern("href=\"[^#]")
        .contains("default-src 'none'");
  }

  @Test
  void its_parts_go_into_another_page_without_a_style_of_their_own() {
    StringOutput parts = new StringOutput();
    ReportPage.cover(SampleReport.full()).writeTo(parts);
    ReportPage.body(SampleReport.full()).writeTo(parts);
    assertThat(parts.toString())
        .doesNotContainPattern("(?i)<(style|script|link|html|body|h1)\\b|\\sstyle=|\\son\\w+=")
        .contains("at the close of 2022-12-30");
    for (Link link : ReportPage.SECTIONS) {
      assertThat(parts.toString()).contains("id=\"" + link.target().substring(1) + "\"");
    }
    assertThat(Page.resource(ReportPage.STYLE_SHEET)).contains(".evidence");
  }

  @Test
  void its_tags_are_balanced_its_ids_are_its_own_and_its_links_lead_somewhere() throws Exception {
    String xml =
        PAGE.replace("<!doctype html>", "").replaceAll("<meta([^>]*)>", "<meta$1/>").strip();
    assertThat(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement()
                .getTagName())
        .isEqualTo("html");
    Matcher link = Pattern.compile("href=\"#([^\"]+)\"").matcher(PAGE);
    while (link.find()) {
      assertThat(PAGE).contains("id=\"" + link.group(1) + "\"");
    }
    List<String> ids =
        Pattern.compile(" id=\"([^\"]+)\"").matcher(PAGE).results().map(id -> id.group(1)).toList();
    assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void an_unknown_figure_says_why_and_is_no_zero() {
    assertThat(PAGE)
        .contains(
            "<span class=\"unknown\">unknown</span>"
                + "<small>126 rows are needed, there are 98 of the youngest holding</small>",
            "<td class=\"n unknown\">unknown<small>prices of 2008 are not stored</small></td>",
            "2022-03-15 has no return: no snapshot",
            "title=\"no value was ever stated\">unknown</td>");
  }

  @Test
  void each_figure_has_its_definition_days_count_and_coverage() {
    assertThat(PAGE)
        .contains(
            "<details class=\"definition\"><summary>Maximum drawdown</summary>"
                + "<p>Maximum drawdown: what it is",
            "<td>2021-01-04 to 2022-12-30</td><td class=\"n\">502</td><td class=\"n\">99.80 %</td>",
            "As of 2022-12-30 · n 7 · 98.20 % of gross value covered");
    assertThat(count("<p class=\"evidence\">")).isGreaterThanOrEqualTo(13);
    assertThat(count("<details class=\"definition\">"))
        .isEqualTo(count("<summary>") - count("class=\"numbers\""));
  }

  @Test
  void every_mark_of_a_chart_has_a_title() {
    Matcher mark = Pattern.compile("<rect [^>]*?(/?)>(<title>)?").matcher(PAGE);
    int marks = 0;
    while (mark.find()) {
      boolean cell = mark.group(1).equals("/");
      boolean named = PAGE.substring(0, mark.start()).endsWith("</title>");
      assertThat(cell ? named : mark.group(2) != null).as(mark.group()).isTrue();
      marks++;
    }
    assertThat(marks).isGreaterThan(300);
  }

  @Test
  void what_happened_on_the_day_is_drawn_from_value_to_value() {
    assertThat(PAGE)
        .contains(
            "<title>External flows, +10,000.00</title>",
            "<title>Price change, −3,380.65</title>",
            "<title>After, 1,046,512.37</title>",
            "the scale starts at ");
  }

  @Test
  void a_name_is_text_and_no_tag() {
    assertThat(
            ReportPage.of(SampleReport.of("<script>alert(1)</script>\u202e", SampleReport.days())))
        .doesNotContain("<script", "\u202e")
        .contains("<h1>&lt;script&gt;alert(1)&lt;/script&gt;� on 2022-12-30</h1>");
  }

  @Test
  void one_day_of_history_is_told_in_words() {
    assertThat(ReportPage.of(SampleReport.of("New", SampleReport.days().subList(0, 1))))
        .contains("A line needs two sessions.");
  }

  private static int count(String part) {
    return (int) Pattern.compile(Pattern.quote(part)).matcher(PAGE).results().count();
  }
}
