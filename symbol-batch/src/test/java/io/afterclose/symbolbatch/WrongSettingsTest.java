package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A complete night leaves nothing to do, and hides no wrong setting. */
final class WrongSettingsTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final Clock CLOCK = SettableClock.at("2022-07-01T02:00:00Z");

  private final StoredRows stored = StoredRows.in(POSTGRES.dataSource());

  @BeforeAll
  static void a_complete_night() {
    POSTGRES.reset();
    run(Map.of(), "run", "--provider", "sample").hasExitCode(0);
  }

  private static CommandRun run(Map<String, String> settings, String... words) {
    Map<String, String> environment = new HashMap<>(POSTGRES.environment());
    environment.putAll(settings);
    return Operator.in(environment, CLOCK).types(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AFTERCLOSE_YAHOO_RATE          | fast      | run",
        "AFTERCLOSE_YAHOO_READ_TIMEOUT  | 50s       | run",
        "AFTERCLOSE_PROVIDERS_COMMIT_SIZE | 0       | run",
        "AFTERCLOSE_PROVIDERS_LISTED    | google    | run",
        "AFTERCLOSE_HEARTBEAT           | 5         | run --provider sample",
        "AFTERCLOSE_HEARTBEAT           | 0s        | run --provider sample",
        "AFTERCLOSE_ALERT_WEBHOOK       | nowhere   | run --provider sample",
        "OTEL_EXPORTER_OTLP_ENDPOINT    | nowhere   | run --provider sample",
        "AFTERCLOSE_CALENDAR_CLOSURES   | tomorrow  | run --provider sample",
        "AFTERCLOSE_YAHOO_RATE          | fast      | rerun --date 2022-06-30 --force --reason why",
        "AFTERCLOSE_YAHOO_RATE          | fast      | backfill --from 2022-06-30 --to 2022-06-30",
        "AFTERCLOSE_HEARTBEAT           | 5         | backfill --from 2022-06-30 --to 2022-06-30",
      })
  void a_wrong_setting_is_refused_though_the_night_is_complete(
      String variable, String value, String command) {
    SortedMap<String, String> before = stored.versions();

    CommandRun refused = run(Map.of(variable, value), command.split(" ", -1)).hasExitCode(2);

    String named = variable.replaceFirst("AFTERCLOSE_YAHOO_(?=READ)", "");
    assertThat(refused.err()).contains(named);
    assertThat(stored.versions()).isEqualTo(before);
  }

  @Test
  void wrong_settings_of_engine_and_providers_are_named_at_once() {
    CommandRun refused =
        run(
                Map.of(
                    "AFTERCLOSE_HEARTBEAT", "5",
                    "AFTERCLOSE_CALENDAR_CLOSURES", "tomorrow",
                    "AFTERCLOSE_YAHOO_RATE", "fast"),
                "run")
            .hasExitCode(2);

    assertThat(refused.err())
        .contains("AFTERCLOSE_HEARTBEAT", "AFTERCLOSE_CALENDAR_CLOSURES", "AFTERCLOSE_YAHOO_RATE");
  }

  @Test
  void an_order_of_providers_whose_keys_are_not_set_is_refused_by_naming_the_keys() {
    CommandRun refused =
        run(
                Map.of(
                    "AFTERCLOSE_PROVIDERS_LISTED", "fmp",
                    "AFTERCLOSE_PROVIDERS_OPTION", "polygon"),
                "run")
            .hasExitCode(2);

    assertThat(refused.err()).contains("FMP_API_KEY", "POLYGON_API_KEY");
  }

  @Test
  void settings_of_providers_that_are_not_used_are_not_read() {
    run(Map.of("AFTERCLOSE_YAHOO_RATE", "fast"), "run", "--provider", "sample").hasExitCode(0);
  }
}
