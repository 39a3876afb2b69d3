package io.afterclose.run.execution;

import io.afterclose.calendar.CalendarOverrides;
import io.afterclose.database.address.DatabaseVariable;
import io.afterclose.run.endpoint.Endpoints;
import io.afterclose.run.logging.LogFormat;
import io.afterclose.run.settings.Setting;
import io.afterclose.run.telemetry.RunTelemetry;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The settings that every job reads, each declared by its reader. */
public final class CommonSettings {

  /** Read by picocli itself, from the environment of the process. */
  private static final Setting NO_COLOR =
      Setting.plain("NO_COLOR", "anything", "", "no colour in help, tables and messages");

  /** All of them, grouped by reader. */
  public static final List<Setting> ALL =
      Stream.of(
              Arrays.stream(DatabaseVariable.values()).map(CommonSettings::setting),
              Stream.of(Heartbeat.SETTING, LogFormat.SETTING, RequestId.SETTING),
              calendar(),
              Endpoints.SETTINGS.stream(),
              RunTelemetry.SETTINGS.stream(),
              Stream.of(NO_COLOR))
          .flatMap(settings -> settings)
          .toList();

  private CommonSettings() {}

  private static Setting setting(DatabaseVariable variable) {
    return switch (variable.kind()) {
      case PLAIN ->
          Setting.plain(variable.name(), "text", variable.defaultValue(), variable.reason());
      case ADDRESS -> Setting.address(variable.name(), variable.defaultValue(), variable.reason());
      case SECRET -> Setting.secret(variable.name(), variable.reason());
    };
  }

  private static Stream<Setting> calendar() {
    String dates = "dates, as 2031-01-09,2031-01-10";
    return Stream.of(
        Setting.plain(
            CalendarOverrides.CLOSURES, dates, "", "closures of the exchange besides the known"),
        Setting.plain(
            CalendarOverrides.OPENINGS,
            dates,
            "",
            "sessions on days that the calendar holds closed"),
        Setting.plain(
            CalendarOverrides.EARLY_CLOSES,
            "dates with a New York time, as 2031-11-26 13:00",
            "",
            "sessions that close at another time than the known one"));
  }
}
