package io.afterclose.cli.operate;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.option.DurationConverter;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.PurgeStore;
import io.afterclose.run.history.PurgedTables;
import io.afterclose.run.name.JobName;
import io.afterclose.run.outcome.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code purge}: removes what is recorded of this job's old runs. */
@Command(
    name = "purge",
    description =
        "Removes the records of this job's old runs; prices, exposures and snapshots"
            + " stay. An active run and the latest completed run of each scope always stay. That"
            + " of symbol-batch also removes old logged changes of prices that all metrics and"
            + " snapshots have read, none while a run is active.",
    mixinStandardHelpOptions = true)
final class PurgeCommand implements Callable<Integer> {

  private static final int STARTS_AT_ONCE = 1000;
  private static final String STARTS = "job_runs";

  private final ProcessContext process;
  private final JobName job;
  private final PurgedTables jobTables;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();

  @Option(
      names = "--older-than",
      required = true,
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description = "How long ago their last execution ended, as 400d; a day or more.")
  private Duration olderThan = Duration.ZERO;

  @Option(names = "--keep-failed", description = "Keeps the runs that never completed.")
  private boolean keepFailed;

  @Option(names = "--dry-run", description = "Counts what would go; removes nothing.")
  private boolean dryRun;

  /**
   * @param jobTables of this job, besides the engine's own
   */
  public PurgeCommand(ProcessContext process, JobName job, PurgedTables jobTables) {
    this.process = process;
    this.job = job;
    this.jobTables = jobTables;
  }

  @Override
  public Integer call() {
    if (olderThan.compareTo(Duration.ofDays(1)) < 0) {
      throw new InvalidInputException("--older-than takes a day or more, as 400d");
    }
    Instant cut = process.clock().instant().minus(olderThan);
    ResultTable result = ResultTable.of("table", dryRun ? "rows_to_remove" : "rows_removed");
    try (Database opened = database.open(process, job)) {
      purge(new PurgeStore(opened.dataSource(), jobTables.ofRuns()), cut).forEach(result::add);
    }
    output.print(result);
    return ExitCode.DONE.code();
  }

  private Map<String, Long> purge(PurgeStore store, Instant cut) {
    List<Long> old = store.old(job, cut, keepFailed);
    if (dryRun) {
      Map<String, Long> rows = store.count(old);
      rows.merge(STARTS, keepFailed ? 0L : store.countStarts(job, cut), Long::sum);
      jobTables.logs().forEach(log -> rows.put(log.table(), store.countRead(log, cut)));
      return rows;
    }
    Map<String, Long> rows = new LinkedHashMap<>(store.count(List.of()));
    for (List<Long> batch : store.batches(old)) {
      store
          .remove(batch, job, cut, keepFailed)
          .forEach((table, removed) -> rows.merge(table, removed, Long::sum));
    }
    if (!keepFailed) {
      rows.merge(STARTS, removedStarts(store, cut), Long::sum);
    }
    jobTables.logs().forEach(log -> rows.put(log.table(), store.removeRead(log, cut)));
    return rows;
  }

  /** In bounded batches too. */
  private long removedStarts(PurgeStore store, Instant cut) {
    long all = 0;
    long removed;
    do {
      removed = store.removeStarts(job, cut, STARTS_AT_ONCE);
      all += removed;
    } while (removed == STARTS_AT_ONCE);
    return all;
  }
}
