package io.afterclose.console.explanation;

import io.afterclose.console.access.AccessRules;
import io.afterclose.console.child.JobCommands;
import io.afterclose.portfolio.position.PortfolioStore;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Explanations by the jobs. */
@Configuration(proxyBeanMethods = false)
public class ExplanationConfiguration {

  @Bean
  ExplanationController explanationController(
      JobCommands jobs, DataSource dataSource, Clock clock) {
    return new ExplanationController(jobs, new PortfolioStore(dataSource, clock));
  }

  @Bean
  AccessRules explanationRules() {
    return ExplanationController.RULES;
  }
}
