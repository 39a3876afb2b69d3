package io.afterclose.console.session;

import io.afterclose.console.access.Actor;
import io.afterclose.console.access.RequestLimits;
import io.afterclose.console.access.Role;
import io.afterclose.console.account.Account;
import io.afterclose.console.account.AccountStore;
import io.afterclose.console.account.NewAccount;
import io.afterclose.console.account.Passwords;
import io.afterclose.console.account.SessionStore;
import io.afterclose.console.audit.AuditEntry;
import io.afterclose.console.audit.AuditStore;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;

/** Begins and ends sessions. Every try is in the audit. */
final class Login {

  private final AccountStore accounts;
  private final SessionStore sessions;
  private final Passwords passwords;
  private final RequestLimits limits;
  private final AuditStore audit;
  private final Clock clock;

  Login(
      AccountStore accounts,
      SessionStore sessions,
      Passwords passwords,
      RequestLimits limits,
      AuditStore audit,
      Clock clock) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.passwords = passwords;
    this.limits = limits;
    this.audit = audit;
    this.clock = clock;
  }

  /** The cookie of a new session; empty for a wrong name or password, which are not told apart. */
  Optional<String> begin(String name, String password, String address) {
    limits.requireTry(name, address);
    Optional<Account> account = accounts.named(name);
    if (account.isEmpty()) {
      passwords.compareWithNone(password);
    }
    if (account.isEmpty() || !matches(account.get(), password)) {
      audit.add(entry(name, address, "login", AuditEntry.Outcome.DENIED));
      return Optional.empty();
    }
    audit.add(entry(account.get().name(), address, "login", AuditEntry.Outcome.STARTED));
    return Optional.of(sessions.begin(account.get(), address));
  }

  private boolean matches(Account account, String password) {
    Optional<String> stored = accounts.password(account.id());
    if (stored.isEmpty()) {
      passwords.compareWithNone(password);
      return false;
    }
    return passwords.matches(password, stored.get());
  }

  /**
   * The cookie of a session of the first administrator, who is made by it; empty where there is an
   * account already.
   */
  Optional<String> first(String name, String password, String address) {
    NewAccount first = new NewAccount(name, Role.ADMIN, Optional.empty());
    Optional<Account> added =
        accounts.addFirst(first, passwords.encode(Passwords.checked(password)));
    added.ifPresent(
        account ->
            audit.add(entry(account.name(), address, "account.first", AuditEntry.Outcome.STARTED)));
    return added.map(account -> sessions.begin(account, address));
  }

  /** A try with a wrong token of the first run. */
  void refused(String address) {
    limits.requireTry("first run", address);
    audit.add(entry("", address, "account.first", AuditEntry.Outcome.DENIED));
  }

  /** Ends a session. */
  void end(String cookie, Actor actor, String address) {
    sessions.end(cookie);
    audit.add(AuditEntry.done(clock.instant(), actor, address, "logout", actor.name()));
  }

  private AuditEntry entry(String name, String address, String action, AuditEntry.Outcome outcome) {
    return new AuditEntry(
        clock.instant(),
        name,
        OptionalLong.empty(),
        address,
        action,
        name,
        "",
        Optional.empty(),
        outcome,
        "",
        Optional.empty());
  }
}
