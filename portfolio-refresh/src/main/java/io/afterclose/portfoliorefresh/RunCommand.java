package io.afterclose.portfoliorefresh;

import io.afterclose.database.Database;
import io.afterclose.run.JobName;
import io.afterclose.run.Source;
import io.afterclose.run.launch.CronOption;
import io.afterclose.run.launch.DatabaseOption;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.launch.Surroundings;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

  private static final JobName JOB = JobName.PORTFOLIO_REFRESH;

  private final Surroundings surroundings;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private CronOption cron = new CronOption();
  @Mixin private WaitOptions waits = new WaitOptions();
  @Mixin private ScopeOptions scopeOptions = new ScopeOptions();

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "The session (default: the latest completed one).")
  private @Nullable LocalDate date;

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
    LocalDate target = surroundings.targetDate().resolve(Optional.ofNullable(date));
    RefreshNight night = RefreshNight.waiting(surroundings, waits);
    scopeOptions.restated();
    return cron.ended(surroundings, JOB, target.toString(), () -> ended(night, target));
  }

  private ExitCode ended(RefreshNight night, LocalDate target) {
    try (Database opened = database.open(surroundings, JOB)) {
      Composition composition =
          new Composition(opened.dataSource(), surroundings.calendar(), surroundings.clock());
      RefreshScope scope = scopeOptions.known(composition.portfolios());
      return new RefreshDates(opened, composition.planner(), night, scope).run(target, source);
    }
  }
}
