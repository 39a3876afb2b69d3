package io.afterclose.run.control;

import io.afterclose.database.Database;
import io.afterclose.run.JobName;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.RunOption;
import io.afterclose.run.history.RunSummary;
import io.afterclose.run.launch.CommandRefused;
import io.afterclose.run.launch.DatabaseOption;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.launch.Heartbeat;
import io.afterclose.run.launch.JobContext;
import io.afterclose.run.launch.JobRunner;
import io.afterclose.run.launch.Pause;
import io.afterclose.run.launch.Surroundings;
import io.afterclose.run.lock.RunKey;
import io.afterclose.run.lock.RunRow;
import io.afterclose.run.lock.RunStore;
import io.afterclose.run.output.OutputOption;
import io.afterclose.run.output.ResultTable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code recover}: takes a date away from a run that died or hangs. */
@Command(
    name = "recover",
    description = {
      "Takes a date away from a run whose process died or hangs, and closes what it left open,",
      "so that the next run resumes it; a run that gives signs of life is left alone."
    },
    mixinStandardHelpOptions = true)
public final class RecoverCommand implements Callable<Integer> {

  private static final Duration POLL = Duration.ofSeconds(1);

  private final Surroundings surroundings;
  private final JobName job;
  private final Pause pause;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();
  @Mixin private RunOption run = new RunOption();

  public RecoverCommand(Surroundings surroundings, JobName job) {
    this(surroundings, job, Pause.sleeping());
  }

  RecoverCommand(Surroundings surroundings, JobName job, Pause pause) {
    this.surroundings = surroundings;
    this.job = job;
    this.pause = pause;
  }

  @Override
  public Integer call() {
    run.check(surroundings);
    Duration silence = Heartbeat.of(surroundings).longestSilence();
    try (Database opened = database.open(surroundings, job)) {
      RunKey key = run.known(opened, job);
      RunStore runs = new RunStore(opened.dataSource());
      awaitItsName(runs, key, silence);
      refuseLive(runs, key, silence);
      output.print(recovered(opened, runs, key, silence));
    }
    return ExitCode.DONE.code();
  }

  /** Who has just taken the lock records himself next; who does not is silent like the others. */
  private void awaitItsName(RunStore runs, RunKey key, Duration silence) {
    boolean unused =
        pause.until(() -> !runs.held(key) || runs.active(key).isPresent(), POLL, silence);
  }

  private void refuseLive(RunStore runs, RunKey key, Duration silence) {
    Optional<RunRow> active = runs.active(key);
    if (active.isPresent()
        && active.get().heartbeatAge().compareTo(silence) < 0
        && runs.held(key)) {
      throw new CommandRefused(
          ExitCode.ALREADY_RUNNING,
          "%s is alive and not taken away: %s; '%s stop %s' ends it at its next chunk"
              .formatted(key.words(), active.get().words(), job.text(), key.options()));
    }
  }

  private ResultTable recovered(Database opened, RunStore runs, RunKey key, Duration silence) {
    List<RunSummary> executions =
        new JobHistoryStore(opened.dataSource())
            .ofDate(job, key.date()).stream()
                .filter(execution -> execution.scope().equals(key.scope()))
                .toList();
    Optional<RunRow> gone = runs.active(key);
    if (gone.isEmpty() && !runs.held(key) && executions.stream().noneMatch(RunSummary::open)) {
      return result(key, "nothing to recover", Optional.empty(), 0);
    }
    try (JobContext context =
        JobContext.open(job, NoJob.class, surroundings, opened, beans -> {})) {
      refuseLive(runs, key, silence);
      int closed = context.bean(JobRunner.class).recover(key, revisions(runs, key, executions));
      return result(key, "recovered, the next run resumes it", gone, closed);
    }
  }

  /** A run that died before its first execution is known from its row alone. */
  private static SortedSet<Integer> revisions(
      RunStore runs, RunKey key, List<RunSummary> executions) {
    return new TreeSet<>(
        Stream.concat(
                executions.stream().map(RunSummary::revision),
                runs.ofDate(key.job(), key.date()).stream()
                    .filter(row -> row.key().equals(key))
                    .map(RunRow::revision))
            .toList());
  }

  private static ResultTable result(
      RunKey key, String outcome, Optional<RunRow> gone, int executionsClosed) {
    ResultTable result =
        ResultTable.of("job", "date", "scope", "outcome", "run", "owner", "executions_closed");
    result.add(
        key.job().text(),
        key.date(),
        key.scope(),
        outcome,
        gone.map(RunRow::runId).orElse(null),
        gone.map(RunRow::owner).orElse(null),
        executionsClosed);
    return result;
  }
}
