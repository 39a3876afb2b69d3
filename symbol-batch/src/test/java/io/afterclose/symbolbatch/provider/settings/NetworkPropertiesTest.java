package io.afterclose.symbolbatch.provider.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.market.universe.AssetKind;
import io.afterclose.run.settings.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NetworkPropertiesTest {

  @Test
  void defaults_are_those_of_the_specification() {
    NetworkProperties properties = NetworkProperties.fromEnvironment(Map.of());

    assertThat(properties.of("yahoo").rate())
        .isEqualTo(Optional.of(new RateLimit(5, Duration.ofSeconds(1))));
    assertThat(properties.of("fmp").rate())
        .isEqualTo(Optional.of(new RateLimit(5, Duration.ofSeconds(1))));
    assertThat(properties.of("polygon").rate())
        .isEqualTo(Optional.of(new RateLimit(5, Duration.ofMinutes(1))));
    assertThat(properties.orders())
        .isEqualTo(
            Map.of(
                AssetKind.LISTED, List.of("yahoo", "fmp", "polygon"),
                AssetKind.OPTION, List.of("polygon", "yahoo")));
    assertThat(properties.of("yahoo").baseUrls()).hasSize(2);
    assertThat(properties.of("polygon").baseUrls())
        .extracting(URI::getHost)
        .containsExactly("api.massive.com", "api.polygon.io");
    assertThat(properties.of("polygon").timeouts())
        .isEqualTo(
            new ProviderProperties.Timeouts(
                Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30)));
    assertThat(properties.of("fmp").key()).isNull();
  }

  @Test
  void every_setting_has_a_format_and_a_reason() {
    for (Setting setting : ProviderSettings.all()) {
      assertThat(setting.format()).as(setting.variable()).isNotBlank();
      assertThat(setting.reason()).as(setting.variable()).hasSizeGreaterThan(20);
    }
  }

  @Test
  void every_variable_that_is_read_is_in_the_registry_and_the_other_way_round() {
    Set<String> read = new TreeSet<>();
    Map<String, String> recording =
        new AbstractMap<>() {
          @Override
          public Set<Entry<String, String>> entrySet() {
            return Set.of();
          }

          @Override
          public String getOrDefault(Object variable, String otherwise) {
            read.add(variable.toString());
            return otherwise;
          }
        };
    NetworkProperties.fromEnvironment(recording);
    assertThat(ProviderSettings.all())
        .extracting(Setting::variable)
        .containsExactlyInAnyOrderElementsOf(read);
  }

  @Test
  void all_wrong_values_are_named_at_once_and_no_key_among_them() {
    assertThatThrownBy(
            () ->
                NetworkProperties.fromEnvironment(
                    Map.of(
                        "AFTERCLOSE_YAHOO_RATE", "fast",
                        "AFTERCLOSE_FMP_READ_TIMEOUT", "2h",
                        "AFTERCLOSE_FMP_RETRIES", "-1",
                        "AFTERCLOSE_POLYGON_URLS", "http://api.example.com",
                        "AFTERCLOSE_POLYGON_MAX_BODY", "8GB",
                        "AFTERCLOSE_YAHOO_READ_TIMEOUT", "50s",
                        "AFTERCLOSE_PROVIDERS_LISTED", "yahoo,google",
                        "FMP_API_KEY", "planted\nsecret")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AFTERCLOSE_YAHOO_RATE='fast'")
        .hasMessageContaining("AFTERCLOSE_FMP_READ_TIMEOUT='2h'")
        .hasMessageContaining("AFTERCLOSE_FMP_RETRIES='-1'")
        .hasMessageContaining("AFTERCLOSE_POLYGON_URLS='http://api.example.com'")
        .hasMessageContaining("AFTERCLOSE_POLYGON_MAX_BODY='8GB'")
        .hasMessageContaining("yahoo: READ_TIMEOUT is longer than CALL_TIMEOUT")
        .hasMessageContaining("AFTERCLOSE_PROVIDERS_LISTED='yahoo,google'")
        .hasMessageContaining("FMP_API_KEY: a key of 4 to 256 printable")
        .hasMessageNotContaining("planted");
  }

  @Test
  void addresses_are_https_or_this_machine_and_carry_nothing_else() {
    assertThat(BaseUrl.parse(" https://api.example.com/ "))
        .isEqualTo(URI.create("https://api.example.com:443"));
    assertThat(BaseUrl.parse("http://127.0.0.1:8080/stub"))
        .isEqualTo(URI.create("http://127.0.0.1:8080/stub"));
    for (String wrong :
        List.of(
            "http://10.0.0.1",
            "file:///etc/passwd",
            "https://user:pw@host",
            "https://host?key=1",
            "https://",
            "not an address")) {
      assertThatThrownBy(() -> BaseUrl.parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_key_shows_itself_to_nobody() {
    NetworkProperties properties =
        NetworkProperties.fromEnvironment(Map.of("FMP_API_KEY", " planted-secret "));

    assertThat(properties.toString()).contains("***").doesNotContain("planted");
  }
}
