package io.afterclose.run.progress;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.afterclose.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;

final class PhaseProgressTest {

  private final SettableClock clock = SettableClock.at("2022-07-01T02:00:00Z");
  private final List<String> drawn = new ArrayList<>();
  private final PhaseProgress progress =
      new PhaseProgress(List.of("prices", "metrics"), new Drawn(drawn), clock);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(PhaseProgress.class);

  /** Writes down what would be drawn. */
  private record Drawn(List<String> calls) implements ProgressDisplay {

    @Override
    public void begin(String title) {
      calls.add("begin " + title);
    }

    @Override
    public void expect(long items) {
      calls.add("expect " + items);
    }

    @Override
    public void advance(long items) {
      calls.add("advance " + items);
    }

    @Override
    public void end() {
      calls.add("end");
    }
  }

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
    logger.setLevel(ch.qos.logback.classic.Level.INFO);
  }

  @AfterEach
  void listen_no_more() {
    logger.detachAppender(log);
  }

  @Test
  void a_phase_is_one_line_with_its_number_items_time_and_rate() {
    phase("metrics", 1500, Duration.ofSeconds(3));
    assertThat(lines()).containsExactly("phase 2/2 metrics COMPLETED: 1500 items in 3.0 s (500/s)");
  }

  @Test
  void two_phases_are_two_lines_and_a_note_is_only_on_its_own() {
    progress.beforeStep(step("prices", 2));
    progress.note("3 bars merged");
    progress.afterStep(step("prices", 2));
    phase("metrics", 0, Duration.ZERO);
    assertThat(lines()).hasSize(2);
    assertThat(lines().get(0)).endsWith("; 3 bars merged");
    assertThat(lines().get(1)).isEqualTo("phase 2/2 metrics COMPLETED: 0 items in 0.0 s");
  }

  @Test
  void the_display_follows_from_begin_to_end() {
    progress.beforeStep(step("prices", 0));
    progress.expect(10);
    progress.expect(5);
    progress.afterWrite(Chunk.of("a", "b"));
    progress.afterStep(step("prices", 2));
    assertThat(drawn)
        .containsExactly("begin 1/2 prices", "expect 10", "expect 15", "advance 2", "end");
  }

  @Test
  void the_next_phase_counts_anew() {
    progress.beforeStep(step("prices", 0));
    progress.expect(10);
    progress.afterStep(step("prices", 0));
    progress.beforeStep(step("metrics", 0));
    progress.expect(3);
    assertThat(drawn).endsWith("expect 3");
  }

  private void phase(String name, int items, Duration time) {
    progress.beforeStep(step(name, items));
    clock.advance(time);
    progress.afterStep(step(name, items));
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static StepExecution step(String name, int items) {
    JobExecution job = new JobExecution(1, new JobInstance(1, "job"), new JobParameters());
    StepExecution step = new StepExecution(1, name, job);
    step.setWriteCount(items);
    step.setExitStatus(ExitStatus.COMPLETED);
    return step;
  }
}
