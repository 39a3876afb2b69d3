package io.afterclose.cli.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afterclose.cli.history.page.HistoryPage;
import io.afterclose.cli.history.page.PastRun;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.HistoryFilter;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.RunSummary;
import io.afterclose.run.history.StepRecord;
import io.afterclose.run.name.JobName;
import io.afterclose.run.outcome.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Writes runs as a page into a file. */
final class HistoryFile {

  /** More failures of one run only make the page long; missing lists them all. */
  private static final int FAILURES_OF_A_RUN = 50;

  private final JobHistoryStore history;
  private final ItemFailureStore failures;
  private final ProcessContext process;

  HistoryFile(JobHistoryStore history, ItemFailureStore failures, ProcessContext process) {
    this.history = history;
    this.failures = failures;
    this.process = process;
  }

  /**
   * Writes them; an older file is replaced.
   *
   * @param runs newest first
   * @throws InvalidInputException when the file cannot be written
   */
  void write(Path file, List<JobName> jobs, HistoryFilter filter, List<RunSummary> runs) {
    String page =
        HistoryPage.of(
            jobs.stream().map(JobName::text).toList(),
            filter.describe(),
            runs.stream().map(this::withDetails).toList(),
            process.calendar(),
            process.clock().instant());
    try {
      Files.writeString(file, page, UTF_8);
    } catch (IOException unwritable) {
      throw new InvalidInputException("--html " + file + " cannot be written: " + unwritable);
    }
    LoggerFactory.getLogger(HistoryFile.class).info("{} runs are in {}", runs.size(), file);
  }

  private PastRun withDetails(RunSummary run) {
    List<StepRecord> phases = history.phases(run.execution().id());
    return new PastRun(run, phases, run.items().failed() == 0 ? List.of() : failures(run, phases));
  }

  private List<PastRun.Failure> failures(RunSummary run, List<StepRecord> phases) {
    List<PastRun.Failure> failed = new ArrayList<>();
    for (StepRecord phase : phases) {
      failures.ofPhase(run.execution().id(), phase.name()).stream()
          .limit(FAILURES_OF_A_RUN - failed.size())
          .forEach(
              failure ->
                  failed.add(
                      new PastRun.Failure(
                          phase.name(), failure.item(), failure.reason(), failure.detail())));
    }
    return failed;
  }
}
