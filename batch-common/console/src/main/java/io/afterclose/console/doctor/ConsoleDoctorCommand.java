package io.afterclose.console.doctor;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.doctor.Finding;
import io.afterclose.cli.doctor.Verdict;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.console.child.JobPrograms;
import io.afterclose.database.address.DatabaseSettings;
import io.afterclose.database.address.DatabaseSettingsException;
import io.afterclose.database.connection.Database;
import io.afterclose.database.server.DatabaseUnavailableException;
import io.afterclose.run.execution.ProcessContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code doctor}: checks what the console needs; changes nothing. */
@Command(
    name = "doctor",
    description =
        "Checks database, schema, accounts, connections, the jobs' programs and the home; 1 on a"
            + " FAIL. 'symbol-batch doctor' and 'portfolio-refresh doctor' check the nights.",
    mixinStandardHelpOptions = true)
public final class ConsoleDoctorCommand implements Callable<Integer> {

  private final ProcessContext process;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();

  public ConsoleDoctorCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public Integer call() {
    ConsoleChecks checks =
        new ConsoleChecks(
            JobPrograms.besideThis(Map.of()),
            database.home(process.environment()),
            process.clock());
    List<Finding> findings = findings(checks);
    output.print(
        ResultTable.of(findings)
            .column("check", Finding::check)
            .column("verdict", Finding::verdict)
            .column("found", Finding::found)
            .column("advice", Finding::advice)
            .table());
    boolean failed = findings.stream().anyMatch(finding -> finding.verdict() == Verdict.FAIL);
    return (failed ? ExitCode.FAILED : ExitCode.DONE).code();
  }

  private List<Finding> findings(ConsoleChecks checks) {
    try {
      DatabaseSettings settings = database.settings(process.environment());
      try (Database opened = Database.open(settings, "afterclose console")) {
        return checks.findings(Optional.of(opened), "");
      }
    } catch (DatabaseUnavailableException | DatabaseSettingsException away) {
      return checks.findings(Optional.empty(), String.valueOf(away.getMessage()));
    }
  }
}
