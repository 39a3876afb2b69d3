package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.portfoliorefresh.gap.DateCoverage;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.run.alert.Alert;
import io.afterclose.run.alert.AlertCode;
import io.afterclose.run.alert.Alerts;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.outcome.RunOutcome;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Counts what the partitions of a phase do. At the end of the step it logs the counts, keeps them
 * in the job repository, and where more than 10 % of the portfolios failed it raises an alert and
 * ends the step as partial.
 */
public final class PhaseCounts implements StepExecutionListener {

  static final String PROCESSED = "portfolios.processed";
  static final String FAILED = "portfolios.failed";
  static final String BACKFILLED = "days.backfilled";

  private static final Logger LOG = LoggerFactory.getLogger(PhaseCounts.class);
  private static final int PARTIAL_PERCENT = 10;

  private final String made;
  private final Alerts alerts;
  private final Map<LocalDate, DateCoverage> skipped = new TreeMap<>();
  private int processed;
  private int failed;
  private int written;
  private int backfilled;

  PhaseCounts(String made, Alerts alerts) {
    this.made = made;
    this.alerts = alerts;
  }

  /** Under which name the context of the step keeps how many rows were written. */
  static String created(String made) {
    return made + ".created";
  }

  @Override
  public synchronized void beforeStep(StepExecution step) {
    skipped.clear();
    processed = 0;
    failed = 0;
    written = 0;
    backfilled = 0;
  }

  /** Dates that some portfolio lacks and that stay gaps. */
  synchronized void skipped(List<DateCoverage> dates) {
    dates.forEach(date -> skipped.put(date.date(), date));
  }

  /** A chunk that was done. */
  synchronized void add(List<PortfolioDates> work, LocalDate target, WorkResult result) {
    processed += work.size();
    failed += result.failed().size();
    written += result.written();
    backfilled +=
        work.stream()
            .filter(dates -> !result.failed().containsKey(dates.portfolio()))
            .mapToInt(dates -> (int) dates.dates().stream().filter(d -> !d.equals(target)).count())
            .sum();
  }

  @Override
  public synchronized ExitStatus afterStep(StepExecution step) {
    skipped.values().forEach(PhaseCounts::warn);
    LOG.info(
        "portfolios: {} processed, {} succeeded, {} failed; {} {}, {} of them backfilled;"
            + " {} dates skipped",
        processed,
        processed - failed,
        failed,
        written,
        made,
        backfilled,
        skipped.size());
    keep(step.getExecutionContext());
    return step.getStatus() == BatchStatus.COMPLETED && failed * 100 > processed * PARTIAL_PERCENT
        ? partial(step)
        : step.getExitStatus();
  }

  private void keep(ExecutionContext context) {
    context.putInt(PROCESSED, processed);
    context.putInt(FAILED, failed);
    context.putInt(created(made), written);
    context.putInt(BACKFILLED, backfilled);
    context.putInt("dates.skipped", skipped.size());
  }

  private ExitStatus partial(StepExecution step) {
    String message =
        failed + " of " + processed + " portfolios failed; they are tried again by the next run";
    alerts.raise(
        Alert.warning(
            AlertCode.ITEMS_FAILED,
            "portfolio-refresh " + step.getJobParameters().getLocalDate(RunRequest.TARGET_DATE),
            message));
    return new ExitStatus(RunOutcome.PARTIAL.name(), message);
  }

  /** Logs that a date stays a gap. */
  public static void warn(DateCoverage date) {
    LOG.warn(
        "{} is skipped and stays a gap: {} of {} held symbols have a price{}",
        date.date(),
        date.priced(),
        date.held(),
        date.marketPriced() ? "" : ", and SPY has none");
  }
}
