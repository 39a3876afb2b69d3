package io.afterclose.run.control;

import io.afterclose.database.Database;
import io.afterclose.run.JobName;
import io.afterclose.run.history.RunOption;
import io.afterclose.run.launch.CommandRefused;
import io.afterclose.run.launch.DatabaseOption;
import io.afterclose.run.launch.DurationConverter;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.launch.Pause;
import io.afterclose.run.launch.Surroundings;
import io.afterclose.run.lock.RunKey;
import io.afterclose.run.lock.RunRow;
import io.afterclose.run.lock.RunStore;
import io.afterclose.run.output.OutputOption;
import io.afterclose.run.output.ResultTable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stop}: the run at work on a date ends at its next chunk. */
@Command(
    name = "stop",
    description = {
      "Asks the run at work on a date to end at its next chunk, and waits until it has ended;",
      "the next run of the date resumes it."
    },
    mixinStandardHelpOptions = true)
public final class StopCommand implements Callable<Integer> {

  private static final Duration POLL = Duration.ofMillis(500);

  private final Surroundings surroundings;
  private final JobName job;
  private final Pause pause;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();
  @Mixin private RunOption run = new RunOption();

  @Option(
      names = "--wait",
      defaultValue = "60s",
      converter = DurationConverter.class,
      description = "How long to wait for its end (default: ${DEFAULT-VALUE}).")
  private Duration longest = Duration.ZERO;

  public StopCommand(Surroundings surroundings, JobName job) {
    this(surroundings, job, Pause.sleeping());
  }

  StopCommand(Surroundings surroundings, JobName job, Pause pause) {
    this.surroundings = surroundings;
    this.job = job;
    this.pause = pause;
  }

  @Override
  public Integer call() {
    run.check(surroundings);
    if (longest.isNegative()) {
      throw new CommandRefused(ExitCode.USAGE, "--wait is negative; 0s asks and does not wait");
    }
    try (Database opened = database.open(surroundings, job)) {
      RunKey key = run.known(opened, job);
      RunStore runs = new RunStore(opened.dataSource());
      output.print(runs.held(key) ? stopped(runs, key) : nobody(runs, key));
    }
    return ExitCode.DONE.code();
  }

  private ResultTable stopped(RunStore runs, RunKey key) {
    StopRequest request = new StopRequest(runs, key);
    if (!pause.until(request::over, POLL, longest)) {
      throw new CommandRefused(
          ExitCode.ALREADY_RUNNING,
          "%s is still working %d s after it was asked to stop: %s; it ends at its next chunk, or, if its process hangs, '%s recover %s' takes it away"
              .formatted(
                  key.words(),
                  longest.toSeconds(),
                  runs.active(key).map(RunRow::words).orElse("not recorded yet"),
                  job.text(),
                  key.options()));
    }
    return result(key, "ended", request.asked());
  }

  /** Without a lock a row tells of a process that died. */
  private static ResultTable nobody(RunStore runs, RunKey key) {
    Optional<RunRow> died = runs.active(key);
    return result(key, died.isPresent() ? "nothing runs, its process died" : "nothing runs", died);
  }

  private static ResultTable result(RunKey key, String outcome, Optional<RunRow> row) {
    ResultTable result =
        ResultTable.of("job", "date", "scope", "outcome", "run", "state", "exit_code", "message");
    result.add(
        key.job().text(),
        key.date(),
        key.scope(),
        outcome,
        row.map(RunRow::runId).orElse(null),
        row.map(RunRow::state).orElse(null),
        row.filter(one -> one.exitCode().isPresent())
            .map(one -> one.exitCode().getAsInt())
            .orElse(null),
        row.map(RunRow::message).orElse(null));
    return result;
  }
}
