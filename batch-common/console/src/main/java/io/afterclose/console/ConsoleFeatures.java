package io.afterclose.console;

import io.afterclose.console.account.AccountConfiguration;
import io.afterclose.console.admin.AdminConfiguration;
import io.afterclose.console.doctor.DoctorConfiguration;
import io.afterclose.console.explanation.ExplanationConfiguration;
import io.afterclose.console.exposure.ExposureConfiguration;
import io.afterclose.console.health.HealthConfiguration;
import io.afterclose.console.nights.NightsConfiguration;
import io.afterclose.console.onboarding.OnboardingConfiguration;
import io.afterclose.console.pages.PageConfiguration;
import io.afterclose.console.portfolios.PortfolioConfiguration;
import io.afterclose.console.quality.QualityConfiguration;
import io.afterclose.console.reference.ReferenceConfiguration;
import io.afterclose.console.request.RequestConfiguration;
import io.afterclose.console.schedule.ScheduleConfiguration;
import io.afterclose.console.serve.ServeConfiguration;
import io.afterclose.console.session.SessionConfiguration;
import io.afterclose.console.symbols.SymbolConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The console's features, each with its own paths, rules and pages. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
  TomcatServletWebServerAutoConfiguration.class,
  DispatcherServletAutoConfiguration.class,
  WebMvcAutoConfiguration.class,
  HttpEncodingAutoConfiguration.class,
  MultipartAutoConfiguration.class,
  JacksonAutoConfiguration.class,
  HttpMessageConvertersAutoConfiguration.class,
  SecurityFilterAutoConfiguration.class
})
@Import({
  ServeConfiguration.class,
  PageConfiguration.class,
  AccountConfiguration.class,
  SessionConfiguration.class,
  HealthConfiguration.class,
  NightsConfiguration.class,
  RequestConfiguration.class,
  ScheduleConfiguration.class,
  AdminConfiguration.class,
  OnboardingConfiguration.class,
  DoctorConfiguration.class,
  ExplanationConfiguration.class,
  SymbolConfiguration.class,
  ExposureConfiguration.class,
  PortfolioConfiguration.class,
  QualityConfiguration.class,
  ReferenceConfiguration.class
})
class ConsoleFeatures {}
