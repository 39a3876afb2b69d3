package io.afterclose.console.portfolios;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.access.Role;
import io.afterclose.console.pages.NavigationLink;
import io.afterclose.console.pages.Pages;
import io.afterclose.console.symbols.SymbolReader;
import io.afterclose.portfolio.figure.FigureStore;
import io.afterclose.portfolio.position.LotStore;
import io.afterclose.report.ReportReader;
import io.afterclose.report.StoredDetails;
import java.time.Clock;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Portfolios for programs and for people. */
@Configuration(proxyBeanMethods = false)
public class PortfolioConfiguration {

  @Bean
  AccessRules portfolioRules() {
    return new AccessRules(
        Stream.of(
                "/portfolios",
                "/portfolios/{id}",
                "/api/v1/portfolios",
                "/api/v1/portfolios/{id}",
                "/api/v1/portfolios/{id}/positions",
                "/api/v1/portfolios/{id}/snapshots",
                "/api/v1/portfolios/{id}/snapshots/{date}",
                "/api/v1/portfolios/{id}/figures",
                "/api/v1/portfolios/{id}/sectors",
                "/api/v1/portfolios/{id}/concentration",
                "/api/v1/portfolios/{id}/volatility",
                "/api/v1/portfolios/{id}/stress",
                "/api/v1/portfolios/{id}/correlations",
                "/api/v1/portfolios/{id}/performance",
                "/api/v1/portfolios/{id}/completeness")
            .map(path -> AccessRule.get(Role.VIEWER, path))
            .toList());
  }

  @Bean
  NavigationLink portfolioLink() {
    return new NavigationLink(30, "/portfolios", "Portfolios", Role.VIEWER);
  }

  @Bean
  VisiblePortfolios visiblePortfolios(
      DataSource dataSource, TradingCalendar calendar, Clock clock) {
    return new VisiblePortfolios(dataSource, calendar, clock);
  }

  @Bean
  SnapshotRows snapshotRows(DataSource dataSource) {
    return new SnapshotRows(dataSource);
  }

  @Bean
  PortfolioController portfolioController(VisiblePortfolios portfolios, SnapshotRows snapshots) {
    return new PortfolioController(portfolios, snapshots);
  }

  @Bean
  SnapshotController storedSnapshotController(
      VisiblePortfolios portfolios, SnapshotRows snapshots) {
    return new SnapshotController(portfolios, snapshots);
  }

  @Bean
  PositionController positionController(
      VisiblePortfolios portfolios, SnapshotRows snapshots, DataSource dataSource, Clock clock) {
    return new PositionController(
        portfolios, snapshots, new LotStore(dataSource, clock), new FigureStore(dataSource, clock));
  }

  @Bean
  FigureController figureController(
      VisiblePortfolios portfolios,
      SnapshotRows snapshots,
      DataSource dataSource,
      TradingCalendar calendar,
      Clock clock) {
    return new FigureController(
        portfolios, snapshots, new FigureStore(dataSource, clock), calendar);
  }

  @Bean
  CompletenessController completenessController(
      VisiblePortfolios portfolios, DataSource dataSource, TradingCalendar calendar) {
    return new CompletenessController(portfolios, dataSource, calendar);
  }

  @Bean
  PortfolioPages portfolioPages(
      VisiblePortfolios portfolios,
      SnapshotRows snapshots,
      DataSource dataSource,
      TradingCalendar calendar,
      Clock clock,
      SymbolReader symbols,
      Pages pages) {
    return new PortfolioPages(
        portfolios,
        snapshots,
        new ReportReader(
            dataSource, calendar, clock, new StoredDetails(dataSource, calendar, clock)),
        symbols,
        pages);
  }
}
