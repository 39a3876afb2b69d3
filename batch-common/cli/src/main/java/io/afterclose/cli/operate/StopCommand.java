package io.afterclose.cli.operate;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DurationConverter;
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
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stop}: the active run of a date ends at its next chunk. */
@Command(
    name = "stop",
    description =
        "Requests the active run of a date to end at its next chunk, and waits until it"
            + " has ended; the next run of the date resumes it.",
    mixinStandardHelpOptions = true)
final class StopCommand extends RunTargetCommand {

  private static final Duration POLL = Duration.ofMillis(500);

  @Mixin private OutputOption output = new OutputOption();

  @Option(
      names = "--wait",
      defaultValue = "60s",
      converter = DurationConverter.class,
      description = "How long to wait for its end (default: ${DEFAULT-VALUE}).")
  private Duration timeout = Duration.ZERO;

  public StopCommand(ProcessContext process, JobName job) {
    this(process, job, Pause.sleeping());
  }

  StopCommand(ProcessContext process, JobName job, Pause pause) {
    super(process, job, pause);
  }

  @Override
  void checkOptions() {
    if (timeout.isNegative()) {
      throw new InvalidInputException("--wait is negative; 0s asks and does not wait");
    }
  }

  @Override
  int act(Database opened, RunStore runs, RunKey key) {
    output.print(runs.isLocked(key) ? stopped(runs, key) : nothingRuns(runs, key));
    return ExitCode.DONE.code();
  }

  private ResultTable stopped(RunStore runs, RunKey key) {
    StopRequest request = new StopRequest(runs, key);
    if (!pause().until(request::over, POLL, timeout)) {
      throw new RunInProgressException(
          "%s is still working %d s after the request to stop: %s; it ends at its next chunk, or, if its process hangs, '%s recover %s' evicts it"
              .formatted(
                  key.describe(),
                  timeout.toSeconds(),
                  runs.active(key).map(RunRecord::describe).orElse("not recorded yet"),
                  job().text(),
                  key.options()));
    }
    return result(key, "ended", request.requested());
  }

  /** A row without a lock belongs to a process that died. */
  private static ResultTable nothingRuns(RunStore runs, RunKey key) {
    Optional<RunRecord> died = runs.active(key);
    return result(key, died.isPresent() ? "nothing runs, its process died" : "nothing runs", died);
  }

  private static ResultTable result(RunKey key, String outcome, Optional<RunRecord> row) {
    return ResultTable.of(List.of(key))
        .column("job", run -> run.job().text())
        .column("date", RunKey::date)
        .column("scope", RunKey::scope)
        .column("outcome", run -> outcome)
        .column("run", run -> row.map(RunRecord::runId).orElse(null))
        .column("state", run -> row.map(RunRecord::state).orElse(null))
        .column("exit_code", run -> row.flatMap(last -> ExitCode.recorded(last.end())).orElse(null))
        .column("message", run -> row.map(last -> last.end().message()).orElse(null))
        .table();
  }
}
