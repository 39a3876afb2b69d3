package io.afterclose.run.execution;

import io.afterclose.calendar.CalendarOverrides;
import io.afterclose.calendar.NyseCalendar;
import io.afterclose.calendar.TradingCalendar;
import io.afterclose.run.endpoint.Endpoints;
import io.afterclose.run.outcome.InvalidInputException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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

  /**
   * Refuses wrong settings, all at once.
   *
   * @param ofJob what is wrong with the settings that only one job reads
   * @throws InvalidInputException naming every setting that is wrong
   */
  public void requireSettings(List<String> ofJob) {
    List<String> errors = new ArrayList<>();
    for (Runnable reader :
        List.<Runnable>of(
            this::calendar,
            this::destinations,
            () -> Heartbeat.of(this),
            () -> RequestId.of(this))) {
      try {
        reader.run();
      } catch (InvalidInputException wrong) {
        errors.add(String.valueOf(wrong.getMessage()));
      }
    }
    errors.addAll(ofJob);
    if (!errors.isEmpty()) {
      throw new InvalidInputException(String.join("; ", errors));
    }
  }

  /** Resolves dates by that calendar and clock. */
  public TargetDate targetDate() {
    return new TargetDate(calendar(), clock);
  }
}
