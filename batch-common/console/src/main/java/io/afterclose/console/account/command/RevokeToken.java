package io.afterclose.console.account.command;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.console.account.TokenStore;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.outcome.InvalidInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code token revoke}. */
@Command(name = "revoke", description = "Ends a token at once.", mixinStandardHelpOptions = true)
final class RevokeToken extends AccessCommand {

  @Parameters(paramLabel = "ID", description = "Its number, as 'token list' shows it.")
  private long id;

  RevokeToken(ProcessContext process) {
    super(process);
  }

  @Override
  ResultTable work(Database opened) {
    if (!new TokenStore(opened.dataSource(), process().clock()).revoke(id)) {
      throw new InvalidInputException(
          "there is no token %d that is not revoked; 'console token list' shows them"
              .formatted(id));
    }
    audit(opened, "token.revoke", String.valueOf(id));
    ResultTable result = ResultTable.of("id", "revoked");
    result.add(id, true);
    return result;
  }
}
