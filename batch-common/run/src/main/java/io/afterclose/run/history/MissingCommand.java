package io.afterclose.run.history;

import io.afterclose.database.Database;
import io.afterclose.run.JobName;
import io.afterclose.run.launch.DatabaseOption;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.launch.Surroundings;
import io.afterclose.run.output.OutputOption;
import io.afterclose.run.output.ResultTable;
import io.afterclose.run.report.ItemFailureStore;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code missing}: what the runs of a date could not do, each with its reason. */
@Command(
    name = "missing",
    description = "Lists what the runs of a date could not do, with the reasons.",
    mixinStandardHelpOptions = true)
public final class MissingCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final JobName job;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();

  @Option(names = "--date", required = true, paramLabel = "DATE", description = "The session.")
  private LocalDate date = LocalDate.MIN;

  public MissingCommand(Surroundings surroundings, JobName job) {
    this.surroundings = surroundings;
    this.job = job;
  }

  @Override
  public Integer call() {
    surroundings.targetDate().resolve(Optional.of(date));
    ResultTable result = ResultTable.of("execution", "scope", "phase", "item", "reason", "detail");
    try (Database opened = database.open(surroundings, job)) {
      new ItemFailureStore(opened.dataSource(), surroundings.clock())
          .ofDate(job, date)
          .forEach(
              failed ->
                  result.add(
                      failed.executionId(),
                      failed.scope(),
                      failed.phase(),
                      failed.failure().item(),
                      failed.failure().reason(),
                      failed.failure().detail()));
    }
    output.print(result);
    return ExitCode.DONE.code();
  }
}
