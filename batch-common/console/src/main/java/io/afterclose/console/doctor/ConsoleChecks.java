package io.afterclose.console.doctor;

import io.afterclose.cli.doctor.Finding;
import io.afterclose.console.account.AccountStore;
import io.afterclose.console.child.JobPrograms;
import io.afterclose.database.connection.Database;
import io.afterclose.database.schema.Schema;
import io.afterclose.run.name.JobName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the console itself needs; nothing is changed. */
final class ConsoleChecks {

  /** The console's own, and those of two jobs that it may start at a time. */
  private static final int ENOUGH_CONNECTIONS = 40;

  private final JobPrograms programs;
  private final Path home;
  private final Clock clock;

  /**
   * @param home of Afterclose, in which the console keeps logs
   */
  ConsoleChecks(JobPrograms programs, Path home, Clock clock) {
    this.programs = programs;
    this.home = home;
    this.clock = clock;
  }

  /**
   * All findings.
   *
   * @param problem why the database is not open; not looked at where it is
   */
  List<Finding> findings(Optional<Database> database, String problem) {
    List<Finding> findings = new ArrayList<>();
    if (database.isPresent()) {
      findings.add(Finding.ok("database", database.get().describe()));
      findings.addAll(ofDatabase(database.get()));
    } else {
      findings.add(Finding.fail("database", problem, "'config show' prints which address is used"));
    }
    for (JobName job : JobName.values()) {
      findings.add(program(job));
    }
    findings.add(folder());
    return findings;
  }

  private List<Finding> ofDatabase(Database database) {
    if (!Schema.isCurrent(database)) {
      return List.of(
          Finding.fail(
              "schema", "not that of this program", "'symbol-batch database migrate' changes it"));
    }
    int connections = new ServerLimitStore(database.dataSource()).connections();
    return List.of(
        Finding.ok("schema", "current"),
        new AccountStore(database.dataSource(), clock).any()
            ? Finding.ok("accounts", "there are some")
            : Finding.warn(
                "accounts", "none yet", "'console account add --role ADMIN' makes the first one"),
        connections >= ENOUGH_CONNECTIONS
            ? Finding.ok("connections", connections + " allowed by the server")
            : Finding.warn(
                "connections",
                connections + " allowed by the server",
                "console and two jobs take up to " + ENOUGH_CONNECTIONS + "; set max_connections"));
  }

  private Finding program(JobName job) {
    return programs
        .of(job)
        .map(path -> Finding.ok("program: " + job.text(), path.toString()))
        .orElseGet(
            () ->
                Finding.warn(
                    "program: " + job.text(),
                    programs.missing(job).orElse(""),
                    "plans and runs of this job are not offered"));
  }

  private Finding folder() {
    Path place = home;
    while (!Files.exists(place) && place.getParent() != null) {
      place = place.getParent();
    }
    return Files.isWritable(place)
        ? Finding.ok("home", home.toString())
        : Finding.fail("home", home + " cannot be written", "set AFTERCLOSE_HOME to a folder");
  }
}
