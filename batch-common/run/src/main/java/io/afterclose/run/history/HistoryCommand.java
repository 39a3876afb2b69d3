package io.afterclose.run.history;

import io.afterclose.database.Database;
import io.afterclose.run.JobName;
import io.afterclose.run.Source;
import io.afterclose.run.launch.CommandRefused;
import io.afterclose.run.launch.DatabaseOption;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.launch.Surroundings;
import io.afterclose.run.output.OutputOption;
import io.afterclose.run.output.ResultTable;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code history}: the runs of this job, newest first, from the job repository. */
@Command(
    name = "history",
    description = "Lists the runs of this job, newest first, with their counts and reasons.",
    mixinStandardHelpOptions = true)
public final class HistoryCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final JobName job;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();

  @Option(names = "--from", paramLabel = "DATE", description = "Only sessions from this day on.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "Only sessions up to this day.")
  private @Nullable LocalDate to;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Only runs in this status: ${COMPLETION-CANDIDATES}.")
  private @Nullable BatchStatus status;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = "Only runs that this one asked for: ${COMPLETION-CANDIDATES}.")
  private @Nullable Source source;

  @Option(
      names = "--limit",
      defaultValue = "30",
      description = "How many runs at most (default: ${DEFAULT-VALUE}).")
  private int limit;

  public HistoryCommand(Surroundings surroundings, JobName job) {
    this.surroundings = surroundings;
    this.job = job;
  }

  @Override
  public Integer call() {
    HistoryFilter filter = filter();
    ResultTable result =
        ResultTable.of(
            "date",
            "scope",
            "revision",
            "status",
            "started_utc",
            "seconds",
            "items",
            "source",
            "execution",
            "message",
            "failed",
            "reason");
    try (Database opened = database.open(surroundings, job)) {
      new JobHistoryStore(opened.dataSource())
          .newest(job, filter, limit)
          .forEach(run -> add(result, run));
    }
    output.print(result);
    return ExitCode.DONE.code();
  }

  private HistoryFilter filter() {
    if (limit < 1) {
      throw new CommandRefused(ExitCode.USAGE, "--limit " + limit + " is not 1 or more");
    }
    try {
      return new HistoryFilter(from, to, status, source);
    } catch (IllegalArgumentException wrong) {
      throw new CommandRefused(ExitCode.USAGE, String.valueOf(wrong.getMessage()));
    }
  }

  private static void add(ResultTable result, RunSummary run) {
    result.add(
        run.targetDate(),
        run.scope(),
        run.revision(),
        run.status(),
        run.startTime(),
        run.seconds(),
        run.items(),
        run.source(),
        run.executionId(),
        firstLine(run.exitMessage()),
        run.failed(),
        run.reason());
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
