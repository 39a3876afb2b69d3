package io.afterclose.console.account.command;

import io.afterclose.cli.option.DurationConverter;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.console.access.Role;
import io.afterclose.console.account.NewToken;
import io.afterclose.console.account.TokenStore;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.ProcessContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code token create}. */
@Command(
    name = "create",
    description = "Creates a token of an account and prints it, this once.",
    mixinStandardHelpOptions = true)
final class CreateToken extends AccessCommand {

  @Option(
      names = "--account",
      required = true,
      paramLabel = "NAME",
      description = "The account that it acts for.")
  private String account = "";

  @Option(names = "--name", required = true, paramLabel = "TEXT", description = "What it is for.")
  private String name = "";

  @Option(
      names = "--role",
      defaultValue = "VIEWER",
      description = "At most the account's: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Role role = Role.VIEWER;

  @Option(
      names = "--portfolio",
      paramLabel = "NAME",
      description = "A portfolio that it may see, repeatable (default: all of the account's).")
  private List<String> portfolios = List.of();

  @Option(
      names = "--life",
      defaultValue = "90d",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How long it lasts, at most 400d (default: ${DEFAULT-VALUE}).")
  private Duration life = Duration.ofDays(90);

  CreateToken(ProcessContext process) {
    super(process);
  }

  @Override
  ResultTable work(Database opened) {
    NewToken token =
        new NewToken(
            name, role, portfolios.isEmpty() ? Optional.empty() : Optional.of(portfolios), life);
    TokenStore.Created created =
        new TokenStore(opened.dataSource(), process().clock())
            .create(known(opened, account), token);
    audit(opened, "token.create", account + " " + created.id());
    ResultTable result = ResultTable.of("id", "token", "expires_at");
    result.add(created.id(), created.text(), created.expiresAt());
    return result;
  }
}
