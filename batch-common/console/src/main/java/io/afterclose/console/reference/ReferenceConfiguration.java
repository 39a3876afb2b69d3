package io.afterclose.console.reference;

import io.afterclose.console.access.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The description of the interface. */
@Configuration(proxyBeanMethods = false)
public class ReferenceConfiguration {

  @Bean
  ReferenceController referenceController() {
    return new ReferenceController();
  }

  @Bean
  AccessRules referenceRules() {
    return ReferenceController.RULES;
  }
}
