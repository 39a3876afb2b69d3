package io.afterclose.cli.history;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.name.JobName;
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

  private final ProcessContext process;
  private final JobName job;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();

  @Option(names = "--date", required = true, paramLabel = "DATE", description = "The session.")
  private LocalDate date = LocalDate.MIN;

  public MissingCommand(ProcessContext process, JobName job) {
    this.process = process;
    this.job = job;
  }

  @Override
  public Integer call() {
    process.targetDate().resolve(Optional.of(date));
    ResultTable result = ResultTable.of("execution", "scope", "phase", "item", "reason", "detail");
    try (Database opened = database.open(process, job)) {
      new ItemFailureStore(opened.dataSource(), process.clock())
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
