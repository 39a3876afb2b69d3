package io.afterclose.console.account.command;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.console.account.Account;
import io.afterclose.console.account.AccountStore;
import io.afterclose.console.audit.AuditEntry;
import io.afterclose.console.audit.AuditStore;
import io.afterclose.console.connection.LateDatabase;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.outcome.InvalidInputException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command on accounts or tokens: works on the database and prints what came of it. */
abstract class AccessCommand implements Callable<Integer> {

  private final ProcessContext process;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();

  AccessCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public final Integer call() {
    try (Database opened = LateDatabase.open(database.settings(process.environment()))) {
      output.print(work(opened));
    }
    return ExitCode.DONE.code();
  }

  /** The work and its result. */
  abstract ResultTable work(Database opened);

  final ProcessContext process() {
    return process;
  }

  final AccountStore accounts(Database opened) {
    return new AccountStore(opened.dataSource(), process.clock());
  }

  /**
   * The account of a name.
   *
   * @throws InvalidInputException when there is none that is enabled
   */
  final Account known(Database opened, String name) {
    return accounts(opened)
        .named(name)
        .filter(account -> account.disabledAt().isEmpty())
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "there is no enabled account '%s'; 'console account list' shows them"
                        .formatted(name)));
  }

  /** The database's login is what proves the right to it. */
  final void audit(Database opened, String action, String target) {
    new AuditStore(opened.dataSource())
        .add(
            new AuditEntry(
                process.clock().instant(),
                "command line",
                OptionalLong.empty(),
                "",
                action,
                target,
                "",
                Optional.empty(),
                AuditEntry.Outcome.STARTED,
                "",
                Optional.empty()));
  }
}
