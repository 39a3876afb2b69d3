package io.afterclose.console.exposure;

import io.afterclose.console.access.AccessRules;
import io.afterclose.console.symbols.SymbolReader;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The exposures of portfolios. */
@Configuration(proxyBeanMethods = false)
public class ExposureConfiguration {

  @Bean
  AccessRules exposureRules() {
    return ExposureController.RULES;
  }

  @Bean
  ExposureController exposureController(DataSource dataSource, SymbolReader symbols, Clock clock) {
    return new ExposureController(new HoldingsStore(dataSource, clock), symbols);
  }
}
