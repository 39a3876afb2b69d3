package io.afterclose.symbolbatch.onboarding;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.option.DurationConverter;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.execution.TimeLimit;
import io.afterclose.run.logging.RunFields;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.Source;
import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.symbolbatch.onboarding.OnboardingWorker.Drained;
import io.afterclose.symbolbatch.price.ProviderOptions;
import io.afterclose.symbolbatch.session.ChunkSize;
import io.afterclose.symbolbatch.session.RunSettings;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code onboard}: the symbols that wait in the onboarding queue. */
@Command(
    name = "onboard",
    description =
        "Prices the symbols that wait in the onboarding queue, since anybody held them, and"
            + " fits their factors. Ends when nothing is due, with 3 where symbols were given"
            + " up and 75 where some are to be tried again. A night does the queue too.",
    mixinStandardHelpOptions = true)
public final class OnboardCommand implements Callable<Integer> {

  private static final ChunkSize CHUNK = new ChunkSize(1000);

  /** A run of a few symbols takes seconds; a claim whose worker lives is never taken away. */
  private static final TimeLimit LIMIT = TimeLimit.of(Duration.ofMinutes(10));

  /** More would not make a claim slower to lose than to do. */
  private static final int MOST_AT_A_TIME = 50;

  private final ProcessContext process;
  private final OnboardingRuns runs;
  private final WorkerStop stop;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private ProviderOptions providers = new ProviderOptions();

  @Option(
      names = "--watch",
      description =
          "Stay and work on what is asked for later, until a signal comes; a database that goes"
              + " away is waited for.")
  private boolean watch;

  @Option(
      names = "--poll",
      defaultValue = "5s",
      converter = DurationConverter.class,
      description =
          "With --watch: time between two looks at the queue; a new row is told at once as well"
              + " (default: ${DEFAULT-VALUE}).")
  private Duration poll = Duration.ZERO;

  @Option(
      names = "--at-a-time",
      defaultValue = "3",
      paramLabel = "SYMBOLS",
      description = "How many symbols are claimed together (default: ${DEFAULT-VALUE}).")
  private int atATime;

  /** For the queue of a process, by the runs of the job. */
  public OnboardCommand(ProcessContext process, OnboardingRuns runs) {
    this(process, runs, new WorkerStop());
  }

  OnboardCommand(ProcessContext process, OnboardingRuns runs, WorkerStop stop) {
    this.process = process;
    this.runs = runs;
    this.stop = stop;
  }

  @Override
  @SuppressWarnings("try") // the watch for signals is held, not used
  public Integer call() {
    check();
    RunFields.ofRequest(JobName.SYMBOL_BATCH.text(), "onboarding");
    try (WorkerStop.Watch signals = stop.watch()) {
      OnboardingWorker worker =
          new OnboardingWorker(
              process,
              runs,
              providers,
              new RunSettings(CHUNK, LIMIT, Source.ONBOARDING),
              atATime,
              stop);
      return ExitCode.of(watch ? watch(worker) : once(worker)).code();
    }
  }

  private void check() {
    providers.check(process);
    if (atATime < 1 || atATime > MOST_AT_A_TIME) {
      throw new InvalidInputException(
          "--at-a-time: a number from 1 to %d was expected, found %d"
              .formatted(MOST_AT_A_TIME, atATime));
    }
    if (poll.compareTo(Duration.ofMillis(100)) < 0) {
      throw new InvalidInputException("--poll: a duration of 100ms or more was expected");
    }
  }

  private RunOutcome once(OnboardingWorker worker) {
    try (Database opened = database.open(process, JobName.SYMBOL_BATCH)) {
      Drained drained = worker.drain(opened);
      drained.tell();
      if (drained.later() > 0) {
        return RunOutcome.FAILED_TRANSIENT;
      }
      return drained.failed() > 0 ? RunOutcome.PARTIAL : RunOutcome.COMPLETED;
    }
  }

  private RunOutcome watch(OnboardingWorker worker) {
    new QueueWatch(() -> database.open(process, JobName.SYMBOL_BATCH), worker, poll, stop)
        .untilStopped();
    return RunOutcome.COMPLETED;
  }
}
