package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.portfoliorefresh.gap.DateCoverage;
import io.afterclose.portfoliorefresh.gap.GapPlan;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.run.alert.Alert;
import io.afterclose.run.alert.AlertCode;
import io.afterclose.run.alert.Alerts;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.outcome.RunOutcome;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Counts what the partitions of a phase do. At the end of the step it logs the counts, keeps them
 * in the job repository, names what has no price, raises an alert where the target was skipped, and
 * where more than 10 % of the portfolios failed it ends the step as partial.
 */
public final class PhaseCounts implements StepExecutionListener {

  static final String PROCESSED = "portfolios.processed";
  static final String FAILED = "portfolios.failed";
  static final String BACKFILLED = "days.backfilled";

  private static final Logger LOG = LoggerFactory.getLogger(PhaseCounts.class);
  private static final int PARTIAL_PERCENT = 10;

  private final String made;
  private final Alerts alerts;
  private final ItemFailureStore failures;
  private final PhaseTally tally = new PhaseTally();
  private final UnpricedSymbols unpriced = new UnpricedSymbols();
  private List<DateCoverage> skipped = List.of();

  PhaseCounts(String made, Alerts alerts, ItemFailureStore failures) {
    this.made = made;
    this.alerts = alerts;
    this.failures = failures;
  }

  /** Under which name the context of the step keeps how many rows were written. */
  static String created(String made) {
    return made + ".created";
  }

  @Override
  public synchronized void beforeStep(StepExecution step) {
    tally.clear();
    unpriced.clear();
    skipped = List.of();
  }

  /** What the whole phase is to do. */
  synchronized void planned(GapPlan plan) {
    tally.planned(plan);
    skipped = plan.skipped();
  }

  /** A chunk that was done. */
  synchronized void add(List<PortfolioDates> work, LocalDate target, WorkResult result) {
    tally.add(work, target, result);
    unpriced.add(result.unpriced());
  }

  @Override
  public synchronized ExitStatus afterStep(StepExecution step) {
    SkippedDates.warn(skipped);
    unpriced.lines().forEach(line -> LOG.warn("no price for {}", line));
    LOG.info(report());
    keep(step.getExecutionContext());
    if (step.getStatus() != BatchStatus.FAILED) {
      failures.record(step.getJobExecutionId(), step.getStepName(), unpriced.failures());
    }
    alertOfTarget(step);
    return status(step);
  }

  private String report() {
    return ("portfolios: %d processed, %d succeeded, %d failed; %d %s, %d of them backfilled,"
                + " %d of them partial; of %d planned %d succeeded, %d failed, %d are left;"
                + " %d dates skipped")
            .formatted(
                tally.processed(),
                tally.processed() - tally.failed(),
                tally.failed(),
                tally.written(),
                made,
                tally.backfilled(),
                tally.partial(),
                tally.done() + tally.left(),
                tally.done() - tally.failedDates(),
                tally.failedDates(),
                tally.left(),
                skipped.size())
        + (unpriced.none() ? "" : "; symbols without price: " + unpriced.names());
  }

  private void keep(ExecutionContext context) {
    context.putInt(PROCESSED, tally.processed());
    context.putInt(FAILED, tally.failed());
    context.putInt(created(made), tally.written());
    context.putInt(made + ".processed", tally.done());
    context.putInt(made + ".failed", tally.failedDates());
    context.putInt(made + ".partial", tally.partial());
    context.putInt(made + ".left", tally.left());
    context.putInt(BACKFILLED, tally.backfilled());
    context.putInt("dates.skipped", skipped.size());
    context.putString("symbols.without.price", unpriced.names());
  }

  private void alertOfTarget(StepExecution step) {
    LocalDate target = RunRequest.targetDate(step);
    skipped.stream()
        .filter(date -> date.date().equals(target))
        .findFirst()
        .ifPresent(
            date ->
                alerts.raise(
                    Alert.critical(
                        AlertCode.DATE_SKIPPED,
                        subject(target),
                        "no %s of %s; the next run makes them when the prices are there"
                            .formatted(made, date.describe()))));
  }

  private ExitStatus status(StepExecution step) {
    boolean complete = step.getStatus() == BatchStatus.COMPLETED;
    if (complete && tally.failed() * 100 > tally.processed() * PARTIAL_PERCENT) {
      return partial(step);
    }
    ExitStatus status = step.getExitStatus();
    if (!unpriced.none()) {
      status =
          status.addExitDescription(
              "%d of %d %s partial, symbols without price: %s"
                  .formatted(tally.partial(), tally.written(), made, unpriced.names()));
    }
    return tally.left() == 0
        ? status
        : status.addExitDescription("%d %s left to the next run".formatted(tally.left(), made));
  }

  private ExitStatus partial(StepExecution step) {
    String message =
        tally.failed()
            + " of "
            + tally.processed()
            + " portfolios failed; they are tried again by the next run";
    alerts.raise(
        Alert.warning(AlertCode.ITEMS_FAILED, subject(RunRequest.targetDate(step)), message));
    return new ExitStatus(RunOutcome.PARTIAL.name(), message);
  }

  private static String subject(LocalDate target) {
    return "portfolio-refresh " + target;
  }
}
