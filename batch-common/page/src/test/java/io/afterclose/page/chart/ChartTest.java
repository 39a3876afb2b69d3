package io.afterclose.page.chart;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.Content;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.afterclose.page.NumberText;
import io.afterclose.page.chart.BarChart.Bar;
import io.afterclose.page.chart.BarChart.Mark;
import io.afterclose.page.chart.BarChart.Span;
import io.afterclose.page.chart.HeatMap.Cell;
import io.afterclose.page.chart.LineChart.Base;
import io.afterclose.page.chart.LineChart.Sample;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Charts as text. */
final class ChartTest {

  private static final LocalDate FIRST = LocalDate.parse("2022-01-03");

  @Test
  void a_day_without_a_value_interrupts_the_line_and_says_why() {
    String chart =
        html(
            new LineChart(
                "Value",
                List.of(
                    new Sample(FIRST, 100, ""),
                    new Sample(FIRST.plusDays(1), 110, ""),
                    new Sample(FIRST.plusDays(2), Double.NaN, "no snapshot"),
                    new Sample(FIRST.plusDays(3), 90, "")),
                NumberText::money,
                NumberText::money,
                Base.FITTED));
    assertThat(chart)
        .contains("d=\"M0.0 100.0L333.3 0.0M1000.0 200.0h0\"")
        .contains("<title>2022-01-05: unknown, no snapshot</title>")
        .contains("3 sessions from 2022-01-03 to 2022-01-06", "1 without a value");
  }

  @Test
  void one_session_is_a_sentence_and_no_line() {
    String chart =
        html(
            new LineChart(
                "Value",
                List.of(new Sample(FIRST, 100, "")),
                NumberText::money,
                NumberText::money,
                Base.FITTED));
    assertThat(chart)
        .doesNotContain("<svg")
        .contains("A line needs two sessions.", "1 session from 2022-01-03", "100.00");
  }

  @Test
  void a_value_that_never_changes_is_drawn_in_the_middle() {
    String chart =
        html(
            new LineChart(
                "Value",
                List.of(new Sample(FIRST, 50, ""), new Sample(FIRST.plusDays(1), 50, "")),
                NumberText::money,
                NumberText::money,
                Base.FITTED));
    assertThat(chart).contains("d=\"M0.0 100.0L1000.0 100.0\"");
  }

  @Test
  void a_long_record_is_marked_on_250_days_and_its_extremes() {
    List<Sample> samples = new ArrayList<>();
    for (int day = 0; day < 2000; day++) {
      samples.add(new Sample(FIRST.plusDays(day), day == 1003 ? 9e9 : day, ""));
    }
    String chart =
        html(new LineChart("Value", samples, NumberText::money, NumberText::money, Base.ZERO));
    assertThat(count(chart, "class=\"band\"")).isBetween(250, 253);
    assertThat(chart).contains(FIRST.plusDays(1003) + ": 9,000,000,000.00");
  }

  @Test
  void bars_below_zero_go_left_and_an_unknown_one_has_none() {
    String chart =
        html(
            new BarChart(
                "Stress",
                "scenario",
                List.of("propagated", "direct"),
                List.of(
                    new Bar(
                        "Down",
                        "",
                        List.of(
                            Mark.of(-100, "−100.00", "−100.00"), Mark.of(50, "50.00", "50.00"))),
                    new Bar(
                        "Up", "n 3", List.of(Mark.unknown("no fit"), Mark.unknown("no fit"))))));
    assertThat(chart)
        .contains("class=\"bar s1 minus\"", "class=\"bar s2 plus\"")
        .contains("<title>Down, propagated: −100.00</title>", "<small>n 3</small>")
        .contains("<td class=\"n unknown\">unknown<small>no fit</small></td>");
    assertThat(count(chart, "<rect")).isEqualTo(2);
  }

  @Test
  void an_interval_is_a_line_through_its_bar() {
    String chart =
        html(
            new BarChart(
                "Exposures",
                "factor",
                List.of("exposure"),
                List.of(
                    new Bar(
                        "Market",
                        "",
                        List.of(new Mark("1.0", "1.0", new Span(0, 1), new Span(0.5, 1.5)))))));
    assertThat(chart).contains("class=\"whisker\"");
  }

  @Test
  void each_mark_has_a_title_and_each_cell_its_text() {
    HeatMap map =
        new HeatMap(
            "Months",
            List.of("Jan", "Feb", "Mar"),
            List.of(
                new HeatMap.Row(
                    "2022",
                    List.of(
                        new Cell("−5.0", "", -0.05, "−5.00 %"),
                        new Cell("unknown", "", Double.NaN, "unknown, a day has no return"),
                        Cell.EMPTY))),
            0.05);
    String chart = html(map);
    assertThat(chart)
        .contains("class=\"heat minus5\"><title>2022, Jan: −5.00 %</title>")
        .contains("class=\"heat none\"><title>2022, Feb: unknown, a day has no return</title>");
    assertThat(count(chart, "<rect")).isEqualTo(2).isEqualTo(count(chart, "<g class=\"heat"));
  }

  @Test
  void they_are_the_same_in_every_country_and_refer_to_nothing_by_id() {
    Locale before = Locale.getDefault();
    HeatMap map =
        new HeatMap(
            "M",
            List.of("a"),
            List.of(new HeatMap.Row("<b>", List.of(new Cell("0.5", "n 60", 0.5, "0.5")))),
            1);
    String here = html(map);
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(html(map)).isEqualTo(here);
    } finally {
      Locale.setDefault(before);
    }
    assertThat(here).contains("&lt;b&gt;").doesNotContain("<b>", "id=");
  }

  private static String html(Content content) {
    StringOutput text = new StringOutput();
    content.writeTo(new OwaspHtmlTemplateOutput(text));
    return text.toString();
  }

  private static int count(String text, String part) {
    return (int) Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
  }
}
