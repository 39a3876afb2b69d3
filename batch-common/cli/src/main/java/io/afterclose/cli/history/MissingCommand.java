package io.afterclose.cli.history;

import io.afterclose.cli.option.ReadCommand;
import io.afterclose.cli.option.SessionOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.name.JobName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code missing}: what the runs of a date could not do, each with its reason. */
@Command(
    name = "missing",
    description = "Lists what the runs of a date could not do, with the reasons.",
    mixinStandardHelpOptions = true)
public final class MissingCommand extends ReadCommand {

  @Mixin private SessionOption session = new SessionOption();

  public MissingCommand(ProcessContext process, JobName job) {
    super(process, job);
  }

  @Override
  protected void checkOptions() {
    session.checked(process());
  }

  @Override
  protected ResultTable read(Database opened) {
    ItemFailureStore failures = new ItemFailureStore(opened.dataSource(), process().clock());
    return ResultTable.of(failures.ofDate(job(), session.date()))
        .column("execution", failed -> failed.executionId())
        .column("scope", failed -> failed.scope())
        .column("phase", failed -> failed.phase())
        .column("item", failed -> failed.failure().item())
        .column("reason", failed -> failed.failure().reason())
        .column("detail", failed -> failed.failure().detail())
        .table();
  }
}
