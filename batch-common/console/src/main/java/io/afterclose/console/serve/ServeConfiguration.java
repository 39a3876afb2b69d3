package io.afterclose.console.serve;

import io.afterclose.console.health.Readiness;
import io.afterclose.console.problem.ProblemAdvice;
import io.afterclose.console.problem.ProblemWriter;
import jakarta.servlet.Filter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/** What every request passes before it is known who asks. */
@Configuration(proxyBeanMethods = false)
public class ServeConfiguration {

  @Bean
  FilterRegistrationBean<ForwardedRequests> forwardedRequests(ConsoleSettings settings) {
    return at(0, new ForwardedRequests(settings.proxies()));
  }

  @Bean
  FilterRegistrationBean<AllowedHosts> allowedHosts(
      ConsoleSettings settings, ProblemWriter problems) {
    return at(1, new AllowedHosts(settings.hosts(), problems));
  }

  @Bean
  FilterRegistrationBean<BoundedRequests> boundedRequests(
      ProblemWriter problems, ProblemAdvice advice) {
    return at(2, new BoundedRequests(problems, new FilterFailures(advice)));
  }

  /** From then on the platform sends its requests elsewhere. */
  @Bean
  ApplicationListener<ContextClosedEvent> notReadyAtTheEnd(Readiness readiness) {
    return closed -> readiness.stop();
  }

  private static <T extends Filter> FilterRegistrationBean<T> at(int place, T filter) {
    FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + place);
    return registration;
  }
}
