package io.afterclose.console.health;

import io.afterclose.console.access.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The probes; they initialise before the port is open. */
@Configuration(proxyBeanMethods = false)
public class HealthConfiguration {

  @Bean
  Readiness readiness() {
    return new Readiness(System::nanoTime);
  }

  @Bean
  ProbeController probeController(Readiness readiness) {
    return new ProbeController(readiness);
  }

  @Bean
  AccessRules probeRules() {
    return ProbeController.RULES;
  }
}
