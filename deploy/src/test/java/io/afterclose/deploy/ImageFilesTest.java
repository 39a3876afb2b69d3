package io.afterclose.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The images and the composition of services; the linters of {@code deploy/lint} read them too. */
class ImageFilesTest {

  private static final Pattern PINNED = Pattern.compile("[^:]+:v?\\d+\\.\\d+[\\w.-]*");
  private static final ObjectMapper YAML = JsonMapper.builder(new YAMLFactory()).build();

  @Test
  void both_images_are_built_in_the_same_way() throws IOException {
    assertThat(dockerfile("portfolio-refresh"))
        .isEqualTo(
            dockerfile("symbol-batch")
                .replace("package symbol-batch", "package portfolio-refresh")
                .replace("afterclose/symbol-batch", "afterclose/portfolio-refresh")
                .replace("image/symbol-batch", "image/portfolio-refresh"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"symbol-batch", "portfolio-refresh"})
  void an_image_pins_its_bases_runs_as_nobody_and_is_ended_by_signals(String job)
      throws IOException {
    assertThat(dockerfile(job).lines())
        .filteredOn(line -> line.startsWith("FROM "))
        .allMatch(line -> line.matches("FROM \\w[\\w-]*:\\$\\{\\w+_TAG}\\$\\{\\w+_DIGEST:\\+@}.*"));
    assertThat(dockerfile(job).lines())
        .contains("USER 10001:10001")
        .contains(
            "ENTRYPOINT [\"java\", \"@/opt/afterclose/jvm.options\", \"-jar\","
                + " \"/opt/afterclose/"
                + job
                + ".jar\"]");
  }

  @Test
  void the_console_s_image_has_both_jobs_where_the_console_looks_for_them() throws IOException {
    List<String> lines = dockerfile("console").lines().toList();

    assertThat(lines)
        .filteredOn(line -> line.startsWith("FROM "))
        .isEqualTo(dockerfile("symbol-batch").lines().filter(l -> l.startsWith("FROM ")).toList());
    for (String program : List.of("symbol-batch", "portfolio-refresh", "console")) {
      assertThat(lines)
          .contains(
              "RUN bash deploy/package %1$s /opt/afterclose/%1$s /layers/%1$s".formatted(program));
      for (String layer : List.of("libraries", "job", "archive")) {
        assertThat(lines)
            .contains(
                "COPY --from=package /layers/%1$s/%2$s/ /opt/afterclose/%1$s/"
                    .formatted(program, layer));
      }
    }
    assertThat(lines)
        .contains("USER 10001:10001", "CMD [\"serve\"]")
        .contains(
            "ENTRYPOINT [\"java\", \"@/opt/afterclose/console/jvm.options\", \"-jar\","
                + " \"/opt/afterclose/console/console.jar\"]")
        .anyMatch(line -> line.startsWith("HEALTHCHECK ") && line.contains("/health/ready "));
  }

  @Test
  void the_console_comes_when_it_is_asked_for_and_is_reached_from_this_machine_alone()
      throws IOException {
    JsonNode console =
        YAML.readTree(Files.readString(Path.of("compose.yaml"))).at("/services/console");

    assertThat(console.path("image").asText()).isEqualTo("afterclose/console:0.1.0");
    assertThat(console.path("profiles").get(0).asText()).isEqualTo("console");
    assertThat(elements(console.path("ports")).stream().map(JsonNode::asText))
        .containsExactly("127.0.0.1:8480:8480");
    assertThat(console.at("/environment/PORT").asText()).isEqualTo("8480");
    assertThat(console.at("/environment/AFTERCLOSE_CONSOLE_HOSTS").asText()).contains("localhost");
  }

  @Test
  void every_service_of_others_is_pinned() throws IOException {
    assertThat(services())
        .map(service -> service.path("image").asText())
        .allMatch(image -> PINNED.matcher(image).matches());
  }

  @Test
  void both_jobs_wait_for_a_healthy_database_and_write_nothing_to_their_own_disk()
      throws IOException {
    JsonNode job = YAML.readTree(Files.readString(Path.of("compose.yaml"))).path("x-job");

    assertThat(job.at("/depends_on/database/condition").asText()).isEqualTo("service_healthy");
    assertThat(job.path("read_only").asBoolean()).isTrue();
    assertThat(job.path("cap_drop").get(0).asText()).isEqualTo("ALL");
    assertThat(job.path("profiles").get(0).asText()).isEqualTo("jobs");
  }

  @Test
  void the_worker_is_of_the_same_image_stays_and_comes_only_when_it_is_asked_for()
      throws IOException {
    JsonNode worker =
        YAML.readTree(Files.readString(Path.of("compose.yaml"))).at("/services/symbol-onboarding");

    assertThat(worker.path("image").asText()).isEqualTo("afterclose/symbol-batch:0.1.0");
    assertThat(elements(worker.path("command")).stream().map(JsonNode::asText))
        .containsExactly("onboard", "--watch");
    assertThat(worker.path("restart").asText()).isEqualTo("unless-stopped");
    assertThat(worker.path("profiles").get(0).asText()).isEqualTo("worker");
  }

  @Test
  void every_file_that_a_service_mounts_is_there() throws IOException {
    List<Path> mounted =
        services().stream()
            .flatMap(service -> elements(service.path("volumes")).stream())
            .map(JsonNode::asText)
            .filter(volume -> volume.startsWith("./"))
            .map(volume -> Path.of(volume.substring(2, volume.indexOf(':'))))
            .toList();

    assertThat(mounted).hasSize(4).allSatisfy(path -> assertThat(path).exists());
  }

  @Test
  void the_dashboard_asks_for_figures_that_the_jobs_send() throws IOException {
    Pattern figure =
        Pattern.compile(
            "symbol_batch_(duration_seconds|symbols_processed|symbols_failed|phase_\\S*)"
                + "|portfolio_refresh_(duration_seconds|portfolios_processed|portfolios_failed"
                + "|snapshots_created|days_backfilled)");
    JsonNode dashboard =
        YAML.readTree(
            Files.readString(Path.of("observability", "grafana", "dashboards", "afterclose.json")));
    List<String> queries =
        elements(dashboard.path("panels")).stream()
            .flatMap(panel -> elements(panel.path("targets")).stream())
            .map(target -> target.path("expr").asText())
            .toList();

    assertThat(queries).hasSizeGreaterThan(10).allMatch(query -> figure.matcher(query).find());
  }

  private static List<JsonNode> services() throws IOException {
    return elements(YAML.readTree(Files.readString(Path.of("compose.yaml"))).path("services"));
  }

  private static List<JsonNode> elements(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false).toList();
  }

  private static String dockerfile(String job) throws IOException {
    return Files.readString(Path.of("image", job + ".Dockerfile"));
  }
}
