package io.afterclose.cli.operate;

import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.option.RunOption;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.Pause;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.lock.RunStore;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command about one run, addressed by its date and scope. */
abstract class RunTargetCommand implements Callable<Integer> {

  private final ProcessContext process;
  private final JobName job;
  private final Pause pause;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private RunOption run = new RunOption();

  RunTargetCommand(ProcessContext process, JobName job, Pause pause) {
    this.process = process;
    this.job = job;
    this.pause = pause;
  }

  @Override
  public final Integer call() {
    run.check(process);
    checkOptions();
    try (Database opened = database.open(process, job)) {
      return act(opened, new RunStore(opened.dataSource()), run.known(opened, job));
    }
  }

  /** Refuses wrong options before anything is opened. */
  void checkOptions() {}

  /** Does it, and gives the exit code. */
  abstract int act(Database opened, RunStore runs, RunKey key);

  final ProcessContext process() {
    return process;
  }

  final JobName job() {
    return job;
  }

  final Pause pause() {
    return pause;
  }
}
