package io.afterclose.portfolio.scenario;

import io.afterclose.quant.stress.BondSensitivity;
import io.afterclose.quant.stress.Scenario;
import io.afterclose.quant.stress.StressFactor;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The scenarios of the stress test, from one versioned file.
 *
 * @param version of the file; part of the inputs of every result
 * @param bonds how the fund of the rates factor answers to a change of yields
 * @param scenarios with stated shocks
 * @param replays of what the factor funds did
 */
public record StressScenarios(
    String version, BondSensitivity bonds, List<Named> scenarios, List<Replay> replays) {

  private static final String FILE = "/stress-scenarios.json";

  /**
   * A scenario with its name for people.
   *
   * @param group such as MARKET or RATES
   */
  public record Named(Scenario scenario, String name, String group) {}

  /** What the funds of some factors did between two sessions. */
  public record Replay(
      String code, String name, LocalDate from, LocalDate to, List<StressFactor> factors) {

    public Replay {
      factors = List.copyOf(factors);
    }
  }

  public StressScenarios {
    scenarios = List.copyOf(scenarios);
    replays = List.copyOf(replays);
  }

  /** Those of the file in the jar. */
  public static StressScenarios load() {
    try (InputStream file =
        Objects.requireNonNull(StressScenarios.class.getResourceAsStream(FILE), FILE)) {
      return of(JsonMapper.shared().readTree(file));
    } catch (IOException unreadable) {
      throw new IllegalStateException(FILE + " cannot be read", unreadable);
    }
  }

  private static StressScenarios of(JsonNode file) {
    BondSensitivity bonds =
        new BondSensitivity(
            file.get("bonds").get("duration").doubleValue(),
            file.get("bonds").get("convexity").doubleValue());
    List<Named> scenarios = new ArrayList<>();
    for (JsonNode one : file.get("scenarios")) {
      scenarios.add(
          new Named(scenario(one, bonds), one.get("name").asString(), one.get("group").asString()));
    }
    List<Replay> replays = new ArrayList<>();
    for (JsonNode one : file.get("replays")) {
      List<StressFactor> factors = new ArrayList<>();
      one.get("factors").forEach(factor -> factors.add(StressFactor.valueOf(factor.asString())));
      replays.add(
          new Replay(
              one.get("code").asString(),
              one.get("name").asString(),
              LocalDate.parse(one.get("from").asString()),
              LocalDate.parse(one.get("to").asString()),
              factors));
    }
    return new StressScenarios(file.get("version").asString(), bonds, scenarios, replays);
  }

  private static Scenario scenario(JsonNode one, BondSensitivity bonds) {
    String code = one.get("code").asString();
    if (one.has("yields")) {
      return Scenario.ofYields(code, one.get("yields").doubleValue(), bonds);
    }
    Map<StressFactor, Double> shocks = new EnumMap<>(StressFactor.class);
    one.get("shocks")
        .properties()
        .forEach(
            shock ->
                shocks.put(StressFactor.valueOf(shock.getKey()), shock.getValue().doubleValue()));
    return new Scenario(code, shocks);
  }
}
