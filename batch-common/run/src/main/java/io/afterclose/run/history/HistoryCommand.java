package io.afterclose.run.history;

import io.afterclose.database.Database;
import io.afterclose.run.JobName;
import io.afterclose.run.launch.DatabaseOption;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.launch.Surroundings;
import io.afterclose.run.output.OutputOption;
import io.afterclose.run.output.ResultTable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code history}: the runs of this job, newest first, from the job repository. */
@Command(
    name = "history",
    description = "Lists the runs of this job, newest first.",
    mixinStandardHelpOptions = true)
public final class HistoryCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final JobName job;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();

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
            "message");
    try (Database opened = database.open(surroundings, job)) {
      new JobHistoryStore(opened.dataSource()).newest(job, limit).forEach(run -> add(result, run));
    }
    output.print(result);
    return ExitCode.DONE.code();
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
        firstLine(run.exitMessage()));
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
