package io.afterclose.cli.history;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.HistoryFilter;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.RunSummary;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.Source;
import io.afterclose.run.outcome.InvalidInputException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code history}: the runs of this job or of others, newest first, from the job repository. */
@Command(
    name = "history",
    description = "Lists the runs of this job, newest first, with their counts and reasons.",
    mixinStandardHelpOptions = true)
public final class HistoryCommand implements Callable<Integer> {

  private static final int ROWS = 30;
  private static final int RUNS_OF_A_PAGE = 2000;

  private final ProcessContext process;
  private final JobName job;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();

  @Option(names = "--from", paramLabel = "DATE", description = "Only sessions from this day on.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "Only sessions up to this day.")
  private @Nullable LocalDate to;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Only runs in this status: ${COMPLETION-CANDIDATES}.")
  private @Nullable BatchStatus status;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = "Only runs with this source: ${COMPLETION-CANDIDATES}.")
  private @Nullable Source source;

  @Option(
      names = "--job",
      split = ",",
      paramLabel = "JOB",
      converter = JobConverter.class,
      completionCandidates = JobNames.class,
      description =
          "Runs of these: ${COMPLETION-CANDIDATES} (default: this one; with --html both).")
  private List<JobName> jobs = new ArrayList<>();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many runs at most (default: 30, with --html 2000).")
  private @Nullable Integer limit;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Write them as one page for a browser instead: a calendar of outcomes,"
              + " durations, failures with their reasons, and each run; it needs no other file"
              + " and no network.")
  private @Nullable Path html;

  public HistoryCommand(ProcessContext process, JobName job) {
    this.process = process;
    this.job = job;
  }

  @Override
  public Integer call() {
    HistoryFilter filter = filter();
    Path page = html;
    try (Database opened = database.open(process, job)) {
      JobHistoryStore history = new JobHistoryStore(opened.dataSource());
      if (page == null) {
        output.print(table(history.newest(jobsOr(List.of(job)), filter, limitOr(ROWS))));
      } else {
        List<JobName> both = jobsOr(Arrays.asList(JobName.values()));
        new HistoryFile(
                history, new ItemFailureStore(opened.dataSource(), process.clock()), process)
            .write(page, both, filter, history.newest(both, filter, limitOr(RUNS_OF_A_PAGE)));
      }
    }
    return ExitCode.DONE.code();
  }

  private List<JobName> jobsOr(List<JobName> otherwise) {
    return jobs.isEmpty() ? otherwise : jobs.stream().distinct().sorted().toList();
  }

  private int limitOr(int otherwise) {
    return limit == null ? otherwise : limit;
  }

  private HistoryFilter filter() {
    if (limit != null && limit < 1) {
      throw new InvalidInputException("--limit " + limit + " is not 1 or more");
    }
    return InvalidInputException.orThrow(() -> new HistoryFilter(from, to, status, source));
  }

  private static ResultTable table(List<RunSummary> runs) {
    return ResultTable.of(runs)
        .column("date", run -> run.target().date())
        .column("scope", run -> run.target().scope())
        .column("revision", run -> run.target().revision())
        .column("status", run -> run.execution().status())
        .column("started_utc", run -> run.execution().start())
        .column("seconds", run -> run.execution().seconds())
        .column("items", run -> run.items().written())
        .column("source", run -> run.trigger().source())
        .column("execution", run -> run.execution().id())
        .column("job", run -> run.target().job())
        .column("message", run -> firstLine(run.execution().exitMessage()))
        .column("failed", run -> run.items().failed())
        .column("reason", run -> run.trigger().reason())
        .table();
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  /** The names as they are written on the command line. */
  static final class JobNames extends ArrayList<String> {

    private static final long serialVersionUID = 1L;

    JobNames() {
      super(Arrays.stream(JobName.values()).map(JobName::text).collect(Collectors.toList()));
    }
  }

  /** Reads such a name. */
  static final class JobConverter implements ITypeConverter<JobName> {

    @Override
    public JobName convert(String text) {
      try {
        return JobName.of(text);
      } catch (IllegalArgumentException unknown) {
        throw new TypeConversionException(
            "'" + text + "' is no job; one of " + new JobNames() + " was expected");
      }
    }
  }
}
