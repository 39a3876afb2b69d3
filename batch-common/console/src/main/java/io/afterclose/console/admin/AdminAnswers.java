package io.afterclose.console.admin;

import io.afterclose.console.access.Visibility;
import io.afterclose.console.account.Account;
import io.afterclose.console.account.Token;
import io.afterclose.console.audit.AuditEntry;
import io.afterclose.console.audit.AuditStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts, tokens and entries of the audit as the interface tells them; never a secret. */
final class AdminAnswers {

  private AdminAnswers() {}

  static Map<String, Object> account(Account account) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", account.name());
    members.put("role", account.role().text());
    members.put("portfolios", portfolios(account.visibility()));
    members.put("created_at", account.createdAt().toString());
    members.put("disabled_at", text(account.disabledAt()));
    return members;
  }

  static Map<String, Object> token(Token token) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", token.id());
    members.put("account", token.account());
    members.put("name", token.name());
    members.put("role", token.role().text());
    members.put("portfolios", portfolios(token.visibility()));
    members.put("created_at", token.createdAt().toString());
    members.put("expires_at", token.expiresAt().toString());
    members.put("revoked_at", text(token.revokedAt()));
    members.put("last_used_at", text(token.lastUsedAt()));
    return members;
  }

  static Map<String, Object> entry(AuditStore.Stored stored) {
    AuditEntry entry = stored.entry();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", stored.id());
    members.put("at", entry.at().toString());
    members.put("actor", entry.actor());
    members.put("token", entry.token().isPresent() ? entry.token().getAsLong() : null);
    members.put("address", entry.address());
    members.put("action", entry.action());
    members.put("target", entry.target());
    members.put("reason", entry.reason());
    members.put("plan", entry.plan().orElse(null));
    members.put("outcome", entry.outcome().name());
    members.put("problem", entry.problem().isEmpty() ? null : entry.problem());
    members.put("request", text(entry.request()));
    return members;
  }

  /** "all", or the keys of those that may be seen. */
  private static Object portfolios(Visibility visibility) {
    return visibility.all() ? "all" : visibility.portfolios().stream().sorted().toList();
  }

  private static @Nullable String text(Optional<?> value) {
    return value.map(Object::toString).orElse(null);
  }
}
