package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.fixture.LogLines;
import io.afterclose.portfoliorefresh.fixture.SymbolWorker;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.ReceivedMetric;
import io.afterclose.testkit.RecordedPosts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a refresh tells the outside, and that nobody listening there changes nothing. */
@Timeout(180)
final class ToldOutsideTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate ENTRY = day("2022-06-27");

  private static final String OWN =
      "symbol,quantity,entry_date,entry_price\nAAPL,1,2022-06-27,130\n";

  @TempDir Path folder;

  private final RecordedPosts outside = RecordedPosts.listening();
  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);
  private final JsonMapper mapper = JsonMapper.builder().build();

  @BeforeEach
  void two_portfolios_in_a_priced_week() {
    prices();
    world.portfolios().holding("Growth", "AAPL", "10", ENTRY);
    world.portfolios().holding("Second", "AAPL", "20", ENTRY);
  }

  @AfterEach
  void nobody_listens() {
    outside.close();
  }

  @Test
  void the_figures_of_a_refresh_have_the_names_that_dashboards_know() {
    nightsAreComplete();
    assertThat(run(day("2022-06-28"), Map.of()).exitCode()).isZero();
    assertThat(run(D, told()).exitCode()).isZero();
    assertThat(figures())
        .containsOnlyKeys(
            "portfolio_refresh.duration_seconds",
            "portfolio_refresh.portfolios_processed",
            "portfolio_refresh.portfolios_failed",
            "portfolio_refresh.snapshots_created",
            "portfolio_refresh.days_backfilled",
            "portfolio_refresh.figures_created",
            "portfolio_refresh.figures_portfolios_failed")
        .containsEntry("portfolio_refresh.figures_portfolios_failed", 0.0)
        .containsEntry("portfolio_refresh.portfolios_processed", 2.0)
        .containsEntry("portfolio_refresh.portfolios_failed", 0.0)
        .containsEntry("portfolio_refresh.snapshots_created", 4.0)
        .containsEntry("portfolio_refresh.days_backfilled", 2.0);
    assertThat(outcomes()).containsOnly("completed");
    assertThat(alerts("code")).isEmpty();
  }

  @Test
  void an_onboarding_tells_how_long_it_took() throws IOException {
    nightsAreComplete();
    new SymbolWorker(world.dataSource(), world.clock()).measured(D, "AAPL");
    Map<String, String> environment = new HashMap<>(POSTGRES.environment());
    environment.putAll(told());
    Path file = Files.writeString(folder.resolve("own.csv"), OWN);
    RefreshCommand.run(
            new ProcessContext(environment, world.clock()),
            "onboard",
            "--name",
            "Own",
            "--file",
            file.toString())
        .hasExitCode(0);
    assertThat(figures())
        .containsEntry("portfolio_refresh.portfolios_processed", 1.0)
        .containsEntry("portfolio_refresh.snapshots_created", 3.0);
    assertThat(figures().keySet())
        .anyMatch(name -> name.endsWith("onboarding.seconds_to_first_snapshot"))
        .anyMatch(name -> name.endsWith("onboarding.seconds_to_complete"));
  }

  @Test
  void too_many_failed_portfolios_are_an_alert_an_outcome_and_a_figure() {
    nightsAreComplete();
    long poisoned = world.portfolios().holding("Poisoned", "AAPL", "1", ENTRY);
    world.portfolios().asBeforeTheRules();
    world.portfolios().cash(poisoned, ENTRY, "FEE", "-5");
    assertThat(run(D, told()).exitCode()).isEqualTo(3);
    assertThat(figures())
        .containsEntry("portfolio_refresh.portfolios_processed", 3.0)
        .containsEntry("portfolio_refresh.portfolios_failed", 1.0)
        .containsEntry("portfolio_refresh.snapshots_created", 2.0);
    assertThat(outcomes()).containsOnly("partial");
    assertThat(alerts("code")).containsExactly("ITEMS_FAILED");
    assertThat(alerts("severity")).containsExactly("WARNING");
    assertThat(alerts("message")).first().asString().contains("1 of 3 portfolios failed");
  }

  @Test
  void a_gate_that_stays_shut_is_critical_and_has_done_nothing() {
    assertThat(run(D, told()).exitCode()).isEqualTo(4);
    assertThat(alerts("code")).containsExactly("GATE_ABORTED");
    assertThat(alerts("severity")).containsExactly("CRITICAL");
    assertThat(alerts("about")).containsExactly("portfolio-refresh 2022-06-30");
    assertThat(figures())
        .containsEntry("portfolio_refresh.portfolios_processed", 0.0)
        .containsEntry("portfolio_refresh.snapshots_created", 0.0);
    assertThat(outcomes()).containsOnly("not_ready");
  }

  @Test
  void a_shut_gate_also_tells_that_prices_are_late() {
    world.clock().set(Instant.parse("2022-07-02T02:30:00Z"));
    assertThat(run(day("2022-07-01"), told()).exitCode()).isEqualTo(4);
    assertThat(alerts("code")).containsExactly("GATE_ABORTED", "PRICES_LATE");
    assertThat(alerts("severity")).containsExactly("CRITICAL", "WARNING");
    world.clock().set(Instant.parse("2022-07-06T02:30:00Z"));
    assertThat(run(day("2022-07-05"), told()).exitCode()).isEqualTo(4);
    assertThat(alerts("severity").subList(2, 4)).containsExactly("CRITICAL", "CRITICAL");
    assertThat(alerts("message").get(3)).contains("prices are 2 sessions late");
  }

  @Test
  void late_prices_are_no_business_of_a_refresh_whose_gate_opens() {
    nightsAreComplete();
    world.clock().set(Instant.parse("2022-07-06T02:30:00Z"));
    assertThat(run(D, told()).exitCode()).isZero();
    assertThat(alerts("code")).isEmpty();
  }

  @Test
  void nobody_listening_changes_neither_the_exit_code_nor_the_rows() {
    List<String> undisturbed = disturbed(Map.of(), 0);
    String unusedUrl = RecordedPosts.unusedUrl();
    assertThat(disturbed(to(unusedUrl, unusedUrl), 2)).isEqualTo(undisturbed);
    outside.hanging();
    assertThat(disturbed(told(), 2)).isEqualTo(undisturbed);
  }

  /** A refresh with an alert on an empty database, and what it made. */
  private List<String> disturbed(Map<String, String> environment, int warnings) {
    POSTGRES.reset();
    prices();
    world.portfolios().holding("Growth", "AAPL", "10", ENTRY);
    world.portfolios().asBeforeTheRules();
    world.portfolios().cash(world.portfolios().empty("Poisoned"), ENTRY, "FEE", "-5");
    nightsAreComplete();
    try (LogLines log = new LogLines()) {
      assertThat(run(D, environment).exitCode()).isEqualTo(3);
      assertThat(log.containing(" ALERT ")).hasSize(1);
      assertThat(log.containing("127.0.0.1").stream().filter(line -> line.contains(" WARN ")))
          .hasSize(warnings);
    }
    return world.tables().snapshots();
  }

  private void prices() {
    world.prices().closes("SPY", sessions("2022-06-27", "2022-06-30"), "377.25");
    world.prices().closes("AAPL", sessions("2022-06-27", "2022-06-30"), "136.72");
  }

  private void nightsAreComplete() {
    sessions("2022-06-27", "2022-06-30").forEach(world.symbolNights()::completed);
  }

  private Map<String, String> told() {
    return to(outside.url() + "/otlp", outside.url() + "/hook");
  }

  private static Map<String, String> to(String metrics, String webhook) {
    return Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", metrics, "AFTERCLOSE_ALERT_WEBHOOK", webhook);
  }

  private CommandRun run(LocalDate date, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(POSTGRES.environment());
    environment.putAll(more);
    return RefreshCommand.run(
        new ProcessContext(environment, world.clock()),
        "run",
        "--date",
        date.toString(),
        "--wait",
        "0s");
  }

  private List<RecordedPosts.Post> at(String path) {
    return outside.posts().stream().filter(post -> post.path().equals(path)).toList();
  }

  private Map<String, Double> figures() {
    assertThat(at("/otlp/v1/metrics")).hasSize(1);
    return ReceivedMetric.values(at("/otlp/v1/metrics").get(0));
  }

  private List<String> outcomes() {
    return ReceivedMetric.in(at("/otlp/v1/metrics").get(0)).stream()
        .map(metric -> metric.tags().getOrDefault("outcome", ""))
        .toList();
  }

  private List<String> alerts(String field) {
    return at("/hook").stream()
        .map(post -> mapper.readTree(post.text()))
        .map((JsonNode json) -> json.get(field).stringValue())
        .toList();
  }
}
