package io.afterclose.cli.history.page;

import io.afterclose.calendar.TradingCalendar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of past runs shows.
 *
 * @param scope how many runs there are, and which, in a sentence
 * @param written when, UTC
 * @param runs newest first
 */
record HistoryView(
    List<String> jobs, String scope, String written, List<PastRun> runs, TradingCalendar calendar) {

  RunCounts counts() {
    return new RunCounts(jobs, runs);
  }

  OutcomeCalendar outcomes() {
    return new OutcomeCalendar(jobs, runs, calendar);
  }

  @Nullable DurationChart durations(String job) {
    return DurationChart.of(job, runs);
  }

  FailureReasons failures() {
    return new FailureReasons(runs);
  }
}
