package io.afterclose.console.schedule;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.audit.AuditStore;
import io.afterclose.console.pages.NavigationLink;
import io.afterclose.console.pages.Pages;
import io.afterclose.console.request.Requests;
import io.afterclose.run.execution.Version;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.lock.RunOwner;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The schedules; all are off until an administrator switches them on. */
@Configuration(proxyBeanMethods = false)
public class ScheduleConfiguration {

  @Bean
  ScheduleStore scheduleStore(DataSource dataSource) {
    return new ScheduleStore(dataSource);
  }

  @Bean
  Scheduler scheduler(
      ScheduleStore schedules,
      Requests requests,
      DataSource dataSource,
      TradingCalendar calendar,
      Clock clock) {
    return new Scheduler(
        schedules,
        new JobHistoryStore(dataSource),
        requests,
        calendar,
        clock,
        new TransactionTemplate(new JdbcTransactionManager(dataSource)),
        RunOwner.ofProcess(Version.text()).toString());
  }

  @Bean
  ScheduleThread scheduleThread(Scheduler scheduler) {
    return new ScheduleThread(scheduler);
  }

  @Bean
  ScheduleController scheduleController(
      ScheduleStore schedules,
      AuditStore audit,
      TradingCalendar calendar,
      Clock clock,
      Pages pages) {
    return new ScheduleController(schedules, audit, calendar, clock, pages);
  }

  @Bean
  AccessRules scheduleRules() {
    return ScheduleController.RULES;
  }

  @Bean
  NavigationLink scheduleLink() {
    return ScheduleController.LINK;
  }
}
