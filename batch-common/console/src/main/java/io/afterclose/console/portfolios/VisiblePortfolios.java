package io.afterclose.console.portfolios;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.console.access.Actor;
import io.afterclose.console.access.Visibility;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.snapshot.PortfolioStanding;
import io.afterclose.portfolio.snapshot.PortfolioStandingStore;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The portfolios that somebody may see; any other one is answered as one that does not exist. */
final class VisiblePortfolios {

  private final PortfolioStandingStore standings;
  private final TradingCalendar calendar;
  private final Clock clock;

  VisiblePortfolios(DataSource dataSource, TradingCalendar calendar, Clock clock) {
    this.standings = new PortfolioStandingStore(dataSource);
    this.calendar = calendar;
    this.clock = clock;
  }

  /** Some of them by name, behind a name. */
  List<PortfolioStanding> page(Actor actor, String after, int limit) {
    Visibility visibility = actor.visibility();
    Optional<Set<Long>> visible =
        visibility.all() ? Optional.empty() : Optional.of(visibility.portfolios());
    return standings.page(visible, after, limit);
  }

  /**
   * One of them.
   *
   * @param id as it stands in the path
   * @throws ProblemException when there is none that the actor may see
   */
  PortfolioStanding seen(Actor actor, String id) {
    OptionalLong key = RequestValues.key(id);
    return (key.isPresent() && actor.visibility().allows(key.getAsLong())
            ? standings.ofId(key.getAsLong())
            : Optional.<PortfolioStanding>empty())
        .orElseThrow(() -> ProblemException.notFound("portfolio " + id));
  }

  /** The latest session that is over. */
  LocalDate due() {
    return calendar.latestCompletedSession(clock.instant());
  }

  /** How many sessions are over since one. */
  int sessionsLate(LocalDate date) {
    LocalDate due = due();
    return date.isBefore(due) ? calendar.sessions(date.plusDays(1), due).size() : 0;
  }

  /** The members with which each answer about a portfolio begins. */
  Map<String, @Nullable Object> about(Portfolio portfolio, LocalDate asOf, int revision) {
    Map<String, @Nullable Object> members = named(portfolio);
    members.put("as_of", asOf);
    members.put("revision", revision);
    members.put("sessions_late", sessionsLate(asOf));
    return members;
  }

  /** The same where nothing is stored that the answer could be about. */
  static Map<String, @Nullable Object> nothing(Portfolio portfolio, String reason, String detail) {
    Map<String, @Nullable Object> members = named(portfolio);
    members.put("as_of", null);
    members.put("revision", null);
    members.put("sessions_late", null);
    members.put("reason", reason);
    members.put("detail", detail);
    return members;
  }

  private static Map<String, @Nullable Object> named(Portfolio portfolio) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("id", portfolio.id());
    members.put("portfolio", portfolio.name());
    return members;
  }
}
