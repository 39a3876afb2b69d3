package io.afterclose.portfoliorefresh;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.database.Database;
import io.afterclose.portfoliorefresh.gap.DateCoverage;
import io.afterclose.portfoliorefresh.gap.GapPlan;
import io.afterclose.portfoliorefresh.gate.GateWait;
import io.afterclose.portfoliorefresh.portfolio.KeyRange;
import io.afterclose.run.JobName;
import io.afterclose.run.RunParameters;
import io.afterclose.run.Source;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.RunSummary;
import io.afterclose.run.launch.CommandRefused;
import io.afterclose.run.launch.DatabaseOption;
import io.afterclose.run.launch.DurationConverter;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.launch.JobContext;
import io.afterclose.run.launch.Surroundings;
import io.afterclose.run.launch.TimeLimit;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}: waits for the symbol job, then fills what each portfolio lacks. */
@Command(
    name = "run",
    description =
        "Waits for the symbol job of a session, then fills each portfolio's gaps up to it.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
  private static final JobName JOB = JobName.PORTFOLIO_REFRESH;

  private final Surroundings surroundings;

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "The session (default: the latest completed one).")
  private @Nullable LocalDate date;

  @Option(
      names = "--wait",
      defaultValue = "60m",
      converter = DurationConverter.class,
      description = "How long to wait for the symbol job; 0s looks once (default: 60m).")
  private Duration longest = Duration.ZERO;

  @Option(
      names = "--poll",
      defaultValue = "5m",
      converter = DurationConverter.class,
      description = "Time between two looks (default: 5m).")
  private Duration poll = Duration.ZERO;

  @Option(
      names = "--source",
      defaultValue = "OPERATOR",
      description = "Who asks: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Source source = Source.OPERATOR;

  RunCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    TradingCalendar calendar = surroundings.calendar();
    LocalDate target = surroundings.targetDate().resolve(Optional.ofNullable(date));
    GateWait wait = gateWait();
    try (Database opened = database.open(surroundings, JOB)) {
      Optional<RunSummary> latest =
          new JobHistoryStore(opened.dataSource()).latest(JOB, target, RunParameters.EVERYTHING);
      boolean completed = latest.filter(RunSummary::completed).isPresent();
      if (completed && nothingToDo(opened, calendar, target)) {
        return ExitCode.DONE.code();
      }
      int revision = latest.map(RunSummary::revision).orElse(1) + (completed ? 1 : 0);
      RunParameters parameters =
          new RunParameters(target, RunParameters.EVERYTHING, revision, source);
      return refresh(opened, wait, parameters).code();
    }
  }

  private GateWait gateWait() {
    try {
      return new GateWait(longest, poll);
    } catch (IllegalArgumentException wrong) {
      throw new CommandRefused(ExitCode.USAGE, String.valueOf(wrong.getMessage()));
    }
  }

  /** The planner decides, not the run record. */
  private boolean nothingToDo(Database opened, TradingCalendar calendar, LocalDate target) {
    GapPlan plan =
        new Composition(opened.dataSource(), calendar, surroundings.clock())
            .planner()
            .plan(target, KeyRange.ALL);
    if (plan.work().isEmpty()) {
      LOG.info(
          "portfolio-refresh {}: nothing to do; {} dates stay gaps for lack of prices {}",
          target,
          plan.skipped().size(),
          plan.skipped().stream().map(DateCoverage::date).toList());
    }
    return plan.work().isEmpty();
  }

  private ExitCode refresh(Database opened, GateWait wait, RunParameters parameters) {
    Workers workers = Workers.of(Runtime.getRuntime().availableProcessors());
    try (JobContext context =
        JobContext.open(
            JOB,
            PortfolioRefreshJob.class,
            surroundings,
            opened,
            beans -> {
              beans.registerBean(GateWait.class, () -> wait);
              beans.registerBean(Workers.class, () -> workers);
            })) {
      return context.run(parameters, TimeLimit.NONE).exitCode();
    }
  }
}
