package io.afterclose.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The units and timers as systemd's own checker reads them; skipped where it is not installed. */
class SystemdTest {

  private static final Path CHECKER = Path.of("/usr/bin/systemd-analyze");

  @BeforeAll
  static void checkerIsThere() {
    assumeTrue(Files.isExecutable(CHECKER), "systemd-analyze is not installed here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "afterclose-symbol-batch.service",
        "afterclose-symbol-batch.timer",
        "afterclose-symbol-onboarding.service",
        "afterclose-portfolio-refresh.service",
        "afterclose-portfolio-refresh.timer",
        "afterclose-console.service"
      })
  void systemd_has_nothing_to_say_against_a_unit(String unit) throws Exception {
    assertThat(checked("verify", "--man=no", Path.of("systemd", unit).toAbsolutePath().toString()))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"symbol-batch, 21:00:00", "portfolio-refresh, 21:30:00"})
  void a_timer_means_weekday_evenings_in_new_york(String job, String time) throws Exception {
    String calendar =
        Files.readAllLines(Path.of("systemd", "afterclose-" + job + ".timer")).stream()
            .filter(line -> line.startsWith("OnCalendar="))
            .map(line -> line.substring("OnCalendar=".length()))
            .findFirst()
            .orElseThrow();

    assertThat(checked("calendar", calendar))
        .contains("Mon..Fri *-*-* " + time + " America/New_York");
  }

  @Test
  void a_wrong_unit_would_be_seen() throws Exception {
    Path wrong = Path.of("target", "afterclose-wrong.service").toAbsolutePath();
    Files.writeString(wrong, "[Service]\nType=soon\nExecStart=/usr/bin/true\n");

    assertThat(checked("verify", "--man=no", wrong.toString()))
        .contains("Failed to parse service type");
  }

  private static String checked(String... words) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Stream.concat(Stream.of(CHECKER.toString()), List.of(words).stream()).toList())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return said;
  }
}
