package io.afterclose.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.scheduling.support.CronExpression;

/**
 * The schedules for Railway in both of its formats, and the crontab. Which evening each trigger
 * serves is computed by symbol-batch's NightsOfTheScheduleTest.
 */
class ScheduleFilesTest {

  /** What Railway's reference of its configuration file names, as of August 2026. */
  private static final Set<String> BUILD = Set.of("builder", "dockerfilePath", "watchPatterns");

  private static final Set<String> DEPLOY =
      Set.of(
          "startCommand",
          "cronSchedule",
          "restartPolicyType",
          "restartPolicyMaxRetries",
          "healthcheckPath",
          "healthcheckTimeout",
          "drainingSeconds",
          "overlapSeconds");

  private static final List<String> JOBS = List.of("symbol-batch", "portfolio-refresh");

  @ParameterizedTest
  @ValueSource(strings = {"symbol-batch", "symbol-onboarding", "portfolio-refresh", "console"})
  void a_service_names_only_settings_that_railway_documents(String job) throws IOException {
    JsonNode service = service(job);

    assertThat(service.fieldNames()).toIterable().containsOnly("$schema", "build", "deploy");
    assertThat(service.path("build").fieldNames()).toIterable().isSubsetOf(BUILD);
    assertThat(service.path("deploy").fieldNames()).toIterable().isSubsetOf(DEPLOY);
  }

  @ParameterizedTest
  @CsvSource({"symbol-batch, 0 2 * * 2-6", "portfolio-refresh, 30 2 * * 2-6"})
  void a_service_is_never_started_again_by_itself_and_has_a_minute_to_end(
      String job, String schedule) throws IOException {
    JsonNode deploy = service(job).path("deploy");

    assertThat(deploy.path("cronSchedule").asText()).isEqualTo(schedule);
    assertThat(deploy.path("restartPolicyType").asText()).isEqualTo("NEVER");
    assertThat(deploy.path("drainingSeconds").isInt()).isTrue();
    assertThat(deploy.path("drainingSeconds").asInt()).isEqualTo(60);
    assertThat(deploy.path("startCommand").asText())
        .isEqualTo(
            "java @/opt/afterclose/jvm.options -jar /opt/afterclose/%s.jar run --source cron"
                + " --cron",
            job);
  }

  @ParameterizedTest
  @ValueSource(strings = {"symbol-batch", "symbol-onboarding", "portfolio-refresh", "console"})
  void a_service_is_built_from_a_file_that_is_there(String job) throws IOException {
    assertThat(Path.of("..", service(job).path("build").path("dockerfilePath").asText()))
        .isRegularFile();
  }

  @Test
  void the_worker_stays_is_started_again_whenever_it_ends_and_has_a_minute_for_that()
      throws IOException {
    JsonNode deploy = service("symbol-onboarding").path("deploy");
    String successor = Files.readString(Path.of("railway", "railway.ts"));

    assertThat(deploy.has("cronSchedule")).isFalse();
    assertThat(deploy.path("restartPolicyType").asText()).isEqualTo("ALWAYS");
    assertThat(deploy.path("drainingSeconds").asInt()).isEqualTo(60);
    assertThat(deploy.path("startCommand").asText())
        .isEqualTo(
            "java @/opt/afterclose/jvm.options -jar /opt/afterclose/symbol-batch.jar onboard"
                + " --watch");
    assertThat(successor)
        .contains("onboarding(\"symbol-onboarding\"")
        .contains(deploy.path("startCommand").asText())
        .contains("restartPolicyType: \"ALWAYS\"");
  }

  @Test
  void the_console_takes_requests_once_it_is_ready_and_has_a_minute_to_end() throws IOException {
    JsonNode deploy = service("console").path("deploy");
    String successor = Files.readString(Path.of("railway", "railway.ts"));

    assertThat(deploy.has("cronSchedule")).isFalse();
    assertThat(deploy.path("healthcheckPath").asText()).isEqualTo("/health/ready");
    assertThat(deploy.path("healthcheckTimeout").asInt()).isEqualTo(60);
    assertThat(deploy.path("restartPolicyType").asText()).isEqualTo("ALWAYS");
    assertThat(deploy.path("drainingSeconds").asInt()).isEqualTo(60);
    assertThat(deploy.path("startCommand").asText())
        .isEqualTo(
            "java @/opt/afterclose/console/jvm.options -jar /opt/afterclose/console/console.jar"
                + " serve");
    assertThat(successor)
        .contains("consoleService({")
        .contains(deploy.path("startCommand").asText())
        .contains("healthcheckPath: \"/health/ready\"")
        .contains("healthcheckTimeout: 60");
  }

  @Test
  void the_successors_file_has_the_same_settings() throws IOException {
    String successor = Files.readString(Path.of("railway", "railway.ts"));

    for (String job : JOBS) {
      JsonNode deploy = service(job).path("deploy");
      assertThat(successor)
          .contains("job(\"%s\", \"%s\"".formatted(job, deploy.path("cronSchedule").asText()))
          .contains(deploy.path("startCommand").asText().replace(job, "${name}"))
          .contains("restartPolicyType: \"" + deploy.path("restartPolicyType").asText())
          .contains("drainingSeconds: " + deploy.path("drainingSeconds").asInt());
    }
  }

  @Test
  void the_crontab_has_railways_schedules_and_starts_what_is_installed() throws IOException {
    List<String> lines =
        Files.readAllLines(Path.of("cron", "crontab")).stream()
            .filter(line -> !line.startsWith("#") && !line.matches("[A-Z_]+=.*"))
            .toList();

    assertThat(lines).hasSameSizeAs(JOBS);
    for (int i = 0; i < lines.size(); i++) {
      String[] fields = lines.get(i).split(" ", 6);
      String schedule = String.join(" ", List.of(fields).subList(0, 5));
      assertThat(CronExpression.isValidExpression("0 " + schedule)).isTrue();
      assertThat(schedule)
          .isEqualTo(service(JOBS.get(i)).path("deploy").path("cronSchedule").asText());
      assertThat(fields[5])
          .endsWith(
              "java @/opt/afterclose/%1$s/jvm.options -jar /opt/afterclose/%1$s/%1$s.jar run --source cron --cron"
                  .formatted(JOBS.get(i)));
    }
  }

  private static JsonNode service(String job) throws IOException {
    return JsonMapper.builder()
        .build()
        .readTree(Files.readString(Path.of("railway", job + ".json")));
  }
}
