package io.afterclose.run.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LogRateTest {

  private final AtomicLong nanos = new AtomicLong();
  private final LoggerContext context = new LoggerContext();
  private final ListAppender<ILoggingEvent> written = new ListAppender<>();
  private final Logger logger = context.getLogger("night");

  @BeforeEach
  void the_log_is_capped() {
    context.addTurboFilter(new LogRate(nanos::get));
    written.setContext(context);
    written.start();
    Logger root = context.getLogger("ROOT");
    root.setLevel(Level.INFO);
    root.addAppender(written);
  }

  @Test
  void a_quiet_night_is_written_whole() {
    log(LogRate.LINES_A_SECOND);
    assertThat(messages()).hasSize(LogRate.LINES_A_SECOND).containsOnly("symbol");
  }

  @Test
  void a_flood_is_cut_and_said_once_at_its_start_and_once_after_it() {
    log(10_000);
    assertThat(messages()).hasSize(LogRate.LINES_A_SECOND + 1);
    nanos.addAndGet(1_000_000_000L);
    log(3);
    assertThat(messages().subList(LogRate.LINES_A_SECOND, LogRate.LINES_A_SECOND + 5))
        .containsExactly(
            "too many log lines within a second: leaving out what follows in it",
            "9760 log entries were left out, as too many came within a second",
            "symbol",
            "symbol",
            "symbol");
  }

  @Test
  void a_stack_trace_counts_with_its_lines() {
    for (int i = 0; i < 100; i++) {
      logger.error("{} failed", "night", new IllegalStateException("of many lines"));
    }
    int lines = new IllegalStateException("as long").getStackTrace().length;
    assertThat(messages().size()).isLessThanOrEqualTo(2 + LogRate.LINES_A_SECOND / lines);
  }

  @Test
  void what_is_not_written_anyway_does_not_count() {
    for (int i = 0; i < 10_000; i++) {
      logger.debug("detail");
    }
    log(1);
    assertThat(messages()).containsExactly("symbol");
  }

  private void log(int times) {
    for (int i = 0; i < times; i++) {
      logger.info("symbol");
    }
  }

  private List<String> messages() {
    return written.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
