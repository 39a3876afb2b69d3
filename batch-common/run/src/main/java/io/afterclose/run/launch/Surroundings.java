package io.afterclose.run.launch;

import io.afterclose.calendar.CalendarOverrides;
import io.afterclose.calendar.NyseCalendar;
import io.afterclose.calendar.TradingCalendar;
import io.afterclose.run.endpoint.Destinations;
import java.time.Clock;
import java.util.Map;

/**
 * What a command finds around it, handed in so that tests can set it.
 *
 * @param environment the environment variables
 * @param clock the time
 */
public record Surroundings(Map<String, String> environment, Clock clock) {

  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** Those of this process. */
  public static Surroundings ofProcess() {
    return new Surroundings(System.getenv(), Clock.systemUTC());
  }

  /**
   * The trading calendar with the operator's extra closures and openings.
   *
   * @throws CommandRefused (usage) naming every entry that is wrong
   */
  public TradingCalendar calendar() {
    try {
      return NyseCalendar.with(CalendarOverrides.fromEnvironment(environment));
    } catch (IllegalArgumentException wrong) {
      throw new CommandRefused(ExitCode.USAGE, String.valueOf(wrong.getMessage()));
    }
  }

  /**
   * Where alerts and figures are sent.
   *
   * @throws CommandRefused (usage) naming every variable that is wrong
   */
  Destinations destinations() {
    try {
      return Destinations.fromEnvironment(environment);
    } catch (IllegalArgumentException wrong) {
      throw new CommandRefused(ExitCode.USAGE, String.valueOf(wrong.getMessage()));
    }
  }

  /** Resolves dates by that calendar and clock. */
  public TargetDate targetDate() {
    return new TargetDate(calendar(), clock);
  }
}
