package io.afterclose.cli.operate;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.Heartbeat;
import io.afterclose.run.execution.JobContext;
import io.afterclose.run.execution.JobRunner;
import io.afterclose.run.execution.Pause;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.LostParameterStore;
import io.afterclose.run.history.RunSummary;
import io.afterclose.run.lock.RunRecord;
import io.afterclose.run.lock.RunStore;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.outcome.RunInProgressException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code recover}: takes a date away from a run that died or hangs. */
@Command(
    name = "recover",
    description =
        "Takes a date away from a run whose process died or hangs, and closes what it"
            + " left open, so that the next run resumes it; a run whose last heartbeat is"
            + " younger than six intervals (AFTERCLOSE_HEARTBEAT, 30 s where nothing is set)"
            + " is left alone. Parameters that the records of the date's runs have lost are"
            + " written again.",
    mixinStandardHelpOptions = true)
final class RecoverCommand extends RunTargetCommand {

  private static final String NOTHING = "nothing to recover";
  private static final Duration POLL = Duration.ofSeconds(1);

  @Mixin private OutputOption output = new OutputOption();

  public RecoverCommand(ProcessContext process, JobName job) {
    this(process, job, Pause.sleeping());
  }

  RecoverCommand(ProcessContext process, JobName job, Pause pause) {
    super(process, job, pause);
  }

  @Override
  int act(Database opened, RunStore runs, RunKey key) {
    Duration maxSilence = Heartbeat.of(process()).maxSilence();
    awaitItsRecord(runs, key, maxSilence);
    refuseLive(runs, key, maxSilence);
    output.print(recovered(opened, runs, key, maxSilence));
    return ExitCode.DONE.code();
  }

  /**
   * A process that has just taken the lock records its run next; without that it counts as silent.
   */
  private void awaitItsRecord(RunStore runs, RunKey key, Duration maxSilence) {
    pause().until(() -> !runs.isLocked(key) || runs.active(key).isPresent(), POLL, maxSilence);
  }

  private void refuseLive(RunStore runs, RunKey key, Duration maxSilence) {
    Optional<RunRecord> active = runs.active(key);
    if (active.isPresent()
        && active.get().activity().heartbeatAge().compareTo(maxSilence) < 0
        && runs.isLocked(key)) {
      throw new RunInProgressException(
          "%s is alive and not taken away: %s; '%s stop %s' ends it at its next chunk"
              .formatted(key.describe(), active.get().describe(), job().text(), key.options()));
    }
  }

  private ResultTable recovered(Database opened, RunStore runs, RunKey key, Duration maxSilence) {
    List<RunSummary> executions =
        new JobHistoryStore(opened.dataSource())
            .ofDate(job(), key.date()).stream()
                .filter(execution -> execution.target().scope().equals(key.scope()))
                .toList();
    LostParameterStore parameters = new LostParameterStore(opened.dataSource());
    int lost = parameters.executions(job());
    Optional<RunRecord> gone = runs.active(key);
    if (gone.isEmpty()
        && !runs.isLocked(key)
        && executions.stream().noneMatch(run -> run.execution().open())
        && lost == 0) {
      return result(key, NOTHING, Optional.empty(), 0);
    }
    try (JobContext context = JobContext.open(job(), NoJob.class, process(), opened, beans -> {})) {
      refuseLive(runs, key, maxSilence);
      int closed = context.bean(JobRunner.class).recover(key, revisions(runs, key, executions));
      if (parameters.executions(job()) < lost) {
        return result(key, "recovered, lost parameters are written again", gone, closed);
      }
      return result(
          key,
          gone.isEmpty() && closed == 0 ? NOTHING : "recovered, the next run resumes it",
          gone,
          closed);
    }
  }

  /**
   * A run that died before its first execution is known from its row alone, and one whose
   * parameters are lost likewise; the first one is always looked for.
   */
  private static SortedSet<Integer> revisions(
      RunStore runs, RunKey key, List<RunSummary> executions) {
    return new TreeSet<>(
        Stream.of(
                Stream.of(1),
                executions.stream().map(run -> run.target().revision()),
                runs.ofDate(key.job(), key.date()).stream()
                    .filter(row -> row.key().equals(key))
                    .map(run -> run.start().revision()))
            .flatMap(some -> some)
            .filter(revision -> revision > 0)
            .toList());
  }

  private static ResultTable result(
      RunKey key, String outcome, Optional<RunRecord> gone, int executionsClosed) {
    return ResultTable.of(List.of(key))
        .column("job", run -> run.job().text())
        .column("date", RunKey::date)
        .column("scope", RunKey::scope)
        .column("outcome", run -> outcome)
        .column("run", run -> gone.map(RunRecord::runId).orElse(null))
        .column("owner", run -> gone.map(evicted -> evicted.start().owner()).orElse(null))
        .column("executions_closed", run -> executionsClosed)
        .table();
  }
}
