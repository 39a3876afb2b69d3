package io.afterclose.portfoliorefresh;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.cli.option.CronOption;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.database.connection.Database;
import io.afterclose.portfoliorefresh.gate.GateWait;
import io.afterclose.portfoliorefresh.gate.OnboardingWait;
import io.afterclose.portfoliorefresh.refresh.PortfolioOption;
import io.afterclose.portfoliorefresh.refresh.RefreshScope;
import io.afterclose.portfoliorefresh.snapshot.SnapshotComponents;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.Source;
import io.afterclose.run.outcome.DateRefusedException;
import io.afterclose.run.outcome.RunOutcome;
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

  private final ProcessContext process;

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

  BackfillCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public Integer call() {
    List<LocalDate> sessions = sessions();
    LoggerFactory.getLogger(BackfillCommand.class)
        .info("backfill: {} sessions from {} to {}", sessions.size(), from, to);
    return cron.ended(process, JOB, from + " to " + to, () -> nights(sessions));
  }

  private RunOutcome nights(List<LocalDate> sessions) {
    try (Database opened = database.open(process, JOB)) {
      SnapshotComponents composition =
          new SnapshotComponents(opened.dataSource(), process.calendar(), process.clock());
      RefreshScope scope =
          new RefreshScope(portfolio.known(composition.portfolios()), false, Optional.empty());
      RefreshRun night = new RefreshRun(process, ONE_LOOK, OnboardingWait.atMost(Duration.ZERO));
      return new RefreshRuns(opened, composition.planner(), night, scope).run(sessions, source);
    }
  }

  private List<LocalDate> sessions() {
    LocalDate last = process.targetDate().resolve(Optional.of(to));
    TradingCalendar calendar = process.calendar();
    if (from.isBefore(calendar.firstDay()) || from.isAfter(last)) {
      throw new DateRefusedException(
          "--from %s is not between %s and %s".formatted(from, calendar.firstDay(), last));
    }
    return calendar.sessions(from, last);
  }
}
