package io.afterclose.console.admin;

import io.afterclose.console.access.AccessRules;
import io.afterclose.console.account.AccountStore;
import io.afterclose.console.account.Passwords;
import io.afterclose.console.account.TokenStore;
import io.afterclose.console.audit.AuditStore;
import io.afterclose.console.pages.NavigationLink;
import io.afterclose.console.pages.Pages;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Accounts, tokens and the audit. */
@Configuration(proxyBeanMethods = false)
public class AdminConfiguration {

  @Bean
  Administration administration(
      AccountStore accounts,
      TokenStore tokens,
      Passwords passwords,
      AuditStore audit,
      Clock clock) {
    return new Administration(accounts, tokens, passwords, audit, clock);
  }

  @Bean
  AdminController adminController(Administration administration) {
    return new AdminController(administration);
  }

  @Bean
  AdminPages adminPages(Administration administration, Pages pages) {
    return new AdminPages(administration, pages);
  }

  @Bean
  AccessRules adminRules() {
    return AdminController.RULES;
  }

  @Bean
  AccessRules adminPageRules() {
    return AdminPages.RULES;
  }

  @Bean
  NavigationLink adminLink() {
    return AdminPages.LINK;
  }

  @Bean
  NavigationLink auditLink() {
    return AdminPages.AUDIT;
  }
}
