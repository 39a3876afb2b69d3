package io.afterclose.cli.help;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunScope;
import io.afterclose.run.outcome.InvalidInputException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code completion}: what a shell needs to complete this job's commands and options, and names
 * that the database knows.
 */
@Command(
    name = "completion",
    description = "Prints a completion script for bash and zsh: source <(... completion).",
    mixinStandardHelpOptions = true)
public final class CompletionCommand implements Callable<Integer> {

  private final ProcessContext process;
  private final JobName job;
  private final Map<String, LiveNames> names;

  @Spec private @Nullable CommandSpec command;

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Option(
      names = "--names",
      paramLabel = "KIND",
      hidden = true,
      description = "Prints the known names of a kind instead; the script calls it.")
  private @Nullable String kind;

  /**
   * @param names of the job, by their kind, besides the dates of its complete runs
   */
  public CompletionCommand(ProcessContext process, JobName job, Map<String, LiveNames> names) {
    this.process = process;
    this.job = job;
    this.names = new TreeMap<>(names);
    this.names.put("date", this::dates);
  }

  private List<String> dates(Database opened) {
    return new JobHistoryStore(opened.dataSource())
        .completedDates(job, RunScope.EVERYTHING).stream().map(LocalDate::toString).toList();
  }

  @Override
  public Integer call() {
    if (command == null) {
      throw new IllegalStateException("the command belongs to a command line");
    }
    PrintWriter out = command.commandLine().getOut();
    String wanted = kind;
    if (wanted == null) {
      CommandSpec root = command.root();
      out.print(AutoComplete.bash(root.name(), root.commandLine()));
      out.print(LiveCompletion.script(root));
    } else {
      known(wanted).forEach(out::println);
    }
    out.flush();
    return ExitCode.DONE.code();
  }

  /** None where a key press would have to start a server or to change a schema. */
  private List<String> known(String wanted) {
    LiveNames those = names.get(wanted);
    if (those == null) {
      throw new InvalidInputException(
          "--names: one of %s was expected".formatted(String.join(", ", names.keySet())));
    }
    Optional<Database> there = database.openAsItIs(process, job);
    if (there.isEmpty()) {
      return List.of();
    }
    try (Database opened = there.get()) {
      return those.of(opened);
    }
  }
}
