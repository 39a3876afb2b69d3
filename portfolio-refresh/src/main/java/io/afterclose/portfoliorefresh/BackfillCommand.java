package io.afterclose.portfoliorefresh;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.database.Database;
import io.afterclose.portfoliorefresh.gate.GateWait;
import io.afterclose.portfoliorefresh.gate.OnboardingWait;
import io.afterclose.portfoliorefresh.portfolio.PortfolioOption;
import io.afterclose.run.JobName;
import io.afterclose.run.Source;
import io.afterclose.run.launch.CommandRefused;
import io.afterclose.run.launch.CronOption;
import io.afterclose.run.launch.DatabaseOption;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.launch.Surroundings;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code backfill}: the refreshes of a range, oldest first. */
@Command(
    name = "backfill",
    description = {
      "Runs the refreshes of all sessions of a range, oldest first, each its own job instance.",
      "One with nothing to do is left alone, so an interrupted backfill goes on where it stopped;",
      "one whose symbol job is not complete is not waited for: the others go on, and the exit code",
      "tells of it."
    },
    mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {

  private static final JobName JOB = JobName.PORTFOLIO_REFRESH;

  /** Nobody is about to run a past night, so there is nothing to wait for. */
  private static final GateWait ONE_LOOK =
      new GateWait(Duration.ZERO, Duration.ofMinutes(5), false);

  private final Surroundings surroundings;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private CronOption cron = new CronOption();
  @Mixin private PortfolioOption portfolio = new PortfolioOption();

  @Option(names = "--from", required = true, paramLabel = "DATE", description = "First day.")
  private LocalDate from = LocalDate.MIN;

  @Option(names = "--to", required = true, paramLabel = "DATE", description = "Last session.")
  private LocalDate to = LocalDate.MIN;

  @Option(
      names = "--source",
      defaultValue = "OPERATOR",
      description = "Who asks: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Source source = Source.OPERATOR;

  BackfillCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    List<LocalDate> sessions = sessions();
    LoggerFactory.getLogger(BackfillCommand.class)
        .info("backfill: {} sessions from {} to {}", sessions.size(), from, to);
    return cron.ended(surroundings, JOB, from + " to " + to, () -> nights(sessions));
  }

  private ExitCode nights(List<LocalDate> sessions) {
    try (Database opened = database.open(surroundings, JOB)) {
      Composition composition =
          new Composition(opened.dataSource(), surroundings.calendar(), surroundings.clock());
      RefreshScope scope =
          new RefreshScope(portfolio.known(composition.portfolios()), false, Optional.empty());
      RefreshNight night =
          new RefreshNight(surroundings, ONE_LOOK, OnboardingWait.atMost(Duration.ZERO));
      return new RefreshDates(opened, composition.planner(), night, scope).run(sessions, source);
    }
  }

  private List<LocalDate> sessions() {
    LocalDate last = surroundings.targetDate().resolve(Optional.of(to));
    TradingCalendar calendar = surroundings.calendar();
    if (from.isBefore(calendar.firstDay()) || from.isAfter(last)) {
      throw new CommandRefused(
          ExitCode.DATE_REFUSED,
          "--from %s is not between %s and %s".formatted(from, calendar.firstDay(), last));
    }
    return calendar.sessions(from, last);
  }
}
