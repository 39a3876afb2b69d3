package io.afterclose.console;

import io.afterclose.console.access.Actor;
import io.afterclose.console.access.ActorAuthentication;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.utils.SpringDocUtils;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The console's features with a reader of their paths beside them. */
@Configuration(proxyBeanMethods = false)
@Import(ConsoleFeatures.class)
@ImportAutoConfiguration({
  SpringDocConfiguration.class,
  SpringDocConfigProperties.class,
  SpringDocWebMvcConfiguration.class
})
class DocumentedFeatures {

  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class, ActorAuthentication.class);
  }
}
