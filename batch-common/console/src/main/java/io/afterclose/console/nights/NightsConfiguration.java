package io.afterclose.console.nights;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.access.Role;
import io.afterclose.console.pages.NavigationLink;
import io.afterclose.console.pages.Pages;
import io.afterclose.run.execution.Heartbeat;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.lock.RunStore;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Grid, runs and live events. */
@Configuration(proxyBeanMethods = false)
public class NightsConfiguration {

  @Bean
  NightStore nightStore(DataSource dataSource) {
    return new NightStore(dataSource);
  }

  @Bean
  RunListStore runListStore(DataSource dataSource) {
    return new RunListStore(dataSource);
  }

  @Bean
  RunItemStore runItemStore(DataSource dataSource) {
    return new RunItemStore(dataSource);
  }

  @Bean
  PastNightsStore pastNightsStore(DataSource dataSource) {
    return new PastNightsStore(dataSource);
  }

  @Bean
  ActiveRunStore activeRunStore(DataSource dataSource) {
    return new ActiveRunStore(dataSource);
  }

  @Bean
  ActiveRuns activeRuns(
      ActiveRunStore store, PastNightsStore past, Clock clock, ProcessContext process) {
    return new ActiveRuns(store, past, clock, Heartbeat.of(process).maxSilence());
  }

  @Bean
  Runs runs(
      DataSource dataSource,
      RunListStore list,
      RunItemStore items,
      PastNightsStore past,
      Clock clock,
      ProcessContext process) {
    return new Runs(
        new RunStore(dataSource),
        new JobHistoryStore(dataSource),
        list,
        items,
        past,
        clock,
        Heartbeat.of(process).maxSilence());
  }

  @Bean
  LiveRuns liveRuns(ActiveRunStore store, RunListStore list, ActiveRuns active, Clock clock) {
    return new LiveRuns(store, list, active, clock);
  }

  @Bean
  NightsController nightsController(
      NightStore store,
      RunItemStore items,
      ActiveRuns active,
      TradingCalendar calendar,
      Clock clock,
      Pages pages) {
    Nights nights = new Nights(store, calendar, clock);
    return new NightsController(nights, store, items, active, calendar, clock, pages);
  }

  @Bean
  RunsController runsController(
      Runs runs,
      RunListStore list,
      RunItemStore items,
      NightStore nights,
      ActiveRuns active,
      Pages pages) {
    return new RunsController(runs, list, items, nights, active, pages);
  }

  @Bean
  EventsController eventsController(LiveRuns live, Runs runs, NightStore nights) {
    return new EventsController(live, runs, nights);
  }

  @Bean
  AccessRules nightsRules() {
    return NightsController.RULES;
  }

  @Bean
  AccessRules runsRules() {
    return RunsController.RULES;
  }

  @Bean
  AccessRules eventsRules() {
    return EventsController.RULES;
  }

  @Bean
  NavigationLink nightsLink() {
    return new NavigationLink(0, "/nights", "Nights", Role.VIEWER);
  }

  @Bean
  NavigationLink runsLink() {
    return new NavigationLink(1, "/runs", "Runs", Role.VIEWER);
  }
}
