package io.afterclose.cli.doctor;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.option.DurationConverter;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.address.DatabaseSettings;
import io.afterclose.database.address.DatabaseSettingsException;
import io.afterclose.database.connection.Database;
import io.afterclose.database.schema.Schema;
import io.afterclose.database.server.DatabaseUnavailableException;
import io.afterclose.run.execution.Heartbeat;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.lock.RunStore;
import io.afterclose.run.name.JobName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code doctor}: checks everything a run needs; changes nothing. */
@Command(
    name = "doctor",
    description =
        "Checks database, schema, runs, last nights, prices, disk and clock; 1 on a FAIL.",
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {

  private final ProcessContext process;
  private final JobName job;
  private final List<JobCheck> checks;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();

  @Option(
      names = "--grace",
      defaultValue = "6h",
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description =
          "How long after a session is complete its night may still be missing (default:"
              + " ${DEFAULT-VALUE}).")
  private Duration grace = Duration.ofHours(6);

  /**
   * @param checks of the job besides those that every job makes
   */
  public DoctorCommand(ProcessContext process, JobName job, List<JobCheck> checks) {
    this.process = process;
    this.job = job;
    this.checks = List.copyOf(checks);
  }

  @Override
  public Integer call() {
    List<Finding> findings = findings();
    ResultTable result = ResultTable.of("check", "verdict", "found", "advice");
    findings.forEach(
        finding ->
            result.add(finding.check(), finding.verdict(), finding.found(), finding.advice()));
    output.print(result);
    return (findings.stream().anyMatch(Finding::failed) ? ExitCode.FAILED : ExitCode.DONE).code();
  }

  private List<Finding> findings() {
    try {
      DatabaseSettings settings = database.settings(process.environment());
      try (Database opened = Database.open(settings, job.text())) {
        return findings(opened, settings);
      }
    } catch (DatabaseUnavailableException | DatabaseSettingsException e) {
      return List.of(
          Finding.fail(
              "database",
              String.valueOf(e.getMessage()),
              "'config show' prints which address is used; nothing else can be checked"));
    }
  }

  private List<Finding> findings(Database opened, DatabaseSettings settings) {
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.ok("database", opened.describe()));
    if (Schema.isCurrent(opened)) {
      findings.add(Finding.ok("schema", "current"));
      findings.addAll(runs(opened));
      checks.forEach(check -> findings.addAll(check.findings(opened, due())));
    } else {
      findings.addAll(notCurrent(opened));
    }
    findings.add(MachineChecks.disk(settings));
    Instant there = new ClockStore(opened.dataSource()).time();
    findings.add(MachineChecks.clock(process.clock().instant(), there));
    return findings;
  }

  /** An empty database is no wrong one, but no night has been there either. */
  private List<Finding> notCurrent(Database opened) {
    return Schema.isEmpty(opened)
        ? List.of(
            Finding.warn(
                "schema",
                "none yet: the database is empty",
                "the first command that writes makes it, as 'database migrate' does"),
            Finding.fail(
                "last night: " + job.text(),
                "none, due " + due(),
                "'%s run' makes it; is this the database that is meant?".formatted(job.text())))
        : List.of(
            Finding.fail(
                "schema",
                "not that of this program; nights could not be checked",
                "'database migrate', or the newer program if another one migrated"));
  }

  private List<Finding> runs(Database opened) {
    return new RunChecks(
            job,
            due(),
            Heartbeat.of(process),
            new JobHistoryStore(opened.dataSource()),
            new RunStore(opened.dataSource()),
            new ItemFailureStore(opened.dataSource(), process.clock()))
        .findings();
  }

  /** The newest session whose night should be over. */
  private LocalDate due() {
    return process.calendar().latestCompletedSession(process.clock().instant().minus(grace));
  }
}
