package io.afterclose.run.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RedactionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PGPASSWORD | hunter22 | login with hunter22 refused | login with *** refused",
        "FMP_API_KEY | abcd1234 | apikey=abcd1234& | apikey=***&",
        "MY_TOKEN | a%2Bb%3Dcd | a+b=cd and a%2Bb%3Dcd | *** and ***",
        "DATABASE_URL | postgres://me:s3cr%24t@host/db | FATAL for s3cr$t | FATAL for ***",
        "SPRING_DATASOURCE_URL | jdbc:postgresql://h/d?user=u&password=hunter22 | a hunter22 | a ***",
        "OTEL_EXPORTER_OTLP_HEADERS | tenant=alpha,key=hunter22 | alpha hunter22 | *** ***",
        "AFTERCLOSE_ALERT_WEBHOOK | https://h/services/T0 | POST https://h/services/T0 | POST ***",
      })
  void what_the_environment_keeps_secret_is_hidden(
      String variable, String value, String text, String hidden) {
    assertThat(Redaction.ofEnvironment(Map.of(variable, value)).hide(text)).isEqualTo(hidden);
  }

  @Test
  void a_password_in_any_address_is_hidden_even_when_it_is_unknown() {
    Redaction none = Redaction.ofEnvironment(Map.of());
    assertThat(none.hide("no route to postgres://me:unknown@host/db, nor jdbc:x?password=other1"))
        .isEqualTo("no route to postgres://***@host/db, nor jdbc:x?password=***");
  }

  @Test
  void a_given_secret_is_hidden_at_any_length_and_url_encoded() {
    Redaction keys = Redaction.of(List.of("k/1", "a+b=c", ""));
    assertThat(keys.hide("no key k/1 or k%2F1, nor a+b=c or a%2Bb%3Dc"))
        .isEqualTo("no key *** or ***, nor *** or ***");
  }

  @Test
  void the_longer_of_two_secrets_is_hidden_as_a_whole() {
    assertThat(Redaction.of(List.of("key", "key-2")).hide("key-2, key")).isEqualTo("***, ***");
  }

  @Test
  void other_texts_and_other_variables_stay() {
    Redaction secrets =
        Redaction.ofEnvironment(Map.of("HOME", "/home/me", "PGUSER", "me", "A_KEY", "abc"));
    assertThat(secrets.hide("/home/me: 3 of 20 symbols failed at abc, https://host/path"))
        .isEqualTo("/home/me: 3 of 20 symbols failed at abc, https://host/path");
  }
}
