package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.portfoliorefresh.gap.DateCoverage;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.portfoliorefresh.snapshot.SnapshotMaker;
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
 * Counts what the partitions do; at the end of the step it tells, keeps the counts in the job
 * repository, and judges: more than 10 % failed portfolios is an alert and a partial end.
 */
public final class RefreshReport implements StepExecutionListener {

  private static final Logger LOG = LoggerFactory.getLogger(RefreshReport.class);
  private static final int PARTIAL_PERCENT = 10;

  static final String PROCESSED = "portfolios.processed";
  static final String FAILED = "portfolios.failed";
  static final String SNAPSHOTS = "snapshots.created";
  static final String BACKFILLED = "days.backfilled";

  private final Alerts alerts;
  private final Map<LocalDate, DateCoverage> skipped = new TreeMap<>();
  private int processed;
  private int failed;
  private int snapshots;
  private int backfilled;

  public RefreshReport(Alerts alerts) {
    this.alerts = alerts;
  }

  @Override
  public synchronized void beforeStep(StepExecution step) {
    skipped.clear();
    processed = 0;
    failed = 0;
    snapshots = 0;
    backfilled = 0;
  }

  /** Dates that some portfolio lacks and that stay gaps. */
  synchronized void skipped(List<DateCoverage> dates) {
    dates.forEach(date -> skipped.put(date.date(), date));
  }

  /** A chunk that was written. */
  public synchronized void made(
      List<PortfolioDates> work, LocalDate target, SnapshotMaker.Made made) {
    processed += work.size();
    failed += made.failed().size();
    snapshots += made.written();
    backfilled +=
        work.stream()
            .filter(one -> !made.failed().containsKey(one.portfolio()))
            .mapToInt(one -> (int) one.dates().stream().filter(d -> !d.equals(target)).count())
            .sum();
  }

  @Override
  public synchronized ExitStatus afterStep(StepExecution step) {
    skipped.values().forEach(RefreshReport::warn);
    LOG.info(
        "portfolios: {} processed, {} succeeded, {} failed; {} snapshots, {} of them backfilled;"
            + " {} dates skipped",
        processed,
        processed - failed,
        failed,
        snapshots,
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
    context.putInt(SNAPSHOTS, snapshots);
    context.putInt(BACKFILLED, backfilled);
    context.putInt("dates.skipped", skipped.size());
  }

  private ExitStatus partial(StepExecution step) {
    String words =
        failed + " of " + processed + " portfolios failed; they are tried again by the next run";
    alerts.raise(
        Alert.warning(
            AlertCode.ITEMS_FAILED,
            "portfolio-refresh " + step.getJobParameters().getLocalDate(RunRequest.TARGET_DATE),
            words));
    return new ExitStatus(RunOutcome.PARTIAL.name(), words);
  }

  /** Tells that a date stays a gap. */
  public static void warn(DateCoverage date) {
    LOG.warn(
        "{} is skipped and stays a gap: {} of {} held symbols have a price{}",
        date.date(),
        date.priced(),
        date.held(),
        date.marketPriced() ? "" : ", and SPY has none");
  }
}
