package io.afterclose.symbolbatch.provider.settings;

import io.afterclose.run.settings.Setting;
import java.util.List;
import java.util.Locale;

/**
 * What an operator may set for each provider, with its default and the reason for it. The variable
 * is {@code AFTERCLOSE_<PROVIDER>_<NAME>}, such as {@code AFTERCLOSE_YAHOO_READ_TIMEOUT=10s};
 * durations are written {@code 500ms}, {@code 10s}, {@code 2m}.
 */
enum ProviderSetting {
  CONNECT_TIMEOUT("duration", "5s", "a handshake around the world takes less than a second"),
  READ_TIMEOUT(
      "duration",
      "10s",
      "the longest silence before the first byte or between two; answers take 0.3 s"),
  CALL_TIMEOUT(
      "duration", "30s", "one request from its sending to its last byte, however it drips"),
  MAX_BODY(
      "size, as 16MB",
      "16MB",
      "grouped bars of 12,000 symbols are 2 MB; counted after decompression"),
  RETRIES("count", "3", "further attempts of one request; beyond that the next provider is faster"),
  FIRST_BACKOFF("duration", "1s", "doubles with each further attempt, with a jitter of half of it"),
  MAX_BACKOFF("duration", "20s", "so that three retries stay within a minute"),
  MAX_RETRY_AFTER("duration", "60s", "a provider that wants more time than this is passed over"),
  MAX_RATE_WAIT("duration", "5m", "how long a request may wait for its turn within our own rate"),
  BREAKER_CALLS(
      "count", "20", "the newest requests that are looked at; half of them must be there"),
  BREAKER_FAILURES("per cent", "50", "per cent of these that open the breaker"),
  BREAKER_OPEN("duration", "60s", "how long no request is sent then, until three requests probe");

  private final String format;
  private final String defaultValue;
  private final String reason;

  ProviderSetting(String format, String defaultValue, String reason) {
    this.format = format;
    this.defaultValue = defaultValue;
    this.reason = reason;
  }

  /** The setting of one provider. */
  Setting of(String provider) {
    return Setting.plain(variable(provider, name()), format, defaultValue, reason);
  }

  static Setting urls(String provider, List<String> defaults) {
    return Setting.address(
        variable(provider, "URLS"),
        String.join(",", defaults),
        "addresses of the provider, tried in turn; requests go nowhere else");
  }

  static Setting rate(String provider, String defaultValue) {
    return Setting.plain(
        variable(provider, "RATE"),
        "5/s, 5/min, 300/h, 250/day or none",
        defaultValue,
        "requests are spaced evenly within it");
  }

  static Setting userAgent(String provider, String defaultValue) {
    return Setting.plain(
        variable(provider, "USER_AGENT"),
        "text",
        defaultValue,
        "Yahoo answers 429 to programs and old browsers; set that of a current browser then");
  }

  static Setting key(String variable) {
    return Setting.secret(variable, "key of the provider; without it the provider is left out");
  }

  private static String variable(String provider, String name) {
    return "AFTERCLOSE_" + provider.toUpperCase(Locale.ROOT) + "_" + name;
  }
}
