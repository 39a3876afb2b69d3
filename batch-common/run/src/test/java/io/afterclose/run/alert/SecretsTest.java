package io.afterclose.run.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SecretsTest {

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
  void what_the_environment_keeps_secret_is_starred(
      String variable, String value, String text, String hidden) {
    assertThat(Secrets.of(Map.of(variable, value)).hidden(text)).isEqualTo(hidden);
  }

  @Test
  void a_password_in_any_address_is_starred_even_when_nobody_knows_it() {
    Secrets none = Secrets.of(Map.of());
    assertThat(none.hidden("no route to postgres://me:unknown@host/db, nor jdbc:x?password=other1"))
        .isEqualTo("no route to postgres://***@host/db, nor jdbc:x?password=***");
  }

  @Test
  void other_texts_and_other_variables_stay() {
    Secrets secrets = Secrets.of(Map.of("HOME", "/home/me", "PGUSER", "me", "A_KEY", "abc"));
    assertThat(secrets.hidden("/home/me: 3 of 20 symbols failed at abc, https://host/path"))
        .isEqualTo("/home/me: 3 of 20 symbols failed at abc, https://host/path");
  }
}
