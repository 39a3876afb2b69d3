package io.afterclose.console.account;

import io.afterclose.console.audit.AuditStore;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The stores of accounts and what they did. */
@Configuration(proxyBeanMethods = false)
public class AccountConfiguration {

  @Bean
  AccountStore accountStore(DataSource dataSource, Clock clock) {
    return new AccountStore(dataSource, clock);
  }

  @Bean
  SessionStore sessionStore(DataSource dataSource, Clock clock) {
    return new SessionStore(dataSource, clock);
  }

  @Bean
  TokenStore tokenStore(DataSource dataSource, Clock clock) {
    return new TokenStore(dataSource, clock);
  }

  @Bean
  Passwords passwords() {
    return new Passwords();
  }

  @Bean
  AuditStore auditStore(DataSource dataSource) {
    return new AuditStore(dataSource);
  }
}
