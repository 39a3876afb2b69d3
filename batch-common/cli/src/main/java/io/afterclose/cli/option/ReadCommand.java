package io.afterclose.cli.option;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.cli.output.WorkbookOption;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.run.outcome.InvalidInputException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that reads the database and prints one result. */
public abstract class ReadCommand implements Callable<Integer> {

  private final ProcessContext process;
  private final JobName job;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();

  protected ReadCommand(ProcessContext process, JobName job) {
    this.process = process;
    this.job = job;
  }

  @Override
  public final Integer call() {
    checkOptions();
    output.check(workbook());
    try (Database opened = database.open(process, job)) {
      output.print(read(opened), workbook());
    } catch (OutOfMemoryError full) {
      // what did not fit was of the result alone, and is gone
      throw tooLarge(Runtime.getRuntime().maxMemory());
    }
    return ExitCode.DONE.code();
  }

  private static InvalidInputException tooLarge(long heap) {
    return new InvalidInputException(
        "the result does not fit into a heap of %d MiB: ask for less of it, as with --portfolio, --from or --to (--help), or give more with JDK_JAVA_OPTIONS=-Xmx2g"
            .formatted(heap >> 20));
  }

  /** Refuses wrong options before anything is opened. */
  protected void checkOptions() {}

  /** Where a workbook goes; empty where the command writes none. */
  protected Optional<WorkbookOption> workbook() {
    return Optional.empty();
  }

  /** The result. */
  protected abstract ResultTable read(Database opened);

  /** The environment and the clock. */
  protected final ProcessContext process() {
    return process;
  }

  /** The job whose command line this is. */
  protected final JobName job() {
    return job;
  }
}
