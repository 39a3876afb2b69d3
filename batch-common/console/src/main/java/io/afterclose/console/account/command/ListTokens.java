package io.afterclose.console.account.command;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.console.account.Token;
import io.afterclose.console.account.TokenStore;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.ProcessContext;
import picocli.CommandLine.Command;

/** {@code token list}. */
@Command(
    name = "list",
    description = "Lists the tokens, those that ended too; never their texts.",
    mixinStandardHelpOptions = true)
final class ListTokens extends AccessCommand {

  ListTokens(ProcessContext process) {
    super(process);
  }

  @Override
  ResultTable work(Database opened) {
    return ResultTable.of(new TokenStore(opened.dataSource(), process().clock()).all())
        .column("id", Token::id)
        .column("account", Token::account)
        .column("name", Token::name)
        .column("role", token -> token.role().text())
        .column("expires_at", Token::expiresAt)
        .column("revoked_at", token -> token.revokedAt().orElse(null))
        .column("last_used_at", token -> token.lastUsedAt().orElse(null))
        .table();
  }
}
