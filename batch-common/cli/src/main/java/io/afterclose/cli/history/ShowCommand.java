package io.afterclose.cli.history;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.option.RunOption;
import io.afterclose.cli.output.JsonSections;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.ItemFailure;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.ParameterRow;
import io.afterclose.run.history.RunSummary;
import io.afterclose.run.history.StepRecord;
import io.afterclose.run.lock.RunRecord;
import io.afterclose.run.lock.RunStore;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.outcome.InvalidInputException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code show}: all that is known of one run. */
@Command(
    name = "show",
    description =
        "Shows one run of a date: how it ended, its parameters, its phases with what"
            + " they read and wrote, its failures with their reasons, and every start of it"
            + " by a process.",
    mixinStandardHelpOptions = true)
public final class ShowCommand implements Callable<Integer> {

  private final ProcessContext process;
  private final JobName job;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();
  @Mixin private RunOption run = new RunOption();

  @Option(
      names = "--execution",
      paramLabel = "N",
      description = "Which execution, as history numbers them (default: the latest).")
  private @Nullable Long execution;

  public ShowCommand(ProcessContext process, JobName job) {
    this.process = process;
    this.job = job;
  }

  @Override
  public Integer call() {
    run.check(process);
    try (Database opened = database.open(process, job)) {
      RunKey key = run.known(opened, job);
      JobHistoryStore history = new JobHistoryStore(opened.dataSource());
      List<RunRecord> starts =
          new RunStore(opened.dataSource())
              .ofDate(job, key.date()).stream().filter(row -> row.key().equals(key)).toList();
      Optional<RunSummary> chosen = chosen(history, key);
      if (chosen.isEmpty() && starts.isEmpty()) {
        throw new InvalidInputException(
            "there is no run of %s; '%s history' shows those there are"
                .formatted(key.describe(), job.text()));
      }
      ResultTable result =
          ResultTable.of(
                  "section",
                  "execution",
                  "phase",
                  "name",
                  "status",
                  "started_utc",
                  "seconds",
                  "read",
                  "filtered",
                  "written",
                  "detail")
              .inJson(JsonSections.arrays().single("run").named("parameter", "name", "detail"));
      chosen.ifPresent(
          one ->
              add(
                  result,
                  one,
                  history,
                  new ItemFailureStore(opened.dataSource(), process.clock())));
      starts.forEach(start -> add(result, start));
      output.print(result);
    }
    return ExitCode.DONE.code();
  }

  private Optional<RunSummary> chosen(JobHistoryStore history, RunKey key) {
    Long wanted = execution;
    if (wanted == null) {
      return history.latest(job, key.date(), key.scope());
    }
    List<RunSummary> all =
        history.ofDate(job, key.date()).stream()
            .filter(one -> one.target().scope().equals(key.scope()))
            .toList();
    return Optional.of(
        all.stream()
            .filter(one -> one.execution().id() == wanted)
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "execution %d is none of %s; those are %s"
                            .formatted(
                                wanted,
                                key.describe(),
                                all.stream().map(run -> run.execution().id()).toList()))));
  }

  private static void add(
      ResultTable result, RunSummary run, JobHistoryStore history, ItemFailureStore failures) {
    long id = run.execution().id();
    line(result, "run", id)
        .set("name", "revision " + run.target().revision())
        .set("status", run.execution().status())
        .set("started_utc", run.execution().start())
        .set("seconds", run.execution().seconds())
        .set("written", run.items().written())
        .set("detail", run.execution().exitMessage())
        .end();
    for (ParameterRow parameter : history.parameters(id)) {
      line(result, "parameter", id)
          .set("name", parameter.name())
          .set("status", parameter.identifying() ? "identifying" : "")
          .set("detail", parameter.value())
          .end();
    }
    List<PhaseOf> phases = phases(run, history);
    phases.forEach(phase -> add(result, phase.execution(), phase.record()));
    phases.forEach(
        phase -> addFailures(result, phase.execution(), phase.record().name(), failures));
  }

  /** A phase and the execution that ran it. */
  private record PhaseOf(long execution, StepRecord record) {}

  /** With those that earlier executions completed, so that a resumed run need not repeat them. */
  private static List<PhaseOf> phases(RunSummary run, JobHistoryStore history) {
    Map<String, PhaseOf> byName = new LinkedHashMap<>();
    history.ofDate(JobName.of(run.target().job()), run.target().date()).stream()
        .filter(other -> other.execution().instanceId() == run.execution().instanceId())
        .map(other -> other.execution().id())
        .filter(other -> other < run.execution().id())
        .forEach(
            other ->
                history.phases(other).stream()
                    .filter(phase -> phase.status() == BatchStatus.COMPLETED)
                    .forEach(phase -> byName.put(phase.name(), new PhaseOf(other, phase))));
    history
        .phases(run.execution().id())
        .forEach(phase -> byName.put(phase.name(), new PhaseOf(run.execution().id(), phase)));
    return List.copyOf(byName.values());
  }

  private static ResultTable.Row line(
      ResultTable result, String section, @Nullable Long execution) {
    return result.row().set("section", section).set("execution", execution);
  }

  private static void add(ResultTable result, long execution, StepRecord phase) {
    line(result, "phase", execution)
        .set("phase", phase.name())
        .set("status", phase.status())
        .set("started_utc", phase.startTime())
        .set("seconds", phase.seconds())
        .set("read", phase.read())
        .set("filtered", phase.filtered())
        .set("written", phase.written())
        .set("detail", phase.exitMessage())
        .end();
  }

  private static void addFailures(
      ResultTable result, long execution, String phase, ItemFailureStore failures) {
    for (ItemFailure failure : failures.ofPhase(execution, phase)) {
      line(result, "failure", execution)
          .set("phase", phase)
          .set("name", failure.item())
          .set("status", failure.reason())
          .set("detail", failure.detail())
          .end();
    }
  }

  private static void add(ResultTable result, RunRecord start) {
    line(
            result,
            "start",
            start.end().executionId().isPresent() ? start.end().executionId().getAsLong() : null)
        .set("name", "run " + start.runId())
        .set("status", start.state())
        .set("started_utc", LocalDateTime.ofInstant(start.start().at(), ZoneOffset.UTC))
        .set(
            "seconds",
            start
                .end()
                .at()
                .map(end -> Duration.between(start.start().at(), end).toMillis() / 1000.0)
                .orElse(null))
        .set(
            "detail",
            "by "
                + start.start().source()
                + start.start().request().map(request -> " for request " + request).orElse("")
                + " on "
                + start.start().owner()
                + ending(start))
        .end();
  }

  private static String ending(RunRecord start) {
    String code =
        start.end().outcome().map(outcome -> "; exit " + ExitCode.of(outcome).code()).orElse("");
    return code + (start.end().message().isEmpty() ? "" : "; " + start.end().message());
  }
}
