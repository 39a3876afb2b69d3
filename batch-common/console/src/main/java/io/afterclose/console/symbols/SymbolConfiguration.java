package io.afterclose.console.symbols;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.access.RequestLimits;
import io.afterclose.console.audit.AuditStore;
import io.afterclose.console.connection.LateDatabase;
import io.afterclose.console.health.Readiness;
import io.afterclose.console.pages.NavigationLink;
import io.afterclose.console.pages.Pages;
import io.afterclose.market.metrics.MetricsStore;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.lock.RunStore;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Symbols in memory; reading them begins when the database is open, and the start waits for none.
 */
@Configuration(proxyBeanMethods = false)
public class SymbolConfiguration {

  @Bean
  SymbolStore symbolStore(DataSource dataSource) {
    return new SymbolStore(dataSource);
  }

  @Bean
  SymbolCache symbolCache(
      SymbolStore store,
      DataSource dataSource,
      Readiness readiness,
      Clock clock,
      ProcessContext process) {
    return new SymbolCache(
        store,
        new JobHistoryStore(dataSource),
        new RunStore(dataSource),
        readiness,
        clock,
        SymbolCacheSettings.of(process.environment()).most());
  }

  @Bean(initMethod = "begin")
  SymbolWatch symbolWatch(
      LateDatabase database, SymbolCache cache, ObjectProvider<WatchPace> pace) {
    return new SymbolWatch(database, cache, pace.getIfAvailable(() -> WatchPace.DEFAULT));
  }

  @Bean
  SymbolReader symbolReader(
      SymbolCache cache, SymbolStore store, TradingCalendar calendar, Clock clock) {
    return new SymbolReader(cache, store, new SymbolReads(store, cache), calendar, clock);
  }

  @Bean
  AccessRules symbolRules() {
    return SymbolController.RULES;
  }

  @Bean
  SymbolController symbolController(SymbolReader reader, DataSource dataSource, Clock clock) {
    return new SymbolController(reader, new MetricsStore(dataSource), clock);
  }

  @Bean
  AccessRules cacheRules() {
    return CacheController.RULES;
  }

  @Bean
  CacheController cacheController(
      SymbolCache cache, RequestLimits limits, AuditStore audit, Clock clock) {
    return new CacheController(cache, limits, audit, clock);
  }

  @Bean
  AccessRules symbolPageRules() {
    return SymbolPageController.RULES;
  }

  @Bean
  NavigationLink symbolLink() {
    return SymbolPageController.LINK;
  }

  @Bean
  SymbolPageController symbolPageController(
      SymbolReader reader, TradingCalendar calendar, Pages pages) {
    return new SymbolPageController(reader, calendar, pages);
  }
}
