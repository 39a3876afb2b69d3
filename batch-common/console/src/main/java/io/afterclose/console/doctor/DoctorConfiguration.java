package io.afterclose.console.doctor;

import io.afterclose.console.access.AccessRules;
import io.afterclose.console.child.JobCommands;
import io.afterclose.console.connection.LateDatabase;
import io.afterclose.console.pages.NavigationLink;
import io.afterclose.console.pages.Pages;
import io.afterclose.database.address.DatabaseSettings;
import io.afterclose.run.execution.ProcessContext;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Checks of the console and of the jobs. */
@Configuration(proxyBeanMethods = false)
public class DoctorConfiguration {

  @Bean
  DoctorController doctorController(
      ProcessContext process, LateDatabase database, JobCommands jobs, Pages pages, Clock clock) {
    ConsoleChecks checks =
        new ConsoleChecks(
            jobs.programs(), DatabaseSettings.home(process.environment(), Optional.empty()), clock);
    return new DoctorController(checks, database, jobs, pages);
  }

  @Bean
  AccessRules doctorRules() {
    return DoctorController.RULES;
  }

  @Bean
  NavigationLink doctorLink() {
    return DoctorController.LINK;
  }
}
