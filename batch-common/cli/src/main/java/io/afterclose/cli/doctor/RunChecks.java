package io.afterclose.cli.doctor;

import io.afterclose.run.execution.Heartbeat;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.lock.RunRecord;
import io.afterclose.run.lock.RunStore;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunScope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/** The active runs, and the last complete ones. */
final class RunChecks {

  private static final Set<String> WITHOUT_PRICE =
      Set.of("NO_PRICE", "PROVIDER_FAILED", "PROVIDERS_DOWN", "NO_PROVIDER");

  private final JobName job;
  private final LocalDate due;
  private final Heartbeat heartbeat;
  private final JobHistoryStore history;
  private final RunStore runs;
  private final ItemFailureStore failures;

  /**
   * @param job whose command line this is: its being late is a failure, the other's a warning
   * @param due the newest session whose night should be over
   */
  RunChecks(
      JobName job,
      LocalDate due,
      Heartbeat heartbeat,
      JobHistoryStore history,
      RunStore runs,
      ItemFailureStore failures) {
    this.job = job;
    this.due = due;
    this.heartbeat = heartbeat;
    this.history = history;
    this.runs = runs;
    this.failures = failures;
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (JobName each : JobName.values()) {
      findings.addAll(atWork(each));
    }
    for (JobName each : JobName.values()) {
      findings.add(lastNight(each));
    }
    findings.add(prices());
    return findings;
  }

  private List<Finding> atWork(JobName each) {
    String check = "active: " + each.text();
    List<RunRecord> active = runs.active(each);
    return active.isEmpty()
        ? List.of(Finding.ok(check, "none"))
        : active.stream().map(run -> atWork(check, run)).toList();
  }

  private Finding atWork(String check, RunRecord run) {
    String found = run.key().describe() + ": " + run.describe();
    if (!runs.isLocked(run.key())) {
      return Finding.warn(
          check, found + "; its lock is free, so it died", "the next run of the date resumes it");
    }
    return run.activity().heartbeatAge().compareTo(heartbeat.maxSilence()) < 0
        ? Finding.ok(check, found)
        : Finding.fail(
            check,
            found
                + "; that is %d s or more, so it hangs"
                    .formatted(heartbeat.maxSilence().toSeconds()),
            "'%s recover %s' takes the date away from it"
                .formatted(run.key().job().text(), run.key().options()));
  }

  private Finding lastNight(JobName each) {
    String check = "last night: " + each.text();
    SortedSet<LocalDate> completed = history.completedDates(each, RunScope.EVERYTHING);
    String found = (completed.isEmpty() ? "none" : completed.last()) + ", due " + due;
    if (!completed.isEmpty() && !completed.last().isBefore(due)) {
      return Finding.ok(check, found);
    }
    return new Finding(
        check,
        each == job ? Verdict.FAIL : Verdict.WARN,
        found,
        "'%s history' says why; '%s run' makes up for it".formatted(each.text(), each.text()));
  }

  private Finding prices() {
    SortedSet<LocalDate> completed =
        history.completedDates(JobName.SYMBOL_BATCH, RunScope.EVERYTHING);
    if (completed.isEmpty()) {
      return Finding.warn("prices", "no night has fetched any", "'symbol-batch run'");
    }
    LocalDate last = completed.last();
    long late =
        failures.ofDate(JobName.SYMBOL_BATCH, last).stream()
            .filter(failed -> failed.scope().equals(RunScope.EVERYTHING))
            .filter(failed -> WITHOUT_PRICE.contains(failed.failure().reason()))
            .map(failed -> failed.failure().item())
            .distinct()
            .count();
    return late == 0
        ? Finding.ok("prices", "every symbol had one for " + last)
        : Finding.warn(
            "prices",
            "%d symbols had none for %s".formatted(late, last),
            "'symbol-batch missing --date %s' names them".formatted(last));
  }
}
