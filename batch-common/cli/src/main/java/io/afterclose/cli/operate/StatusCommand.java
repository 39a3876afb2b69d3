package io.afterclose.cli.operate;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.RunSummary;
import io.afterclose.run.history.StepRecord;
import io.afterclose.run.lock.RunRecord;
import io.afterclose.run.lock.RunStore;
import io.afterclose.run.name.JobName;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code status}: what is at work now, and how the last run of each job ended. */
@Command(
    name = "status",
    description = {
      "Lists the runs at work, with owner, heartbeat, phase and counts, and the last run of each",
      "job that ended; DIED tells of a run whose process is gone, which the next run resumes."
    },
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

  private final ProcessContext process;
  private final JobName job;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();

  public StatusCommand(ProcessContext process, JobName job) {
    this.process = process;
    this.job = job;
  }

  @Override
  public Integer call() {
    ResultTable result =
        ResultTable.of(
            "job",
            "date",
            "scope",
            "revision",
            "state",
            "started_utc",
            "ended_utc",
            "heartbeat_seconds",
            "host",
            "pid",
            "version",
            "phase",
            "read",
            "written",
            "run",
            "execution",
            "exit_code",
            "message");
    try (Database opened = database.open(process, job)) {
      RunStore runs = new RunStore(opened.dataSource());
      JobHistoryStore history = new JobHistoryStore(opened.dataSource());
      for (JobName each : JobName.values()) {
        runs.active(each)
            .forEach(row -> add(result, row, state(runs, row), execution(history, row), history));
        runs.lastEnded(each)
            .ifPresent(
                row -> add(result, row, row.state().name(), execution(history, row), history));
      }
    }
    output.print(result);
    return ExitCode.DONE.code();
  }

  private static String state(RunStore runs, RunRecord row) {
    if (!runs.held(row.key())) {
      return "DIED";
    }
    return row.stopRequested() ? "STOPPING" : row.state().name();
  }

  /** While a run is at work its execution is known from the job repository alone. */
  private static Optional<Long> execution(JobHistoryStore history, RunRecord row) {
    if (row.endedAt().isPresent()) {
      return row.executionId().isPresent()
          ? Optional.of(row.executionId().getAsLong())
          : Optional.empty();
    }
    return history
        .latest(row.key().job(), row.key().date(), row.key().scope())
        .filter(execution -> execution.revision() == row.revision() && execution.open())
        .map(RunSummary::executionId);
  }

  private static void add(
      ResultTable result,
      RunRecord row,
      String state,
      Optional<Long> execution,
      JobHistoryStore history) {
    Optional<StepRecord> phase = execution.flatMap(one -> last(history.phases(one)));
    result.add(
        row.key().job().text(),
        row.key().date(),
        row.key().scope(),
        row.revision(),
        state,
        utc(row.startedAt()),
        row.endedAt().map(StatusCommand::utc).orElse(null),
        row.endedAt().isPresent() ? null : row.heartbeatAge().toSeconds(),
        row.owner().host(),
        row.owner().pid(),
        row.owner().version(),
        phase.map(StepRecord::name).orElse(null),
        phase.map(StepRecord::read).orElse(null),
        phase.map(StepRecord::written).orElse(null),
        row.runId(),
        execution.orElse(null),
        row.outcome().map(outcome -> ExitCode.of(outcome).code()).orElse(null),
        row.message());
  }

  private static Optional<StepRecord> last(List<StepRecord> phases) {
    return phases.isEmpty() ? Optional.empty() : Optional.of(phases.get(phases.size() - 1));
  }

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
