package io.afterclose.console.admin;

import io.afterclose.console.access.Actor;
import io.afterclose.console.access.Role;
import io.afterclose.console.account.Account;
import io.afterclose.console.account.AccountStore;
import io.afterclose.console.account.NewAccount;
import io.afterclose.console.account.NewToken;
import io.afterclose.console.account.Passwords;
import io.afterclose.console.account.Token;
import io.afterclose.console.account.TokenStore;
import io.afterclose.console.audit.AuditEntry;
import io.afterclose.console.audit.AuditStore;
import io.afterclose.console.problem.ProblemException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes of accounts and tokens, each with an entry of the audit. */
final class Administration {

  private final AccountStore accounts;
  private final TokenStore tokens;
  private final Passwords passwords;
  private final AuditStore audit;
  private final Clock clock;

  Administration(
      AccountStore accounts,
      TokenStore tokens,
      Passwords passwords,
      AuditStore audit,
      Clock clock) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.passwords = passwords;
    this.audit = audit;
    this.clock = clock;
  }

  List<Account> accounts() {
    return accounts.all();
  }

  List<Token> tokens() {
    return tokens.all();
  }

  /**
   * Entries of the audit, the newest first; who is no administrator sees its own.
   *
   * @param before only those with a smaller key; null for the newest
   */
  List<AuditStore.Stored> audit(Actor actor, @Nullable Long before, int limit) {
    return audit.newest(before, actor.may(Role.ADMIN) ? null : actor.name(), limit);
  }

  Account add(Actor actor, String address, NewAccount account, String password) {
    Account added = accounts.add(account, passwords.encode(Passwords.checked(password)));
    record(actor, address, "account.add", added.name() + " " + added.role().text());
    return added;
  }

  void setPassword(Actor actor, String address, String name, String password) {
    Account account = enabled(name);
    accounts.setPassword(account.id(), passwords.encode(Passwords.checked(password)));
    record(actor, address, "account.passwd", name);
  }

  void disable(Actor actor, String address, String name) {
    accounts.disable(enabled(name));
    record(actor, address, "account.remove", name);
  }

  TokenStore.Created create(Actor actor, String address, String account, NewToken token) {
    TokenStore.Created created = tokens.create(enabled(account), token);
    record(actor, address, "token.create", account + " " + created.id());
    return created;
  }

  void revoke(Actor actor, String address, long token) {
    if (!tokens.revoke(token)) {
      throw ProblemException.notFound("token " + token + " that is not revoked");
    }
    record(actor, address, "token.revoke", String.valueOf(token));
  }

  private Account enabled(String name) {
    return accounts
        .named(name)
        .filter(account -> account.disabledAt().isEmpty())
        .orElseThrow(() -> ProblemException.notFound("enabled account '" + name + "'"));
  }

  private void record(Actor actor, String address, String action, String target) {
    audit.add(AuditEntry.done(clock.instant(), actor, address, action, target));
  }
}
