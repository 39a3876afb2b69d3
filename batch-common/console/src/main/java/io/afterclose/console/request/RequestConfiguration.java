package io.afterclose.console.request;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.access.RequestLimits;
import io.afterclose.console.audit.AuditStore;
import io.afterclose.console.child.JobCommands;
import io.afterclose.console.pages.NavigationLink;
import io.afterclose.console.pages.Pages;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.run.execution.Version;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.lock.RunOwner;
import io.afterclose.run.lock.RunStore;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Plans and requests, and the launcher of what was requested. */
@Configuration(proxyBeanMethods = false)
public class RequestConfiguration {

  @Bean
  RequestStore requestStore(DataSource dataSource, Clock clock) {
    return new RequestStore(dataSource, clock);
  }

  @Bean
  RunStore requestedRuns(DataSource dataSource) {
    return new RunStore(dataSource);
  }

  @Bean
  Plans plans(JobCommands jobs) {
    return new Plans(jobs);
  }

  @Bean
  Requests requests(
      RequestStore store,
      Plans plans,
      RunStore runs,
      DataSource dataSource,
      AuditStore audit,
      RequestLimits limits,
      Clock clock,
      ObjectProvider<Launcher> launcher) {
    return new Requests(
        store,
        plans,
        runs,
        new PortfolioStore(dataSource, clock),
        audit,
        limits,
        new TransactionTemplate(new JdbcTransactionManager(dataSource)),
        clock,
        () -> launcher.getObject().signal());
  }

  @Bean
  RequestAnswers requestAnswers(
      RequestStore store, RunStore runs, DataSource dataSource, Clock clock) {
    return new RequestAnswers(
        store, runs, new JobHistoryStore(dataSource), new ItemFailureStore(dataSource, clock));
  }

  @Bean
  Launcher launcher(RequestStore store, RunStore runs, JobCommands jobs, RequestLog log) {
    RunOwner self = RunOwner.ofProcess(Version.text());
    return new Launcher(store, jobs, log, new RequestEnds(store, runs, log, self.host()), self);
  }

  @Bean
  RequestWaits requestWaits(RequestStore store) {
    return new RequestWaits(store);
  }

  @Bean
  RequestController requestController(
      Requests requests,
      Plans plans,
      RequestStore store,
      RequestAnswers answers,
      RequestWaits waits) {
    return new RequestController(requests, plans, store, answers, waits);
  }

  @Bean
  SnapshotRequestController snapshotRequestController(
      Requests requests,
      RequestAnswers answers,
      RequestWaits waits,
      DataSource dataSource,
      TradingCalendar calendar,
      Clock clock) {
    return new SnapshotRequestController(
        requests, answers, waits, new PortfolioStore(dataSource, clock), calendar, clock);
  }

  @Bean
  RequestPages requestPages(
      Requests requests,
      Plans plans,
      RequestStore store,
      RequestAnswers answers,
      RequestLog log,
      Pages pages) {
    return new RequestPages(requests, plans, store, answers, log, pages);
  }

  @Bean
  AccessRules requestRules() {
    return RequestController.RULES;
  }

  @Bean
  AccessRules snapshotRequestRules() {
    return SnapshotRequestController.RULES;
  }

  @Bean
  AccessRules requestPageRules() {
    return RequestPages.RULES;
  }

  @Bean
  NavigationLink requestLink() {
    return RequestPages.LINK;
  }
}
