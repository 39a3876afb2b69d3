package io.afterclose.database.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresUrlTest {
  private static final String OS_USER = System.getProperty("user.name");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "postgres://u:p@h:6543/d              | u       | p     | h:6543/d",
        "postgresql://u:p@h/d                 | u       | p     | h:5432/d",
        "jdbc:postgresql://u:p@h/d            | u       | p     | h:5432/d",
        "postgresql://u:p@h                   | u       | p     | h:5432/u",
        "postgresql://u:p@h/                  | u       | p     | h:5432/u",
        "postgresql://u@h/d                   | u       |       | h:5432/d",
        "postgresql://u:p@/d                  | u       | p     | localhost:5432/d",
        "postgresql:///d?user=u&password=p    | u       | p     | localhost:5432/d",
        "postgresql://u:p@h:/d                | u       | p     | h:5432/d",
        "postgresql://u%40x:p%3Aq@h/d%2Fe     | u@x     | p:q   | h:5432/d/e",
        "postgresql://u:a+b%2Bc%20d@h/e+f     | u       | a+b+c d | h:5432/e+f",
        "postgresql://u:p%C3%A9@h/d           | u       | pé    | h:5432/d",
        "postgresql://u:pé@h/d                | u       | pé    | h:5432/d",
        "postgresql://u:p@s@h/d               | u       | p@s   | h:5432/d",
        "postgresql://u:p:q#r@h/d             | u       | p:q#r | h:5432/d",
        "postgresql://u:p@[::1]:6000/d        | u       | p     | [::1]:6000/d",
        "postgresql://u:p@[2001:db8::7]/d     | u       | p     | [2001:db8::7]:5432/d",
        "postgresql://u:p@h1:1,h2:2/d         | u       | p     | h1:1,h2:2/d",
        "postgresql://u:p@h1,h2:2/d           | u       | p     | h1:5432,h2:2/d",
        "jdbc:postgresql://h/d?user=u&password=a+b | u  | a+b   | h:5432/d",
        "postgresql://x:y@h/d?host=k&port=7&dbname=e | x | y    | k:7/e",
      })
  void an_address_is_taken_apart(String text, String user, String password, String where) {
    PostgresUrl url = PostgresUrl.parse("DATABASE_URL", text);
    Properties driver = url.driverProperties("test");
    assertThat(url.describe()).isEqualTo(where);
    assertThat(driver.getProperty("user")).isEqualTo(user);
    assertThat(driver.getProperty("password")).isEqualTo(password);
  }

  @Test
  void a_missing_user_is_the_operating_system_s() {
    PostgresUrl url = PostgresUrl.parse("DATABASE_URL", "postgresql://h");
    assertThat(url.user()).isEqualTo(OS_USER);
    assertThat(url.describe()).isEqualTo("h:5432/" + OS_USER);
  }

  @Test
  void a_missing_user_of_a_process_whose_number_has_no_name_is_refused() {
    String name = System.getProperty("user.name");
    try {
      System.setProperty("user.name", "?");
      assertThatThrownBy(() -> PostgresUrl.parse("DATABASE_URL", "postgresql://h/d"))
          .isInstanceOf(DatabaseSettingsException.class)
          .hasMessageStartingWith("DATABASE_URL: names no user");
      assertThat(PostgresUrl.parse("DATABASE_URL", "postgresql://u@h/d").user()).isEqualTo("u");
    } finally {
      System.setProperty("user.name", name);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sslmode=require,                      sslmode, require",
    "sslmode=no-verify,                    sslmode, require",
    "sslrootcert=/ca.pem,                  sslrootcert, /ca.pem",
    "sslcert=/c.pem,                       sslcert, /c.pem",
    "sslkey=/k.pem,                        sslkey, /k.pem",
    "sslpassword=s,                        sslpassword, s",
    "application_name=mine,                ApplicationName, mine",
    "connect_timeout=3,                    connectTimeout, 3",
    "options=-c%20search_path%3Dx,         options, -c search_path=x",
    "channel_binding=require,              channelBinding, require",
    "target_session_attrs=read-write,      targetServerType, primary",
    "target_session_attrs=prefer-standby,  targetServerType, preferSecondary",
    "load_balance_hosts=random,            loadBalanceHosts, true",
    "keepalives=0,                         tcpKeepAlive, false",
    "prepareThreshold=0,                   prepareThreshold, 0",
    "socketTimeout=9,                      socketTimeout, 9",
  })
  void a_parameter_reaches_the_driver_under_its_name(String query, String name, String value) {
    PostgresUrl url = PostgresUrl.parse("DATABASE_URL", "postgresql://u:p@h/d?" + query);
    assertThat(url.driverProperties("test").getProperty(name)).isEqualTo(value);
  }

  @Test
  void defaults_bound_every_wait() {
    Properties driver = PostgresUrl.parse("X", "postgresql://u@h").driverProperties("run");
    assertThat(driver)
        .containsEntry("connectTimeout", "10")
        .containsEntry("socketTimeout", "300")
        .containsEntry("loginTimeout", "20")
        .containsEntry("tcpKeepAlive", "true")
        .containsEntry("reWriteBatchedInserts", "true")
        .containsEntry("ApplicationName", "run");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://u:hunter2@h/d",
        "u:hunter2@h/d",
        "jdbc:postgresql:d?password=hunter2",
        "postgresql://u:hunter2%zz@h/d",
        "postgresql://u:hunter2%4",
        "postgresql://u:%ff%fehunter2@h/d",
        "postgresql://u:hunter2@h:port/d",
        "postgresql://u:hunter2@h:0/d",
        "postgresql://u:hunter2@h:99999/d",
        "postgresql://u:hunter2@::1/d",
        "postgresql://u:12/hunter2@h/d",
        "postgresql://u:hunter2/x@h/d",
        "postgresql://u:12?hunter2@h/d",
        "postgresql://u:hunter2@h/d?sslmode",
        "postgresql://u:hunter2@h/d?target_session_attrs=hunter2",
        "postgresql://u:hunter2@h/d?timezone=';drop",
        "postgresql://u:hunter2@h/d?sslmode=on",
        "postgresql://u:hunter2@h/d?channel_binding=maybe",
        "postgresql://u:hunter2@h/d?gssencmode=off",
        "postgresql://u:hunter2@h/d?sslnegotiation=tls",
        "postgresql://u:hunter2@h/d?targetServerType=leader",
        "postgresql://u:hunter2@h/d?socketTimeout=soon",
        "postgresql://u:hunter2@h/d?prepareThreshold=",
        "postgresql://u:hunter2@h/d?host=/var/run/postgresql",
      })
  void a_malformed_address_is_refused_without_a_word_of_it(String text) {
    assertThatThrownBy(() -> PostgresUrl.parse("DATABASE_URL", text))
        .isInstanceOf(DatabaseSettingsException.class)
        .hasMessageStartingWith("DATABASE_URL: ")
        .hasMessageNotContaining("hunter2")
        .hasMessageNotContaining(text)
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://u%40x:p%3A%2F%3F%25%2B+@h1:1,[::1]:2/d%20e?sslmode=require&a=b%26c",
        "postgresql://u@h/d?timezone=Asia/Tokyo"
      })
  void the_text_reads_back_as_the_same_address(String text) {
    PostgresUrl url = PostgresUrl.parse("X", text);
    PostgresUrl again = PostgresUrl.parse("X", url.textWithPassword());
    assertThat(again.driverProperties("a")).isEqualTo(url.driverProperties("a"));
    assertThat(again.jdbcUrl()).isEqualTo(url.jdbcUrl());
    assertThat(again.timeZone()).isEqualTo(url.timeZone());
  }

  @Test
  void no_other_text_holds_the_password() {
    PostgresUrl url = PostgresUrl.parse("X", "postgresql://u:hunter2@h/d?sslpassword=hunter2");
    DatabaseSettings settings = new DatabaseSettings.External(url, Optional.of(url));
    assertThat(url.toString() + url.describe() + url.jdbcUrl() + settings)
        .doesNotContain("hunter2");
    assertThat(url.toString()).isEqualTo("PostgresUrl[h:5432/d, user=u]");
  }
}
