package io.afterclose.cli.operate;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DurationConverter;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.Heartbeat;
import io.afterclose.run.execution.Pause;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.lock.RunRecord;
import io.afterclose.run.lock.RunStore;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.run.outcome.RunFailedException;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.run.outcome.TemporaryFailureException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code watch}: follows a run until it ends. */
@Command(
    name = "watch",
    description =
        "Follows the latest run of a date, a line for each phase that begins, advances"
            + " or ends, until the run ends, and ends with the exit code of that run.",
    mixinStandardHelpOptions = true)
final class WatchCommand extends RunTargetCommand {

  private static final Duration POLL = Duration.ofSeconds(1);

  @Spec private @Nullable CommandSpec command;

  @Option(
      names = "--for",
      defaultValue = "2h",
      converter = DurationConverter.class,
      description = "How long to follow it at most (default: ${DEFAULT-VALUE}).")
  private Duration timeout = Duration.ZERO;

  public WatchCommand(ProcessContext process, JobName job) {
    this(process, job, Pause.sleeping());
  }

  WatchCommand(ProcessContext process, JobName job, Pause pause) {
    super(process, job, pause);
  }

  @Override
  void checkOptions() {
    if (timeout.isNegative()) {
      throw new InvalidInputException("--for is negative; 0s looks once");
    }
  }

  @Override
  int act(Database opened, RunStore runs, RunKey key) {
    Duration maxSilence = Heartbeat.of(process()).maxSilence();
    RunWatcher watcher =
        new RunWatcher(
            runs, new JobHistoryStore(opened.dataSource()), latest(runs, key), this::print);
    if (!pause().until(() -> watcher.over(maxSilence), POLL, timeout)) {
      throw new TemporaryFailureException(
          "%s is still working after %d s: %s"
              .formatted(key.describe(), timeout.toSeconds(), watcher.row().describe()));
    }
    return exitCode(watcher.row());
  }

  private RunRecord latest(RunStore runs, RunKey key) {
    List<RunRecord> starts =
        runs.ofDate(job(), key.date()).stream().filter(row -> row.key().equals(key)).toList();
    if (starts.isEmpty()) {
      throw new InvalidInputException(
          "there is no run of %s; '%s history' shows those there are"
              .formatted(key.describe(), job().text()));
    }
    return starts.get(starts.size() - 1);
  }

  /** A process that died recorded no outcome; that is a failure. */
  private int exitCode(RunRecord row) {
    if (row.end().at().isEmpty()) {
      throw new RunFailedException(
          "%s has died: %s; the next run resumes it"
              .formatted(row.key().describe(), row.describe()));
    }
    print(row.state() + (row.end().message().isEmpty() ? "" : " " + row.end().message()));
    return ExitCode.of(row.end().outcome().orElse(RunOutcome.FAILED)).code();
  }

  private void print(String line) {
    if (command == null) {
      throw new IllegalStateException("the command was not parsed");
    }
    command.commandLine().getOut().println(line.lines().findFirst().orElse(""));
    command.commandLine().getOut().flush();
  }
}
