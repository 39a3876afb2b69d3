package io.afterclose.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests as the Kubernetes API knows their kinds: a name that it does not know fails. */
class KubernetesTest {

  private static final ObjectMapper STRICT =
      JsonMapper.builder(new YAMLFactory())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .annotationIntrospector(new NothingElse())
          .build();

  /** The API's classes keep what they do not know; here nothing of that kind is taken. */
  private static final class NothingElse extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated any) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({"symbol-batch, 0 21 * * 1-5", "portfolio-refresh, 30 21 * * 1-5"})
  void each_job_is_started_on_weekday_evenings_in_new_york_and_never_beside_itself(
      String job, String schedule) throws IOException {
    CronJob cron = read(job);

    assertThat(cron.getApiVersion()).isEqualTo("batch/v1");
    assertThat(cron.getKind()).isEqualTo("CronJob");
    assertThat(cron.getMetadata().getName()).isEqualTo(job);
    assertThat(cron.getSpec().getSchedule()).isEqualTo(schedule);
    assertThat(cron.getSpec().getTimeZone()).isEqualTo("America/New_York");
    assertThat(cron.getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"symbol-batch", "portfolio-refresh"})
  void a_pod_may_nothing_that_a_job_does_not_need(String job) throws IOException {
    PodSpec pod = read(job).getSpec().getJobTemplate().getSpec().getTemplate().getSpec();
    Container container = pod.getContainers().get(0);

    assertThat(pod.getRestartPolicy()).isEqualTo("Never");
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(container.getResources().getLimits()).containsKey("memory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"symbol-batch", "portfolio-refresh"})
  void a_pod_runs_its_own_image_and_has_time_to_end_at_a_chunk(String job) throws IOException {
    PodSpec pod = read(job).getSpec().getJobTemplate().getSpec().getTemplate().getSpec();

    assertThat(pod.getTerminationGracePeriodSeconds()).isEqualTo(60);
    assertThat(pod.getContainers())
        .singleElement()
        .satisfies(
            container -> {
              assertThat(container.getImage()).isEqualTo("afterclose/" + job + ":0.1.0");
              assertThat(container.getArgs()).containsExactly("run", "--source", "cron", "--cron");
            });
  }

  @Test
  void the_worker_stays_may_nothing_that_it_does_not_need_and_has_time_to_give_back_its_work()
      throws IOException {
    JsonNode worker = STRICT.readTree(text("symbol-onboarding"));
    PodTemplateSpec template =
        STRICT.treeToValue(worker.at("/spec/template"), PodTemplateSpec.class);
    PodSpec pod = template.getSpec();
    Container container = pod.getContainers().get(0);

    assertThat(worker.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("apiVersion", "kind", "metadata", "spec");
    assertThat(worker.path("spec").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("replicas", "selector", "template");
    assertThat(worker.path("apiVersion").asText()).isEqualTo("apps/v1");
    assertThat(worker.path("kind").asText()).isEqualTo("Deployment");
    assertThat(worker.at("/spec/replicas").asInt()).isEqualTo(1);
    assertThat(template.getMetadata().getLabels())
        .containsAllEntriesOf(
            STRICT.treeToValue(worker.at("/spec/selector"), LabelSelector.class).getMatchLabels());
    assertThat(pod.getTerminationGracePeriodSeconds()).isEqualTo(60);
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(container.getImage()).isEqualTo("afterclose/symbol-batch:0.1.0");
    assertThat(container.getArgs()).containsExactly("onboard", "--watch");
    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(container.getResources().getLimits()).containsKey("memory");
  }

  @Test
  void the_console_is_probed_may_nothing_that_it_does_not_need_and_is_reached_by_its_service()
      throws IOException {
    String[] documents = text("console").split("\n---\n", -1);
    JsonNode deployment = STRICT.readTree(documents[0]);
    PodTemplateSpec template =
        STRICT.treeToValue(deployment.at("/spec/template"), PodTemplateSpec.class);
    Container container = template.getSpec().getContainers().get(0);
    Service service = STRICT.readValue(documents[1], Service.class);

    assertThat(documents).hasSize(2);
    assertThat(deployment.path("kind").asText()).isEqualTo("Deployment");
    assertThat(deployment.path("spec").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("replicas", "selector", "template");
    assertThat(template.getMetadata().getLabels())
        .containsAllEntriesOf(
            STRICT
                .treeToValue(deployment.at("/spec/selector"), LabelSelector.class)
                .getMatchLabels())
        .containsAllEntriesOf(service.getSpec().getSelector());
    assertThat(template.getSpec().getTerminationGracePeriodSeconds()).isEqualTo(60);
    assertThat(template.getSpec().getAutomountServiceAccountToken()).isFalse();
    assertThat(template.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(container.getImage()).isEqualTo("afterclose/console:0.1.0");
    assertThat(container.getArgs()).containsExactly("serve");
    assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/health/live");
    assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/health/ready");
    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(container.getResources().getLimits()).containsKey("memory");
    assertThat(service.getSpec().getPorts())
        .singleElement()
        .satisfies(
            port ->
                assertThat(port.getTargetPort().getStrVal())
                    .isEqualTo(container.getPorts().get(0).getName()));
  }

  @Test
  void a_misspelt_name_would_be_seen() throws IOException {
    String wrong = text("symbol-batch").replace("concurrencyPolicy", "concurencyPolicy");

    assertThatThrownBy(() -> STRICT.readValue(wrong, CronJob.class))
        .isInstanceOf(UnrecognizedPropertyException.class)
        .hasMessageContaining("concurencyPolicy");
  }

  private static CronJob read(String job) throws IOException {
    return STRICT.readValue(text(job), CronJob.class);
  }

  private static String text(String job) throws IOException {
    return Files.readString(Path.of("kubernetes", job + ".yaml"));
  }
}
