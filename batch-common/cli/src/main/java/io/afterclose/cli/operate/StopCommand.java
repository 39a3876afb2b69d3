package io.afterclose.cli.operate;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.option.DurationConverter;
import io.afterclose.cli.option.RunOption;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.Pause;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.execution.StopRequest;
import io.afterclose.run.lock.RunRecord;
import io.afterclose.run.lock.RunStore;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.run.outcome.RunInProgressException;
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

  private final ProcessContext process;
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

  public StopCommand(ProcessContext process, JobName job) {
    this(process, job, Pause.sleeping());
  }

  StopCommand(ProcessContext process, JobName job, Pause pause) {
    this.process = process;
    this.job = job;
    this.pause = pause;
  }

  @Override
  public Integer call() {
    run.check(process);
    if (longest.isNegative()) {
      throw new InvalidInputException("--wait is negative; 0s asks and does not wait");
    }
    try (Database opened = database.open(process, job)) {
      RunKey key = run.known(opened, job);
      RunStore runs = new RunStore(opened.dataSource());
      output.print(runs.held(key) ? stopped(runs, key) : nobody(runs, key));
    }
    return ExitCode.DONE.code();
  }

  private ResultTable stopped(RunStore runs, RunKey key) {
    StopRequest request = new StopRequest(runs, key);
    if (!pause.until(request::over, POLL, longest)) {
      throw new RunInProgressException(
          "%s is still working %d s after it was asked to stop: %s; it ends at its next chunk, or, if its process hangs, '%s recover %s' takes it away"
              .formatted(
                  key.words(),
                  longest.toSeconds(),
                  runs.active(key).map(RunRecord::words).orElse("not recorded yet"),
                  job.text(),
                  key.options()));
    }
    return result(key, "ended", request.asked());
  }

  /** Without a lock a row tells of a process that died. */
  private static ResultTable nobody(RunStore runs, RunKey key) {
    Optional<RunRecord> died = runs.active(key);
    return result(key, died.isPresent() ? "nothing runs, its process died" : "nothing runs", died);
  }

  private static ResultTable result(RunKey key, String outcome, Optional<RunRecord> row) {
    ResultTable result =
        ResultTable.of("job", "date", "scope", "outcome", "run", "state", "exit_code", "message");
    result.add(
        key.job().text(),
        key.date(),
        key.scope(),
        outcome,
        row.map(RunRecord::runId).orElse(null),
        row.map(RunRecord::state).orElse(null),
        row.flatMap(RunRecord::outcome).map(ended -> ExitCode.of(ended).code()).orElse(null),
        row.map(RunRecord::message).orElse(null));
    return result;
  }
}
