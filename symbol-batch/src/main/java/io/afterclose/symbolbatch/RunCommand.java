package io.afterclose.symbolbatch;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.database.Database;
import io.afterclose.run.JobName;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.launch.CronOption;
import io.afterclose.run.launch.DatabaseOption;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.launch.Surroundings;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}: the night of one session, or of all that were missed. */
@Command(
    name = "run",
    description = {
      "Runs the night of a session: prices, betas, factors, metrics.",
      "Without --date: the sessions missed since the first complete one, then the latest."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private CronOption cron = new CronOption();
  @Mixin private ProviderOptions providers = new ProviderOptions();
  @Mixin private NightOptions options = new NightOptions();
  @Mixin private ScopeOptions scope = new ScopeOptions();

  @Option(names = "--date", paramLabel = "DATE", description = "The session, as 2022-06-30.")
  private @Nullable LocalDate date;

  RunCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    TradingCalendar calendar = surroundings.calendar();
    LocalDate target = surroundings.targetDate().resolve(Optional.ofNullable(date));
    providers.check();
    options.check();
    return cron.ended(
        surroundings, JobName.SYMBOL_BATCH, target.toString(), () -> nights(calendar, target));
  }

  private ExitCode nights(TradingCalendar calendar, LocalDate target) {
    try (Database opened = database.open(surroundings, JobName.SYMBOL_BATCH)) {
      List<LocalDate> sessions =
          new CatchUp(new JobHistoryStore(opened.dataSource()), calendar)
              .sessions(target, date != null || !scope.isAll());
      return new SymbolNights(surroundings, opened, providers, options)
          .run(sessions, scope.checked(opened));
    }
  }
}
