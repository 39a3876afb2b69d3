package io.afterclose.run.control;

import io.afterclose.database.Database;
import io.afterclose.run.JobName;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.RunOption;
import io.afterclose.run.launch.CommandRefused;
import io.afterclose.run.launch.DatabaseOption;
import io.afterclose.run.launch.DurationConverter;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.launch.Heartbeat;
import io.afterclose.run.launch.Pause;
import io.afterclose.run.launch.Surroundings;
import io.afterclose.run.lock.RunKey;
import io.afterclose.run.lock.RunRow;
import io.afterclose.run.lock.RunStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code watch}: follows a run until it ends. */
@Command(
    name = "watch",
    description = {
      "Follows the latest run of a date, a line for each phase that begins, advances or ends,",
      "until the run ends, and ends with the exit code of that run."
    },
    mixinStandardHelpOptions = true)
public final class WatchCommand implements Callable<Integer> {

  private static final Duration POLL = Duration.ofSeconds(1);

  private final Surroundings surroundings;
  private final JobName job;
  private final Pause pause;

  @Spec private @Nullable CommandSpec command;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private RunOption run = new RunOption();

  @Option(
      names = "--for",
      defaultValue = "2h",
      converter = DurationConverter.class,
      description = "How long to follow it at most (default: ${DEFAULT-VALUE}).")
  private Duration longest = Duration.ZERO;

  public WatchCommand(Surroundings surroundings, JobName job) {
    this(surroundings, job, Pause.sleeping());
  }

  WatchCommand(Surroundings surroundings, JobName job, Pause pause) {
    this.surroundings = surroundings;
    this.job = job;
    this.pause = pause;
  }

  @Override
  public Integer call() {
    run.check(surroundings);
    if (longest.isNegative()) {
      throw new CommandRefused(ExitCode.USAGE, "--for is negative; 0s looks once");
    }
    Duration silence = Heartbeat.of(surroundings).longestSilence();
    try (Database opened = database.open(surroundings, job)) {
      RunKey key = run.known(opened, job);
      RunStore runs = new RunStore(opened.dataSource());
      FollowedRun followed =
          new FollowedRun(
              runs, new JobHistoryStore(opened.dataSource()), latest(runs, key), this::tell);
      if (!pause.until(() -> followed.over(silence), POLL, longest)) {
        throw new CommandRefused(
            ExitCode.TEMPORARY,
            "%s is still working after %d s: %s"
                .formatted(key.words(), longest.toSeconds(), followed.row().words()));
      }
      return ended(followed.row());
    }
  }

  private RunRow latest(RunStore runs, RunKey key) {
    List<RunRow> starts =
        runs.ofDate(job, key.date()).stream().filter(row -> row.key().equals(key)).toList();
    if (starts.isEmpty()) {
      throw new CommandRefused(
          ExitCode.USAGE,
          "there is no run of %s; '%s history' shows those there are"
              .formatted(key.words(), job.text()));
    }
    return starts.get(starts.size() - 1);
  }

  /** Who died left no exit code; that is a failure. */
  private int ended(RunRow row) {
    if (row.endedAt().isEmpty()) {
      throw new CommandRefused(
          ExitCode.FAILED,
          "%s has died: %s; the next run resumes it".formatted(row.key().words(), row.words()));
    }
    tell(row.state() + (row.message().isEmpty() ? "" : " " + row.message()));
    return row.exitCode().orElse(ExitCode.FAILED.code());
  }

  private void tell(String line) {
    if (command == null) {
      throw new IllegalStateException("the command was not parsed");
    }
    command.commandLine().getOut().println(line.lines().findFirst().orElse(""));
    command.commandLine().getOut().flush();
  }
}
