package io.afterclose.console.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The audit: rows are added, never changed; the database refuses anything else. */
public final class AuditStore {

  private static final String ADD =
      """
      insert into console_audit (at, actor, token_id, address, action, target, reason, plan, outcome,
        problem, request_id)
      values (:at, :actor, :token, :address, :action, :target, :reason, :plan, :outcome, :problem,
        :request)
      """;

  private static final String NEWEST =
      """
      select audit_id, at, actor, token_id, address, action, target, reason, plan, outcome, problem,
        request_id
      from console_audit
      where (cast(:before as bigint) is null or audit_id < :before)
        and (cast(:actor as varchar) is null or actor = :actor)
      order by audit_id desc
      limit :limit
      """;

  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_TEXT = 500;

  private final JdbcClient jdbc;

  public AuditStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** Adds an entry; texts that are too long are cut. */
  public void add(AuditEntry entry) {
    jdbc.sql(ADD)
        .param("at", Timestamp.from(entry.at()))
        .param("actor", cut(entry.actor(), LONGEST_NAME))
        .param("token", entry.token().isPresent() ? entry.token().getAsLong() : null)
        .param("address", cut(entry.address(), LONGEST_NAME))
        .param("action", cut(entry.action(), LONGEST_NAME))
        .param("target", cut(entry.target(), LONGEST_TEXT))
        .param("reason", cut(entry.reason(), LONGEST_TEXT))
        .param("plan", entry.plan().map(plan -> cut(plan, LONGEST_NAME + 4)).orElse(null))
        .param("outcome", entry.outcome().name())
        .param("problem", cut(entry.problem(), LONGEST_TEXT))
        .param("request", entry.request().orElse(null))
        .update();
  }

  /**
   * An entry with its key.
   *
   * @param id a later entry has a greater one
   */
  public record Stored(long id, AuditEntry entry) {}

  /**
   * Entries, the newest first.
   *
   * @param before only those with a smaller key; null for the newest
   * @param actor only this account's; null for all
   */
  public List<Stored> newest(@Nullable Long before, @Nullable String actor, int limit) {
    return jdbc.sql(NEWEST)
        .param("before", before)
        .param("actor", actor)
        .param("limit", limit)
        .query(AuditStore::stored)
        .list();
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }

  private static Stored stored(ResultSet row, int number) throws SQLException {
    long token = row.getLong("token_id");
    return new Stored(
        row.getLong("audit_id"),
        new AuditEntry(
            row.getTimestamp("at").toInstant(),
            row.getString("actor"),
            token == 0 ? OptionalLong.empty() : OptionalLong.of(token),
            row.getString("address"),
            row.getString("action"),
            row.getString("target"),
            row.getString("reason"),
            Optional.ofNullable(row.getString("plan")),
            AuditEntry.Outcome.valueOf(row.getString("outcome")),
            row.getString("problem"),
            Optional.ofNullable(row.getObject("request_id", UUID.class))));
  }
}
