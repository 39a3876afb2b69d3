package io.afterclose.symbolbatch.provider.settings;

import io.afterclose.symbolbatch.provider.PriceProviders;
import io.afterclose.symbolbatch.provider.http.SafeText;
import java.util.List;
import java.util.Map;

/**
 * What an operator may set for all providers together, with its default and the reason for it. The
 * variable is {@code AFTERCLOSE_PROVIDERS_<NAME>}; all are whole numbers.
 */
enum FetchSetting {
  SIDE_BY_SIDE(16, 1, 64, "symbols at a time; at 0.3 s an answer, 50 requests a second"),
  WHOLE_SESSIONS_FROM(
      1250,
      1,
      1_000_000,
      "symbols; seven sessions are 21 requests, at 5 a minute as slow as 1,260 at 5 a second"),
  PROFILES_A_NIGHT(500, 0, 1_000_000, "symbols; 100 s at 5 a second beside the prices"),
  PER_TRANSACTION(25, 1, 10_000, "symbols; 5 s of answers at 5 a second are lost by a kill");

  private final int byDefault;
  private final int least;
  private final int most;
  private final String reason;

  FetchSetting(int byDefault, int least, int most, String reason) {
    this.byDefault = byDefault;
    this.least = least;
    this.most = most;
    this.reason = reason;
  }

  int byDefault() {
    return byDefault;
  }

  String reason() {
    return reason;
  }

  String variable() {
    return "AFTERCLOSE_PROVIDERS_" + name();
  }

  static PriceProviders.Manner read(Map<String, String> env, List<String> wrong) {
    return new PriceProviders.Manner(
        SIDE_BY_SIDE.number(env, wrong),
        WHOLE_SESSIONS_FROM.number(env, wrong),
        PROFILES_A_NIGHT.number(env, wrong),
        PER_TRANSACTION.number(env, wrong));
  }

  private int number(Map<String, String> env, List<String> wrong) {
    String written = env.getOrDefault(variable(), "").strip();
    if (written.isEmpty()) {
      return byDefault;
    }
    if (written.matches("[0-9]{1,7}")) {
      int number = Integer.parseInt(written);
      if (number >= least && number <= most) {
        return number;
      }
    }
    wrong.add(
        "%s='%s': %d to %d was expected"
            .formatted(variable(), SafeText.shown(written), least, most));
    return byDefault;
  }
}
