package io.afterclose.symbolbatch.provider.settings;

import io.afterclose.run.settings.Setting;
import io.afterclose.symbolbatch.provider.PriceProviders;
import java.util.List;
import java.util.Map;

/**
 * What an operator may set for all providers together, with its default and the reason for it. The
 * variable is {@code AFTERCLOSE_PROVIDERS_<NAME>}; all are whole numbers.
 */
enum FetchSetting {
  CONCURRENCY(16, 1, 64, "symbols at a time; at 0.3 s an answer, 50 requests a second"),
  GROUPED_FETCH_THRESHOLD(
      1250,
      1,
      1_000_000,
      "symbols; seven sessions are 21 requests, at 5 a minute as slow as 1,260 at 5 a second"),
  MAX_PROFILES_PER_RUN(
      500, 0, 1_000_000, "symbols; ten lists of 50, or 100 s one by one at 5 a second"),
  COMMIT_SIZE(25, 1, 10_000, "symbols; 5 s of answers at 5 a second are lost by a kill");

  private final int defaultValue;
  private final int min;
  private final int max;
  private final String reason;

  FetchSetting(int defaultValue, int min, int max, String reason) {
    this.defaultValue = defaultValue;
    this.min = min;
    this.max = max;
    this.reason = reason;
  }

  Setting setting() {
    return Setting.plain(
        "AFTERCLOSE_PROVIDERS_" + name(),
        "%d to %d".formatted(min, max),
        String.valueOf(defaultValue),
        reason);
  }

  static PriceProviders.FetchLimits read(Map<String, String> env, List<String> errors) {
    int concurrency = CONCURRENCY.number(env, errors);
    return new PriceProviders.FetchLimits(
        concurrency,
        GROUPED_FETCH_THRESHOLD.number(env, errors),
        MAX_PROFILES_PER_RUN.number(env, errors),
        COMMIT_SIZE.number(env, errors),
        2 * concurrency);
  }

  private int number(Map<String, String> env, List<String> errors) {
    return setting()
        .value(
            env,
            text -> {
              int number = text.matches("[0-9]{1,7}") ? Integer.parseInt(text) : -1;
              if (number < min || number > max) {
                throw new IllegalArgumentException("%d to %d was expected".formatted(min, max));
              }
              return number;
            },
            errors);
  }
}
