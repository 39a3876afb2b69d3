package io.afterclose.cli.operate;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.StepRecord;
import io.afterclose.run.lock.RunRecord;
import io.afterclose.run.lock.RunStore;
import io.afterclose.run.name.JobName;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code status}: what is active now, and how the last run of each job ended. */
@Command(
    name = "status",
    description =
        "Lists the active runs, with owner, heartbeat, phase and counts, and the last"
            + " run of each job that ended; DIED is a run whose process is gone, which the"
            + " next run resumes.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

  private final ProcessContext process;
  private final JobName job;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();

  public StatusCommand(ProcessContext process, JobName job) {
    this.process = process;
    this.job = job;
  }

  /**
   * One line of the status.
   *
   * @param state RUNNING, STOPPING, DIED, or how it ended
   * @param phase the last one that began
   */
  private record Line(
      RunRecord run, String state, Optional<Long> execution, Optional<StepRecord> phase) {}

  @Override
  public Integer call() {
    List<Line> lines = new ArrayList<>();
    try (Database opened = database.open(process, job)) {
      RunStore runs = new RunStore(opened.dataSource());
      JobHistoryStore history = new JobHistoryStore(opened.dataSource());
      for (JobName each : JobName.values()) {
        runs.active(each).forEach(run -> lines.add(line(run, state(runs, run), history)));
        runs.lastEnded(each).ifPresent(run -> lines.add(line(run, run.state().name(), history)));
      }
    }
    output.print(table(lines));
    return ExitCode.DONE.code();
  }

  private static String state(RunStore runs, RunRecord row) {
    if (!runs.isLocked(row.key())) {
      return "DIED";
    }
    return row.activity().stopRequested() ? "STOPPING" : row.state().name();
  }

  /** While a run is active its execution is known from the job repository alone. */
  private static Optional<Long> execution(JobHistoryStore history, RunRecord row) {
    if (row.end().at().isPresent()) {
      return row.end().executionId().isPresent()
          ? Optional.of(row.end().executionId().getAsLong())
          : Optional.empty();
    }
    return history
        .latest(row.key().job(), row.key().date(), row.key().scope())
        .filter(
            execution ->
                execution.target().revision() == row.start().revision()
                    && execution.execution().open())
        .map(run -> run.execution().id());
  }

  private static Line line(RunRecord run, String state, JobHistoryStore history) {
    Optional<Long> execution = execution(history, run);
    return new Line(run, state, execution, execution.flatMap(key -> last(history.phases(key))));
  }

  private static ResultTable table(List<Line> lines) {
    return ResultTable.of(lines)
        .column("job", line -> line.run().key().job().text())
        .column("date", line -> line.run().key().date())
        .column("scope", line -> line.run().key().scope())
        .column("revision", line -> line.run().start().revision())
        .column("state", Line::state)
        .column("started_utc", line -> utc(line.run().start().at()))
        .column("ended_utc", line -> line.run().end().at().map(StatusCommand::utc).orElse(null))
        .column("heartbeat_seconds", line -> heartbeatSeconds(line.run()))
        .column("host", line -> line.run().start().owner().host())
        .column("pid", line -> line.run().start().owner().pid())
        .column("version", line -> line.run().start().owner().version())
        .column("phase", line -> line.phase().map(StepRecord::name).orElse(null))
        .column("read", line -> line.phase().map(StepRecord::read).orElse(null))
        .column("written", line -> line.phase().map(StepRecord::written).orElse(null))
        .column("run", line -> line.run().runId())
        .column("execution", line -> line.execution().orElse(null))
        .column("exit_code", line -> ExitCode.recorded(line.run().end()).orElse(null))
        .column("message", line -> line.run().end().message())
        .column("request", line -> line.run().start().request().orElse(null))
        .table();
  }

  private static @Nullable Long heartbeatSeconds(RunRecord run) {
    return run.end().at().isPresent() ? null : run.activity().heartbeatAge().toSeconds();
  }

  private static Optional<StepRecord> last(List<StepRecord> phases) {
    return phases.isEmpty() ? Optional.empty() : Optional.of(phases.get(phases.size() - 1));
  }

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
