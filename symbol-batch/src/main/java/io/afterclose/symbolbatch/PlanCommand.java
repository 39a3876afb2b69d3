package io.afterclose.symbolbatch;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.database.Database;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.universe.ScopeStore;
import io.afterclose.market.universe.UniverseStore;
import io.afterclose.run.JobName;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.RecordedJobs;
import io.afterclose.run.launch.DatabaseOption;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.launch.Surroundings;
import io.afterclose.run.output.OutputOption;
import io.afterclose.run.output.ResultTable;
import io.afterclose.symbolbatch.night.NightScope;
import io.afterclose.symbolbatch.night.NightUniverse;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plan}: what {@code run} would do, by the same parts; nothing is written. */
@Command(
    name = "plan",
    description = {
      "Lists what 'run' with the same options would do, and why; nothing is written.",
      "In its order: each symbol whose prices it would ask for, then each that it would fit and",
      "measure, as the data are now. A complete night, and a phase that an earlier attempt ended,",
      "are left out."
    },
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();
  @Mixin private ScopeOptions scopeOptions = new ScopeOptions();

  @Option(names = "--date", paramLabel = "DATE", description = "The session, as 2022-06-30.")
  private @Nullable LocalDate date;

  PlanCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    TradingCalendar calendar = surroundings.calendar();
    LocalDate target = surroundings.targetDate().resolve(Optional.ofNullable(date));
    ResultTable result = ResultTable.of("date", "phase", "symbol", "reason");
    try (Database opened = database.open(surroundings, JobName.SYMBOL_BATCH)) {
      JobHistoryStore history = new JobHistoryStore(opened.dataSource());
      NightScope scope = scopeOptions.checked(opened);
      NightPlan plan = plan(opened.dataSource(), calendar);
      new CatchUp(history, calendar)
          .sessions(target, date != null || !scope.isAll())
          .forEach(session -> add(result, NextNight.of(history, session, scope), plan));
    }
    output.print(result);
    return ExitCode.DONE.code();
  }

  private NightPlan plan(DataSource dataSource, TradingCalendar calendar) {
    return new NightPlan(
        new NightUniverse(
            new UniverseStore(dataSource, surroundings.clock()), new ScopeStore(dataSource)),
        new PriceStore(dataSource, surroundings.clock()),
        calendar,
        RecordedJobs.in(dataSource),
        surroundings.clock());
  }

  private static void add(ResultTable result, NextNight night, NightPlan plan) {
    plan.of(night)
        .forEach(one -> result.add(night.session(), one.phase(), one.symbol(), one.reason()));
  }
}
