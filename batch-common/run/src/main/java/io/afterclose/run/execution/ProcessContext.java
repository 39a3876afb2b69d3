package io.afterclose.run.execution;

import io.afterclose.calendar.CalendarOverrides;
import io.afterclose.calendar.NyseCalendar;
import io.afterclose.calendar.TradingCalendar;
import io.afterclose.run.endpoint.Endpoints;
import io.afterclose.run.outcome.InvalidInputException;
import java.time.Clock;
import java.util.Map;

/**
 * What a command finds around it, handed in so that tests can set it.
 *
 * @param environment the environment variables
 * @param clock the time
 */
public record ProcessContext(Map<String, String> environment, Clock clock) {

  public ProcessContext {
    environment = Map.copyOf(environment);
  }

  /** Those of this process. */
  public static ProcessContext ofProcess() {
    return new ProcessContext(System.getenv(), Clock.systemUTC());
  }

  /**
   * The trading calendar with the operator's closures, openings and early closes.
   *
   * @throws InvalidInputException naming every entry that is wrong
   */
  public TradingCalendar calendar() {
    try {
      return NyseCalendar.with(CalendarOverrides.fromEnvironment(environment));
    } catch (IllegalArgumentException errors) {
      throw new InvalidInputException(String.valueOf(errors.getMessage()));
    }
  }

  /**
   * Where alerts and figures are sent.
   *
   * @throws InvalidInputException naming every variable that is wrong
   */
  public Endpoints destinations() {
    try {
      return Endpoints.fromEnvironment(environment);
    } catch (IllegalArgumentException errors) {
      throw new InvalidInputException(String.valueOf(errors.getMessage()));
    }
  }

  /** Resolves dates by that calendar and clock. */
  public TargetDate targetDate() {
    return new TargetDate(calendar(), clock);
  }
}
