package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.run.execution.ProcessContext;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A complete night leaves nothing to do, and hides no wrong setting. */
final class WrongSettingsTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @BeforeEach
  void a_complete_night() {
    world.prices().closes("SPY", sessions("2022-06-29", "2022-06-30"), "377.25");
    world.prices().closes("AAPL", sessions("2022-06-29", "2022-06-30"), "136.72");
    world.portfolios().holding("Growth", "AAPL", "10", RefreshWorld.day("2022-06-29"));
    sessions("2022-06-29", "2022-06-30").forEach(world.symbolNights()::completed);
    world.runFor(D).hasExitCode(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AFTERCLOSE_HEARTBEAT         | 5        | run --wait 0s",
        "AFTERCLOSE_HEARTBEAT         | -5s      | run --wait 0s",
        "AFTERCLOSE_ALERT_WEBHOOK     | nowhere  | run --wait 0s",
        "OTEL_EXPORTER_OTLP_ENDPOINT  | nowhere  | run --wait 0s",
        "AFTERCLOSE_CALENDAR_CLOSURES | tomorrow | run --wait 0s",
        "AFTERCLOSE_HEARTBEAT         | 5        | backfill --from 2022-06-30 --to 2022-06-30",
        "AFTERCLOSE_HEARTBEAT         | 5        | rerun --date 2022-06-30 --force --reason why",
        "AFTERCLOSE_ALERT_WEBHOOK     | nowhere  | recalculate --portfolio Growth",
      })
  void a_wrong_setting_is_refused_though_the_night_is_complete(
      String variable, String value, String command) {
    Map<String, List<String>> before = world.tables().rows();
    Map<String, String> environment = new HashMap<>(POSTGRES.environment());
    environment.put(variable, value);

    CommandRun refused =
        RefreshCommand.run(new ProcessContext(environment, world.clock()), command.split(" ", -1))
            .hasExitCode(2);

    assertThat(refused.err()).contains(variable);
    assertThat(world.tables().rows()).isEqualTo(before);
  }
}
