package io.afterclose.console.onboarding;

import io.afterclose.console.access.AccessRules;
import io.afterclose.console.audit.AuditStore;
import io.afterclose.console.child.JobCommands;
import io.afterclose.console.pages.NavigationLink;
import io.afterclose.console.pages.Pages;
import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.portfolio.position.PortfolioOverviewStore;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Uploads and the queue of symbols. */
@Configuration(proxyBeanMethods = false)
public class OnboardingConfiguration {

  @Bean
  OnboardingController onboardingController(
      JobCommands jobs, DataSource dataSource, AuditStore audit, Clock clock, Pages pages) {
    Upload upload = new Upload(jobs, new PortfolioOverviewStore(dataSource), audit, clock);
    return new OnboardingController(
        upload, new OnboardingQueueStore(dataSource, clock), audit, clock, pages);
  }

  @Bean
  AccessRules onboardingRules() {
    return OnboardingController.RULES;
  }

  @Bean
  NavigationLink onboardingLink() {
    return OnboardingController.LINK;
  }
}
