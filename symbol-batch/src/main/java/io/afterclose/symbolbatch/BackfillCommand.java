package io.afterclose.symbolbatch;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.database.Database;
import io.afterclose.run.JobName;
import io.afterclose.run.launch.CommandRefused;
import io.afterclose.run.launch.CronOption;
import io.afterclose.run.launch.DatabaseOption;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.launch.Surroundings;
import io.afterclose.symbolbatch.night.NightScope;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code backfill}: the nights of a range, oldest first. */
@Command(
    name = "backfill",
    description = {
      "Runs the nights of all sessions of a range, oldest first, each its own job instance.",
      "Complete ones are left alone, so an interrupted backfill goes on where it stopped."
    },
    mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private CronOption cron = new CronOption();
  @Mixin private ProviderOptions providers = new ProviderOptions();
  @Mixin private NightOptions options = new NightOptions();

  @Option(names = "--from", required = true, paramLabel = "DATE", description = "First day.")
  private LocalDate from = LocalDate.MIN;

  @Option(names = "--to", required = true, paramLabel = "DATE", description = "Last session.")
  private LocalDate to = LocalDate.MIN;

  BackfillCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    List<LocalDate> sessions = sessions();
    providers.check();
    options.check();
    LoggerFactory.getLogger(BackfillCommand.class)
        .info("backfill: {} sessions from {} to {}", sessions.size(), from, to);
    return cron.ended(
        surroundings, JobName.SYMBOL_BATCH, from + " to " + to, () -> nights(sessions));
  }

  private ExitCode nights(List<LocalDate> sessions) {
    try (Database opened = database.open(surroundings, JobName.SYMBOL_BATCH)) {
      return new SymbolNights(surroundings, opened, providers, options)
          .run(sessions, NightScope.ALL);
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
