package io.afterclose.symbolbatch.provider.settings;

import java.util.Locale;

/**
 * What an operator may set for each provider, with its default and the reason for it. The variable
 * is {@code AFTERCLOSE_<PROVIDER>_<NAME>}, such as {@code AFTERCLOSE_YAHOO_READ_TIMEOUT=10s};
 * durations are written {@code 500ms}, {@code 10s}, {@code 2m}.
 */
enum ProviderSetting {
  CONNECT_TIMEOUT("5s", "a handshake around the world takes less than a second"),
  READ_TIMEOUT(
      "10s", "the longest silence before the first byte or between two; answers take 0.3 s"),
  CALL_TIMEOUT("30s", "one request from its sending to its last byte, however it drips"),
  MAX_BODY("16MB", "grouped bars of 12,000 symbols are 2 MB; counted after decompression"),
  RETRIES("3", "further attempts of one request; beyond that the next provider is faster"),
  FIRST_BACKOFF("1s", "doubles with each further attempt, with a jitter of half of it"),
  LONGEST_BACKOFF("20s", "so that three retries stay within a minute"),
  LONGEST_RETRY_AFTER("60s", "a provider that wants more time than this is passed over"),
  LONGEST_RATE_WAIT("5m", "how long a request may wait for its turn within our own rate"),
  BREAKER_CALLS("20", "the newest requests that are looked at; half of them must be there"),
  BREAKER_FAILURES("50", "per cent of these that open the breaker"),
  BREAKER_OPEN("60s", "how long nothing is asked then, until three requests probe"),
  USER_AGENT("afterclose", "Yahoo refuses requests that name none");

  private final String byDefault;
  private final String reason;

  ProviderSetting(String byDefault, String reason) {
    this.byDefault = byDefault;
    this.reason = reason;
  }

  String byDefault() {
    return byDefault;
  }

  String reason() {
    return reason;
  }

  String variable(String provider) {
    return variable(provider, name());
  }

  static String variable(String provider, String name) {
    return "AFTERCLOSE_" + provider.toUpperCase(Locale.ROOT) + "_" + name;
  }
}
