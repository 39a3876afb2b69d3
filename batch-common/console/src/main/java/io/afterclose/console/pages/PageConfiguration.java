package io.afterclose.console.pages;

import io.afterclose.console.access.AccessRules;
import io.afterclose.console.problem.ProblemAdvice;
import io.afterclose.console.problem.ProblemWriter;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Layout, assets and problems. */
@Configuration(proxyBeanMethods = false)
public class PageConfiguration {

  @Bean
  Pages pages(List<NavigationLink> navigation) {
    return new Pages(navigation);
  }

  @Bean
  AssetController assetController() {
    return new AssetController();
  }

  @Bean
  AccessRules assetRules() {
    return AssetController.RULES;
  }

  @Bean
  ProblemController problemController(Pages pages) {
    return new ProblemController(pages);
  }

  @Bean
  AccessRules problemRules() {
    return ProblemController.RULES;
  }

  @Bean
  ProblemWriter problemWriter(Pages pages) {
    return new ProblemWriter(pages::problem);
  }

  @Bean
  ProblemAdvice problemAdvice(ProblemWriter writer) {
    return new ProblemAdvice(writer);
  }
}
