package io.afterclose.run.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.database.address.DatabaseSettings;
import io.afterclose.run.endpoint.Endpoint;
import io.afterclose.run.logging.LogFormat;
import io.afterclose.run.name.JobName;
import io.afterclose.run.settings.Setting;
import io.afterclose.run.telemetry.RunTelemetry;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;

final class CommonSettingsTest {

  /** Which variables were asked for. */
  private static final class Recording extends HashMap<String, String> {

    private static final long serialVersionUID = 1L;

    private final Set<String> read = new TreeSet<>();

    @Override
    public @Nullable String get(Object variable) {
      read.add(variable.toString());
      return super.get(variable);
    }

    @Override
    public String getOrDefault(Object variable, String otherwise) {
      read.add(variable.toString());
      return super.getOrDefault(variable, otherwise);
    }
  }

  @Test
  void every_variable_that_is_read_is_in_the_registry_and_the_other_way_round() {
    Set<String> read = new TreeSet<>(readBy(Map.of()));
    read.addAll(readBy(Map.of("PGHOST", "localhost")));
    read.addAll(readBy(Map.of("SPRING_DATASOURCE_URL", "jdbc:postgresql://localhost/x")));
    read.add("NO_COLOR"); // read by picocli, not through a map that we hand in
    read.remove("HOME"); // the account's, looked at where it has no name; no setting of ours
    assertThat(CommonSettings.ALL)
        .extracting(Setting::variable)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(read);
  }

  @Test
  void every_setting_has_a_format_and_a_reason() {
    assertThat(CommonSettings.ALL)
        .allSatisfy(
            setting -> {
              assertThat(setting.format()).as(setting.variable()).isNotBlank();
              assertThat(setting.reason()).as(setting.variable()).isNotBlank();
            });
  }

  /** A process context copies its environment, so its readers are asked one by one. */
  private static Set<String> readBy(Map<String, String> set) {
    Recording environment = new Recording();
    environment.putAll(set);
    assertThat(DatabaseSettings.fromEnvironment(environment, Optional.empty())).isNotNull();
    assertThat(io.afterclose.calendar.CalendarOverrides.fromEnvironment(environment)).isNotNull();
    assertThat(io.afterclose.run.endpoint.Endpoints.fromEnvironment(environment)).isNotNull();
    assertThat(LogFormat.of(environment)).isEqualTo(LogFormat.text);
    assertThat(Heartbeat.SETTING.text(environment)).isEmpty();
    assertThat(RequestId.SETTING.text(environment)).isEmpty();
    JobExecution execution =
        new JobExecution(1, new JobInstance(1, "symbol-batch"), new JobParameters());
    new RunTelemetry(
            Optional.of(new Endpoint(URI.create("http://127.0.0.1:1"), Map.of())),
            environment,
            Clock.systemUTC())
        .ended(JobName.SYMBOL_BATCH, "completed", execution, List.of());
    return environment.read;
  }
}
