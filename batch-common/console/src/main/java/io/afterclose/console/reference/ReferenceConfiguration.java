package io.afterclose.console.reference;

import io.afterclose.console.access.AccessRules;
import io.afterclose.console.pages.NavigationLink;
import io.afterclose.console.pages.Pages;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The description of the interface. */
@Configuration(proxyBeanMethods = false)
public class ReferenceConfiguration {

  @Bean
  ReferenceController referenceController(Pages pages) {
    return new ReferenceController(pages);
  }

  @Bean
  AccessRules referenceRules() {
    return ReferenceController.RULES;
  }

  @Bean
  NavigationLink referenceLink() {
    return ReferenceController.LINK;
  }
}
