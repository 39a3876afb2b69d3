package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.ReceivedMetric;
import io.afterclose.testkit.RecordedPosts;
import io.afterclose.testkit.SettableClock;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a night tells the outside, and that nobody listening there changes nothing. */
@Timeout(180)
final class ToldOutsideTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String METRICS = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final String WEBHOOK = "AFTERCLOSE_ALERT_WEBHOOK";

  private static final Offset<Double> MICROS = Offset.offset(2e-6);

  @TempDir private Path folder;

  private final RecordedPosts outside = RecordedPosts.listening();
  private final StoredRows rows = StoredRows.in(POSTGRES.dataSource());
  private final SettableClock clock = SettableClock.at("2022-07-01T02:00:00Z");

  @BeforeEach
  void five_shares_are_members() {
    POSTGRES.reset();
    operator(Map.of())
        .types("universe", "add", "ALFA", "GOLF", "MIKE", "TNGO", "ZULU")
        .hasExitCode(0);
  }

  @AfterEach
  void nobody_listens() {
    outside.close();
  }

  @Test
  void the_figures_of_a_night_have_the_names_that_dashboards_know() {
    rows.execute("insert into symbol_onboarding_queue (symbol, status) values ('GONE', 'FAILED')");
    operator(Map.of(METRICS, outside.url())).types("run", "--provider", "sample").hasExitCode(0);
    Map<String, Double> values = ReceivedMetric.values(outside.posts().get(0));
    assertThat(outside.posts()).hasSize(1);
    assertThat(values.keySet())
        .containsExactlyInAnyOrder(
            "symbol_batch.duration_seconds",
            "symbol_batch.symbols_processed",
            "symbol_batch.symbols_failed",
            "symbol_batch.phase_1_duration",
            "symbol_batch.phase_2_duration",
            "symbol_batch.phase_3_duration",
            "symbol_batch.phase_4_duration",
            "symbol_batch.phase_5_duration",
            "symbol_batch.phase_6_duration",
            "onboarding.symbols_pending",
            "onboarding.symbols_failed");
    assertThat(values)
        .containsEntry("onboarding.symbols_pending", 0.0)
        .containsEntry("onboarding.symbols_failed", 1.0)
        .containsEntry("symbol_batch.symbols_processed", 13.0)
        .containsEntry("symbol_batch.symbols_failed", 0.0);
    assertThat(values.get("symbol_batch.duration_seconds"))
        .isCloseTo(seconds("batch_job_execution"), MICROS);
    assertThat(values.get("symbol_batch.phase_1_duration"))
        .isCloseTo(seconds("batch_step_execution where step_name = 'prices'"), MICROS);
    assertThat(values.get("symbol_batch.phase_4_duration"))
        .isCloseTo(seconds("batch_step_execution where step_name = 'ridgeStyleFactors'"), MICROS);
    assertThat(values.get("symbol_batch.phase_6_duration"))
        .isCloseTo(seconds("batch_step_execution where step_name = 'metrics'"), MICROS);
  }

  @Test
  void a_night_that_fails_tells_its_outcome_what_failed_and_raises_an_alert() {
    PriceFile file = PriceFile.ofFactorEtfs("2022-06-27", "2022-06-30");
    operator(Map.of()).types("universe", "add", "M01", "M02", "M03", "M04").hasExitCode(0);
    operator(Map.of(METRICS, outside.url() + "/otlp", WEBHOOK, outside.url() + "/hook"))
        .types("run", "--provider", "csv", "--prices", file.in(folder, "prices.csv"))
        .hasExitCode(1);
    List<ReceivedMetric> figures = ReceivedMetric.in(at("/otlp/v1/metrics").get(0));
    assertThat(figures)
        .extracting(ReceivedMetric::name)
        .containsExactlyInAnyOrder(
            "symbol_batch.duration_seconds",
            "symbol_batch.symbols_processed",
            "symbol_batch.symbols_failed",
            "symbol_batch.phase_1_duration",
            "onboarding.symbols_pending",
            "onboarding.symbols_failed");
    assertThat(figures).allMatch(figure -> "failed".equals(figure.tags().get("outcome")));
    assertThat(figures)
        .filteredOn(figure -> figure.name().equals("symbol_batch.symbols_failed"))
        .extracting(ReceivedMetric::value)
        .containsExactly(9.0);
    assertThat(alerts("code")).containsExactly("RUN_FAILED");
    assertThat(alerts("severity")).containsExactly("CRITICAL");
    assertThat(alerts("about")).containsExactly("symbol-batch 2022-06-30");
    assertThat(alerts("message")).first().asString().contains("9 of 17 symbols failed", "resumes");
  }

  @Test
  void each_night_of_a_catch_up_tells_its_own_figures() {
    Operator operator = operator(Map.of(METRICS, outside.url()));
    operator.types("run", "--date", "2022-06-28", "--provider", "sample").hasExitCode(0);
    operator.types("run", "--provider", "sample").hasExitCode(0);
    assertThat(outside.posts()).hasSize(3);
  }

  @Test
  void a_night_that_was_stopped_at_its_time_limit_is_an_alert() {
    operator(Map.of(METRICS, outside.url() + "/otlp", WEBHOOK, outside.url() + "/hook"))
        .types("run", "--provider", "sample", "--chunk-size", "1", "--time-limit", "1ms")
        .hasExitCode(75);
    assertThat(alerts("code")).startsWith("TIME_LIMIT_NEAR", "TIME_LIMIT_REACHED");
    assertThat(alerts("severity")).startsWith("WARNING", "CRITICAL");
    assertThat(ReceivedMetric.in(at("/otlp/v1/metrics").get(0)))
        .allMatch(figure -> "stopped".equals(figure.tags().get("outcome")));
  }

  @Test
  void nobody_listening_changes_neither_the_exit_code_nor_the_rows() {
    String undisturbed = disturbed(Map.of(), 0);
    String unusedUrl = RecordedPosts.unusedUrl();
    assertThat(disturbed(Map.of(METRICS, unusedUrl, WEBHOOK, unusedUrl), 2)).isEqualTo(undisturbed);
    outside.answering(500);
    assertThat(disturbed(Map.of(METRICS, outside.url(), WEBHOOK, outside.url()), 2))
        .isEqualTo(undisturbed);
    outside.hanging();
    assertThat(disturbed(Map.of(METRICS, outside.url(), WEBHOOK, outside.url()), 2))
        .isEqualTo(undisturbed);
  }

  @Test
  void without_settings_no_thread_of_it_is_there() {
    List<Thread> before = threads();
    operator(Map.of()).types("run", "--provider", "sample").hasExitCode(0);
    assertThat(before).containsAll(threads());
  }

  @Test
  void an_address_that_is_none_is_refused_before_anything_is_started() {
    CommandRun refused =
        operator(Map.of(WEBHOOK, "hooks.example.com/secret", METRICS, "collector:4317"))
            .types("run", "--provider", "sample")
            .hasExitCode(2);
    assertThat(refused.err()).hasLineCount(1).contains(WEBHOOK, METRICS).doesNotContain("secret");
    assertThat(rows.count("batch_job_instance")).isZero();
  }

  /** A night with an alert on an empty database; its exposures and how it ended. */
  private String disturbed(Map<String, String> environment, int warnings) {
    POSTGRES.reset();
    PriceFile file = PriceFile.ofFactorEtfs("2022-06-01", "2022-06-30");
    operator(environment).types("universe", "add", "M01", "M02").hasExitCode(0);
    CommandRun night =
        operator(environment)
            .types("run", "--provider", "csv", "--prices", file.in(folder, "prices.csv"))
            .hasExitCode(0);
    assertThat(night.logged(" ALERT ")).hasSize(1);
    assertThat(night.logged(" WARN ").stream().filter(line -> line.contains("127.0.0.1")))
        .hasSize(warnings);
    return operator(Map.of()).types("exposures", "--date", "2022-06-30", "-o", "csv").out()
        + rows.texts("select status || exit_code || exit_message from batch_job_execution");
  }

  /** As the job repository has it, which rounds to microseconds. */
  private double seconds(String executions) {
    return rows.number("select extract(epoch from end_time - start_time) from " + executions);
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(one -> List.of("otlp", "endpoint", "alert-webhook").contains(one.getName()))
        .toList();
  }

  private List<RecordedPosts.Post> at(String path) {
    return outside.posts().stream().filter(post -> post.path().equals(path)).toList();
  }

  private List<String> alerts(String field) {
    JsonMapper mapper = JsonMapper.builder().build();
    return at("/hook").stream()
        .map(post -> mapper.readTree(post.text()))
        .map((JsonNode json) -> json.get(field).stringValue())
        .toList();
  }

  private Operator operator(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(POSTGRES.environment());
    environment.putAll(more);
    return Operator.in(environment, clock);
  }
}
