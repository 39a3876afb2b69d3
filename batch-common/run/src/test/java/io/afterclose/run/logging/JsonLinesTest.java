package io.afterclose.run.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class JsonLinesTest {

  private static final RunKey NIGHT =
      new RunKey(JobName.SYMBOL_BATCH, LocalDate.of(2022, 6, 30), "all");

  private final LoggerContext context = new LoggerContext();
  private final JsonLines lines = new JsonLines();

  @BeforeEach
  void it_writes() {
    context.setMDCAdapter(new LogbackMDCAdapter());
    lines.setContext(context);
    lines.start();
  }

  @Test
  void a_line_has_level_message_logger_and_time() {
    JsonNode line = line("phase {} took\n\"{}\"", null, "prices", 3);
    assertThat(line.get("level").asString()).isEqualTo("warn");
    assertThat(line.get("message").asString()).isEqualTo("phase prices took\n\"3\"");
    assertThat(line.get("logger").asString()).isEqualTo("night");
    assertThat(line.get("timestamp").asString()).isEqualTo("2022-07-01T02:00:00Z");
    assertThat(line.has("run_id")).isFalse();
  }

  @Test
  void lines_of_a_run_carry_it_on_every_thread() throws InterruptedException {
    try (RunFields run = RunFields.of(NIGHT)) {
      assertThat(run).isNotNull();
      assertThat(line("about to begin", null).get("date").asString()).isEqualTo("2022-06-30");
      assertThat(line("about to begin", null).has("run_id")).isFalse();
      RunFields.numbered(17, NIGHT);
      JsonNode[] lineOfOther = new JsonNode[1];
      Thread other = new Thread(() -> lineOfOther[0] = line("at work", null));
      other.start();
      other.join();
      assertThat(lineOfOther[0].get("run_id").asInt()).isEqualTo(17);
      assertThat(lineOfOther[0].get("job").asString()).isEqualTo("symbol-batch");
      assertThat(lineOfOther[0].get("date").asString()).isEqualTo("2022-06-30");
    }
    assertThat(line("after it", null).has("run_id")).isFalse();
  }

  @Test
  void lines_before_a_run_carry_the_job_and_the_date_that_was_asked_for() {
    RunFields.ofRequest("symbol-batch", "2022-06-29 to 2022-06-30");
    try {
      assertThat(line("looking", null).get("job").asString()).isEqualTo("symbol-batch");
      assertThat(line("looking", null).get("date").asString())
          .isEqualTo("2022-06-29 to 2022-06-30");
    } finally {
      RunFields.ofProcess("symbol-batch");
    }
  }

  @Test
  void a_stack_trace_stays_on_its_line() {
    JsonNode line = line("failed", new IllegalStateException("why\nso"));
    assertThat(line.get("exception").asString())
        .contains("IllegalStateException: why", "JsonLinesTest");
  }

  private JsonNode line(String message, @Nullable Throwable thrown, Object... parameters) {
    LoggingEvent event =
        new LoggingEvent("", context.getLogger("night"), Level.WARN, message, thrown, parameters);
    event.setTimeStamp(1656640800000L);
    String written = new String(lines.encode(event), UTF_8);
    assertThat(written).hasLineCount(1).endsWith("}\n");
    return JsonMapper.builder().build().readTree(written);
  }
}
