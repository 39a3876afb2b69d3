package io.afterclose.symbolbatch.provider.settings;

import io.afterclose.run.settings.Durations;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Reads one provider's settings. What is wrong is noted, and the default stands in for it until the
 * notes are looked at.
 */
final class SettingReader {

  private static final Duration MIN = Duration.ofMillis(1);
  private static final Duration MAX = Duration.ofHours(1);

  private final String provider;
  private final Map<String, String> env;
  private final List<String> errors;

  /**
   * @param errors where notes go, each naming variable, expectation and value
   */
  SettingReader(String provider, Map<String, String> env, List<String> errors) {
    this.provider = provider;
    this.env = env;
    this.errors = errors;
  }

  ProviderProperties read(NetworkProperties.Preset preset) {
    ProviderProperties properties =
        new ProviderProperties(
            baseUrls(preset.urls()),
            preset.keyVariable().isEmpty() ? null : key(preset.keyVariable()),
            rate(preset.rate()),
            timeouts(),
            bytes(),
            retries(),
            breaker(),
            userAgent(preset.userAgent()));
    properties.objections().forEach(objection -> errors.add(provider + ": " + objection));
    return properties;
  }

  private ProviderProperties.Timeouts timeouts() {
    return new ProviderProperties.Timeouts(
        duration(ProviderSetting.CONNECT_TIMEOUT),
        duration(ProviderSetting.READ_TIMEOUT),
        duration(ProviderSetting.CALL_TIMEOUT));
  }

  private ProviderProperties.Retries retries() {
    return new ProviderProperties.Retries(
        whole(ProviderSetting.RETRIES, 0, 10),
        duration(ProviderSetting.FIRST_BACKOFF),
        duration(ProviderSetting.MAX_BACKOFF),
        duration(ProviderSetting.MAX_RETRY_AFTER),
        duration(ProviderSetting.MAX_RATE_WAIT));
  }

  private ProviderProperties.Breaker breaker() {
    return new ProviderProperties.Breaker(
        whole(ProviderSetting.BREAKER_CALLS, 2, 1000),
        whole(ProviderSetting.BREAKER_FAILURES, 1, 100),
        duration(ProviderSetting.BREAKER_OPEN));
  }

  private List<URI> baseUrls(List<String> defaults) {
    return ProviderSetting.urls(provider, defaults)
        .value(
            env,
            text -> Arrays.stream(text.split(",", -1)).map(url -> BaseUrl.parse(url)).toList(),
            errors);
  }

  private Optional<RateLimit> rate(String defaultValue) {
    return ProviderSetting.rate(provider, defaultValue)
        .value(
            env,
            text -> text.equals("none") ? Optional.empty() : Optional.of(RateLimit.parse(text)),
            errors);
  }

  private String userAgent(String defaultValue) {
    return ProviderSetting.userAgent(provider, defaultValue)
        .value(env, SettingReader::headerText, errors);
  }

  private @Nullable ApiKey key(String variable) {
    return ProviderSetting.key(variable).optional(env, ApiKey::of, errors).orElse(null);
  }

  private Duration duration(ProviderSetting setting) {
    return text(
        setting,
        text -> {
          Duration duration = Durations.parse(text);
          if (duration.compareTo(MIN) < 0 || duration.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("from 1ms to 60m was expected");
          }
          return duration;
        });
  }

  private int whole(ProviderSetting setting, int min, int max) {
    return text(
        setting,
        text -> {
          int number = Integer.parseInt(text);
          if (number < min || number > max) {
            throw new IllegalArgumentException(min + " to " + max + " was expected");
          }
          return number;
        });
  }

  private int bytes() {
    return text(
        ProviderSetting.MAX_BODY,
        text -> {
          long bytes = DataSize.parse(text).toBytes();
          if (bytes < 1024 || bytes > 256L * 1024 * 1024) {
            throw new IllegalArgumentException("1KB to 256MB was expected");
          }
          return Math.toIntExact(bytes);
        });
  }

  private static String headerText(String text) {
    if (!text.matches("[\\x20-\\x7e]{1,200}")) {
      throw new IllegalArgumentException("up to 200 printable ASCII characters were expected");
    }
    return text;
  }

  private <T> T text(ProviderSetting setting, Function<String, T> parser) {
    return setting.of(provider).value(env, parser, errors);
  }
}
