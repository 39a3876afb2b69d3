package io.afterclose.portfolio.scenario;

import java.util.HashMap;
import java.util.Map;

/** The names for people of the scenarios that results are stored under. */
public final class ScenarioNames {

  private static final Map<String, String> NAMES = names();

  private ScenarioNames() {}

  private static Map<String, String> names() {
    StressScenarios file = StressScenarios.load();
    Map<String, String> names = new HashMap<>();
    file.scenarios().forEach(named -> names.put(named.scenario().code(), named.name()));
    file.replays().forEach(replay -> names.put(replay.code(), replay.name()));
    return names;
  }

  /** The name of a scenario; its code where it is of another version of the file. */
  public static String of(String code) {
    return NAMES.getOrDefault(code, code);
  }
}
