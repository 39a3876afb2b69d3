package io.afterclose.cli.history.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.calendar.TradingCalendar;
import io.afterclose.run.history.RunSummary;
import io.afterclose.run.history.StepRecord;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.batch.core.BatchStatus;
import org.xml.sax.InputSource;

/** The page of past runs, as text. */
final class HistoryPageTest {

  private static final TradingCalendar NYSE = NyseCalendar.standard();
  private static final List<String> JOBS = List.of("symbol-batch", "portfolio-refresh");

  @Test
  void a_run_is_told_in_the_calendar_the_chart_and_by_itself() {
    String page = page(run(1, "2022-06-30", "COMPLETED"));
    assertThat(page)
        .contains(
            "<caption>June 2022</caption>",
            "href=\"#run-1\" title=\"2022-06-30 symbol-batch completed\"",
            "<title>2022-06-30 completed, 90.5 s</title>",
            "<details class=\"night\">",
            "<div class=\"run\" id=\"run-1\">");
  }

  @Test
  void a_run_that_failed_is_open_and_listed_with_its_message() {
    assertThat(page(run(1, "2022-06-30", "FAILED")))
        .contains("<details open class=\"night\">", "said at the end", "✗", "failed");
  }

  @Test
  void weekends_and_holidays_are_closed_and_a_session_without_a_run_says_so() {
    String page = page(run(1, "2022-06-30", "COMPLETED"), run(2, "2022-06-16", "COMPLETED"));
    assertThat(day(page, "2022-06-18")).contains("market closed");
    assertThat(day(page, "2022-06-20")).as("Juneteenth, observed").contains("market closed");
    assertThat(day(page, "2022-06-21")).contains("symbol-batch no run").doesNotContain("closed");
    assertThat(day(page, "2022-06-15")).doesNotContain("no run").doesNotContain("closed");
  }

  @Test
  void the_latest_revision_stands_for_its_date() {
    String page = page(run(2, "2022-06-30", "COMPLETED"), run(1, "2022-06-30", "FAILED"));
    assertThat(day(page, "2022-06-30"))
        .contains("#run-2", "completed, revision 2, 2 runs, after one that did not complete", "✓↻")
        .doesNotContain("#run-1");
  }

  @Test
  void months_are_in_the_order_of_time() {
    String page = page(run(2, "2022-07-01", "COMPLETED"), run(1, "2022-06-30", "COMPLETED"));
    assertThat(page.indexOf("June 2022")).isPositive().isLessThan(page.indexOf("July 2022"));
  }

  @Test
  void a_session_that_the_portfolio_job_left_to_a_later_run_names_that_run() {
    List<PastRun> runs =
        List.of(
            run("portfolio-refresh", 2, "2022-06-24", ""),
            run("portfolio-refresh", 1, "2022-06-21", ""),
            run("symbol-batch", 4, "2022-06-24", ""),
            run("symbol-batch", 3, "2022-06-21", ""));
    String page = HistoryPage.of(JOBS, "", runs, NYSE, now());
    assertThat(day(page, "2022-06-22"))
        .contains("portfolio-refresh no run of its own, left to the run of 2022-06-24", "↷")
        .contains("symbol-batch no run<");
  }

  @Test
  void a_revision_is_told_with_its_reason_where_a_run_is_listed() {
    String page =
        HistoryPage.of(
            JOBS, "", List.of(run("symbol-batch", 2, "2022-06-24", "late <prices>")), NYSE, now());
    assertThat(page).contains(" revision 2: late &lt;prices&gt;</span>");
  }

  @Test
  void whatever_stands_in_a_run_is_text_and_no_tag() {
    String hostile = "<script>alert('1')</script> & \"x\" \u001b[31m \u202e";
    RunSummary summary =
        new RunSummary(
            new RunSummary.Target(
                "symbol-batch", LocalDate.parse("2022-06-30"), "symbols:" + hostile, 1),
            new RunSummary.Trigger(hostile, hostile),
            new RunSummary.Execution(1, 1, BatchStatus.FAILED, hostile, null, null),
            new RunSummary.Items(0, 1));
    PastRun run =
        new PastRun(
            summary,
            List.of(new StepRecord(hostile, BatchStatus.FAILED, null, null, 0, 0, 0, hostile)),
            List.of(new PastRun.Failure(hostile, hostile, hostile, hostile)));
    String page =
        HistoryPage.of(List.of(hostile, "symbol-batch"), hostile, List.of(run), NYSE, now());
    assertThat(page)
        .doesNotContain("<script", "\u001b", "\u202e")
        .contains("&lt;script&gt;alert('1')&lt;/script&gt; &amp; \"x\"");
    assertThat(parsed(page)).as("no text ends an attribute").isEqualTo("html");
  }

  @Test
  void it_needs_no_script_and_nothing_from_elsewhere() {
    assertThat(page(run(1, "2022-06-30", "COMPLETED")))
        .doesNotContainPattern("(?i)<(script|link|img|iframe|object)\\b|https?:|@import|url\\(")
        .contains("default-src 'none'");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 400})
  void its_tags_are_balanced_and_its_links_lead_somewhere(int nights) {
    List<PastRun> runs = new ArrayList<>();
    List<LocalDate> sessions =
        nights == 0 ? List.of() : NYSE.lastSessions(nights, LocalDate.parse("2022-06-30"));
    String[] statuses = {"COMPLETED", "FAILED", "STOPPED", "STARTED"};
    for (LocalDate session : sessions) {
      runs.add(run(runs.size() + 1, session.toString(), statuses[runs.size() % 4]));
    }
    Collections.reverse(runs);
    String page = HistoryPage.of(JOBS, "", runs, NYSE, now());
    assertThat(parsed(page)).isEqualTo("html");
    Matcher link = Pattern.compile("href=\"#([^\"]+)\"").matcher(page);
    while (nights > 0 && link.find()) {
      assertThat(page).contains("id=\"" + link.group(1) + "\"");
    }
  }

  @Test
  void without_a_run_it_says_so() {
    assertThat(HistoryPage.of(JOBS, "--status FAILED", List.of(), NYSE, now()))
        .contains("0 runs, --status FAILED.", "There is no such run");
  }

  /** Reads it as XML, where every tag has its end; gives the name of the outermost one. */
  private static String parsed(String page) {
    String xml =
        page.replace("<!doctype html>", "")
            .replaceAll("<meta([^>]*)>", "<meta$1/>")
            .replaceAll("<details open", "<details open=\"\"");
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(xml.strip())))
          .getDocumentElement()
          .getTagName();
    } catch (Exception broken) {
      throw new AssertionError(broken);
    }
  }

  private static String day(String page, String date) {
    int at = page.indexOf("datetime=\"" + date + "\"");
    return page.substring(page.lastIndexOf("<td", at), page.indexOf("</td>", at));
  }

  private static String page(PastRun... runs) {
    return HistoryPage.of(List.of("symbol-batch"), "", List.of(runs), NYSE, now());
  }

  private static Instant now() {
    return Instant.parse("2022-07-01T03:00:00Z");
  }

  private static PastRun run(String job, int revision, String date, String reason) {
    LocalDateTime start = LocalDate.parse(date).atTime(22, 0);
    return new PastRun(
        new RunSummary(
            new RunSummary.Target(job, LocalDate.parse(date), "all", revision),
            new RunSummary.Trigger("cron", reason),
            new RunSummary.Execution(
                revision, revision, BatchStatus.COMPLETED, "", start, start.plusMinutes(1)),
            new RunSummary.Items(7, 0)),
        List.of(),
        List.of());
  }

  private static PastRun run(long execution, String date, String status) {
    LocalDateTime start = LocalDate.parse(date).atTime(22, 0);
    LocalDateTime end = start.plus(Duration.ofMillis(90_500));
    BatchStatus ended = BatchStatus.valueOf(status);
    RunSummary summary =
        new RunSummary(
            new RunSummary.Target("symbol-batch", LocalDate.parse(date), "all", (int) execution),
            new RunSummary.Trigger("cron", ""),
            new RunSummary.Execution(execution, execution, ended, "said at the end", start, end),
            new RunSummary.Items(7, 0));
    return new PastRun(
        summary, List.of(new StepRecord("prices", ended, start, end, 7, 0, 7, "")), List.of());
  }
}
