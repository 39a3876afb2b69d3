package io.afterclose.cli.history;

import io.afterclose.cli.option.ReadCommand;
import io.afterclose.cli.option.SessionOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.ItemFailure;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.RunSummary;
import io.afterclose.run.history.StepRecord;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunScope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code missing}: what the runs of a date could not do, each with its reason. A run that did not
 * complete, and a date without a run, are a row of their own: then everything else is missing too.
 */
@Command(
    name = "missing",
    description = "Lists what the runs of a date could not do, with the reasons.",
    mixinStandardHelpOptions = true)
public final class MissingCommand extends ReadCommand {

  private static final String WHOLE_RUN = "(the run)";

  @Mixin private SessionOption session = new SessionOption();

  public MissingCommand(ProcessContext process, JobName job) {
    super(process, job);
  }

  @Override
  protected void checkOptions() {
    session.checked(process());
  }

  /**
   * What could not be done.
   *
   * @param execution null where there was none
   */
  private record Missing(
      @Nullable Long execution, String scope, String phase, ItemFailure failure) {}

  @Override
  protected ResultTable read(Database opened) {
    JobHistoryStore history = new JobHistoryStore(opened.dataSource());
    List<Missing> missing = new ArrayList<>(runs(history));
    new ItemFailureStore(opened.dataSource(), process().clock())
        .ofDate(job(), session.date()).stream()
            .map(
                item -> new Missing(item.executionId(), item.scope(), item.phase(), item.failure()))
            .forEach(missing::add);
    return ResultTable.of(missing)
        .column("execution", Missing::execution)
        .column("scope", Missing::scope)
        .column("phase", Missing::phase)
        .column("item", row -> row.failure().item())
        .column("reason", row -> row.failure().reason())
        .column("detail", row -> row.failure().detail())
        .table();
  }

  /** Runs that did not complete miss all that is after the phase they came to. */
  private List<Missing> runs(JobHistoryStore history) {
    Map<String, RunSummary> latest = new TreeMap<>();
    history
        .ofDate(job(), session.date())
        .forEach(run -> latest.merge(run.target().scope(), run, MissingCommand::later));
    List<Missing> unfinished =
        latest.values().stream()
            .filter(run -> !run.execution().completed())
            .map(run -> unfinished(run, history))
            .toList();
    return latest.containsKey(RunScope.EVERYTHING)
        ? unfinished
        : Stream.concat(Stream.of(noRun()), unfinished.stream()).toList();
  }

  private static RunSummary later(RunSummary one, RunSummary other) {
    return other.target().revision() < one.target().revision() ? one : other;
  }

  private static Missing unfinished(RunSummary run, JobHistoryStore history) {
    long execution = run.execution().id();
    return new Missing(
        execution,
        run.target().scope(),
        history.phases(execution).stream()
            .filter(phase -> phase.status() != BatchStatus.COMPLETED)
            .findFirst()
            .map(StepRecord::name)
            .orElse(""),
        new ItemFailure(
            WHOLE_RUN, run.execution().status().name(), firstLine(run.execution().exitMessage())));
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  private Missing noRun() {
    LocalDate date = session.date();
    String detail =
        switch (job()) {
          case SYMBOL_BATCH -> "'symbol-batch run --date %s' makes it".formatted(date);
          case PORTFOLIO_REFRESH ->
              "a later run makes its snapshots too; 'portfolio-refresh plan' lists those that lack";
        };
    return new Missing(null, RunScope.EVERYTHING, "", new ItemFailure(WHOLE_RUN, "NO_RUN", detail));
  }
}
