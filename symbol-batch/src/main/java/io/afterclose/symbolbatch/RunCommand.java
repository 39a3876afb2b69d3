package io.afterclose.symbolbatch;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.database.Database;
import io.afterclose.run.JobName;
import io.afterclose.run.RunParameters;
import io.afterclose.run.Source;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.RunSummary;
import io.afterclose.run.launch.DatabaseOption;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.launch.JobContext;
import io.afterclose.run.launch.JobRunner;
import io.afterclose.run.launch.RunResult;
import io.afterclose.run.launch.Surroundings;
import io.afterclose.symbolbatch.night.ChunkSize;
import io.afterclose.symbolbatch.price.provider.ProviderChain;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.Job;
import org.springframework.context.ConfigurableApplicationContext;
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

  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  private final Surroundings surroundings;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private ProviderOptions providers = new ProviderOptions();

  @Option(names = "--date", paramLabel = "DATE", description = "The session, as 2022-06-30.")
  private @Nullable LocalDate date;

  @Option(
      names = "--chunk-size",
      defaultValue = "250",
      description = "Symbols per transaction (default: ${DEFAULT-VALUE}).")
  private int chunkSize;

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
    ChunkSize chunk = ProviderOptions.checked(() -> new ChunkSize(chunkSize));
    providers.check();
    try (Database opened = database.open(surroundings, JobName.SYMBOL_BATCH)) {
      JobHistoryStore history = new JobHistoryStore(opened.dataSource());
      List<LocalDate> sessions =
          date == null ? new CatchUp(history, calendar).until(target) : List.of(target);
      ExitCode worst = ExitCode.DONE;
      for (LocalDate session : sessions) {
        ExitCode code = night(opened, history, calendar, chunk, session);
        worst = worst == ExitCode.DONE ? code : worst;
      }
      return worst.code();
    }
  }

  private ExitCode night(
      Database opened,
      JobHistoryStore history,
      TradingCalendar calendar,
      ChunkSize chunk,
      LocalDate session) {
    Optional<RunSummary> latest =
        history.latest(JobName.SYMBOL_BATCH, session, RunParameters.EVERYTHING);
    if (latest.filter(RunSummary::completed).isPresent()) {
      LOG.info(
          "symbol-batch {}: nothing to do, execution {} completed it",
          session,
          latest.get().executionId());
      return ExitCode.DONE;
    }
    ProviderChain chain = providers.open(calendar, session);
    LOG.info("symbol-batch {}: started on {}", session, opened.describe());
    try (ConfigurableApplicationContext context =
        JobContext.start(
            SymbolBatchJob.class,
            opened,
            beans -> {
              beans.registerBean(Clock.class, surroundings::clock);
              beans.registerBean(TradingCalendar.class, () -> calendar);
              beans.registerBean(ChunkSize.class, () -> chunk);
              beans.registerBean(ProviderChain.class, () -> chain);
            })) {
      RunResult result =
          context
              .getBean(JobRunner.class)
              .run(
                  JobName.SYMBOL_BATCH,
                  context.getBean(Job.class),
                  new RunParameters(
                      session,
                      RunParameters.EVERYTHING,
                      latest.map(RunSummary::revision).orElse(1),
                      source));
      report(session, result);
      return result.exitCode();
    }
  }

  private static void report(LocalDate session, RunResult result) {
    if (result.exitCode() == ExitCode.DONE) {
      LOG.info("symbol-batch {}: {} {}", session, result.status(), result.description());
    } else {
      LOG.error("symbol-batch {}: {} {}", session, result.status(), result.description());
    }
  }
}
