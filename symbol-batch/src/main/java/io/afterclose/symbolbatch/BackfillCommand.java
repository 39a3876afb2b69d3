package io.afterclose.symbolbatch;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.cli.option.CronOption;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.run.outcome.DateRefusedException;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.symbolbatch.price.ProviderOptions;
import io.afterclose.symbolbatch.session.RunOptions;
import io.afterclose.symbolbatch.session.SymbolScope;
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

  private final ProcessContext process;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private CronOption cron = new CronOption();
  @Mixin private ProviderOptions providers = new ProviderOptions();
  @Mixin private RunOptions options = new RunOptions();

  @Option(names = "--from", required = true, paramLabel = "DATE", description = "First day.")
  private LocalDate from = LocalDate.MIN;

  @Option(names = "--to", required = true, paramLabel = "DATE", description = "Last session.")
  private LocalDate to = LocalDate.MIN;

  BackfillCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public Integer call() {
    List<LocalDate> sessions = sessions();
    providers.check();
    options.check();
    LoggerFactory.getLogger(BackfillCommand.class)
        .info("backfill: {} sessions from {} to {}", sessions.size(), from, to);
    return cron.ended(process, JobName.SYMBOL_BATCH, from + " to " + to, () -> nights(sessions));
  }

  private RunOutcome nights(List<LocalDate> sessions) {
    try (Database opened = database.open(process, JobName.SYMBOL_BATCH)) {
      return new SymbolRuns(process, opened, providers, options).run(sessions, SymbolScope.ALL);
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
