package io.afterclose.console.quality;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.pages.NavigationLink;
import io.afterclose.console.pages.Pages;
import io.afterclose.market.universe.OnboardingQueueStore;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The quality of the data. */
@Configuration(proxyBeanMethods = false)
public class QualityConfiguration {

  @Bean
  QualityController qualityController(
      DataSource dataSource, TradingCalendar calendar, Clock clock, Pages pages) {
    return new QualityController(
        new QualityReader(dataSource, new OnboardingQueueStore(dataSource, clock), calendar, clock),
        pages);
  }

  @Bean
  AccessRules qualityRules() {
    return QualityController.RULES;
  }

  @Bean
  NavigationLink qualityLink() {
    return QualityController.LINK;
  }
}
