package io.afterclose.run.progress;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.ItemWriteListener;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;

/**
 * Shows a job's phases as they go: on a terminal a bar with phase n of m, items, rate and time
 * left; elsewhere one line at the end of each phase.
 */
public final class PhaseProgress implements StepExecutionListener, ItemWriteListener<Object> {

  private static final Logger LOG = LoggerFactory.getLogger(PhaseProgress.class);

  private final List<String> phases;
  private final ProgressDisplay display;
  private final Clock clock;
  private final AtomicLong expected = new AtomicLong();
  private volatile Instant began = Instant.EPOCH;
  private volatile String note = "";

  /**
   * @param phases the job's steps in their order
   * @param display where the bar is drawn
   */
  public PhaseProgress(List<String> phases, ProgressDisplay display, Clock clock) {
    this.phases = List.copyOf(phases);
    this.display = display;
    this.clock = clock;
  }

  @Override
  public void beforeStep(StepExecution step) {
    began = clock.instant();
    expected.set(0);
    note = "";
    display.begin(title(step));
  }

  /** Adds to the items the phase has; as long as it has none, the bar shows only a count. */
  public void expect(long items) {
    display.expect(expected.addAndGet(items));
  }

  /** What else the line at the end of the phase holds. */
  public void note(String text) {
    note = "; " + text;
  }

  @Override
  public void afterWrite(Chunk<? extends Object> items) {
    display.advance(items.size());
  }

  @Override
  public ExitStatus afterStep(StepExecution step) {
    display.end();
    double seconds = Duration.between(began, clock.instant()).toMillis() / 1000.0;
    LOG.info(
        "phase {} {}: {} items in {} s{}{}",
        title(step),
        step.getExitStatus().getExitCode(),
        step.getWriteCount(),
        String.format(Locale.ROOT, "%.1f", seconds),
        rate(step.getWriteCount(), seconds),
        note);
    return step.getExitStatus();
  }

  private String title(StepExecution step) {
    int number = phases.indexOf(step.getStepName()) + 1;
    return "%d/%d %s".formatted(number, phases.size(), step.getStepName());
  }

  private static String rate(long items, double seconds) {
    return items == 0 || seconds < 0.001
        ? ""
        : String.format(Locale.ROOT, " (%,.0f/s)", items / seconds);
  }
}
