package io.afterclose.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.settings.Setting;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class ConfigCommandTest {

  @Test
  void a_setting_that_nobody_set_shows_its_default() {
    assertThat(shown(Map.of("AFTERCLOSE_HEARTBEAT", " ")))
        .contains("AFTERCLOSE_HEARTBEAT,5s,5s,default,duration,");
  }

  @Test
  void a_setting_of_the_environment_shows_both() {
    assertThat(shown(Map.of("AFTERCLOSE_HEARTBEAT", "9s")))
        .contains("AFTERCLOSE_HEARTBEAT,9s,5s,environment,duration,");
  }

  @Test
  void a_password_is_set_and_no_more() {
    assertThat(shown(Map.of("PGPASSWORD", "hunter2", "THE_KEY", "hunter2")))
        .contains("PGPASSWORD,***,,environment,", "THE_KEY,***,,environment,text,a key")
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://hunter:hunter2@db.test:5432/night",
        "postgres://hunter:hun,ter/2@hunter2@db.test:5432/night",
        "jdbc:postgresql://db.test:5432/night?user=hunter&password=hunter2",
        "jdbc:postgresql://db.test:5432/night?password=hunter@2&sslmode=require",
        "hunter:hunter2@db.test:5432/night"
      })
  void an_address_never_shows_who_logs_in(String address) {
    assertThat(shown(Map.of("DATABASE_URL", address)))
        .contains("db.test:5432/night")
        .doesNotContain("hunter");
  }

  @Test
  void a_misspelt_variable_of_ours_is_shown_without_its_value() {
    assertThat(shown(Map.of("AFTERCLOSE_HEARTBEET", "hunter2", "OTHERS", "x")))
        .contains("AFTERCLOSE_HEARTBEET,,,\"environment, unknown\",,\n")
        .doesNotContain("hunter2", "OTHERS");
  }

  private static String shown(Map<String, String> environment) {
    StringWriter out = new StringWriter();
    int exitCode =
        new CommandLine(
                new ConfigCommand(
                    new ProcessContext(environment, Clock.systemUTC()),
                    List.of(Setting.secret("THE_KEY", "a key"))))
            .setOut(new PrintWriter(out, true))
            .execute("show", "-o", "csv");
    assertThat(exitCode).isZero();
    return out.toString();
  }
}
