package io.afterclose.console.audit;

import io.afterclose.console.access.Actor;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Something that was asked of the console.
 *
 * @param actor the account's name; what was typed where a login failed
 * @param token the key of the token that was used
 * @param address the client's
 * @param action such as {@code login}, {@code rerun} or {@code token.create}
 * @param target what it was about, such as {@code symbol-batch 2026-11-17}
 * @param reason that the actor gave, empty where none is asked for
 * @param plan the fingerprint that the request came with
 * @param problem why it was not done, empty where it was
 * @param request the run request that it led to
 */
public record AuditEntry(
    Instant at,
    String actor,
    OptionalLong token,
    String address,
    String action,
    String target,
    String reason,
    Optional<String> plan,
    Outcome outcome,
    String problem,
    Optional<UUID> request) {

  /** What became of it. */
  public enum Outcome {
    /** It was done, or begun. */
    STARTED,
    /** The request was allowed, but could not be done. */
    REFUSED,
    /** The actor may not, or is nobody. */
    DENIED
  }

  /** Something that an actor did. */
  public static AuditEntry done(
      Instant at, Actor actor, String address, String action, String target) {
    return new AuditEntry(
        at,
        actor.name(),
        actor.token(),
        address,
        action,
        target,
        "",
        Optional.empty(),
        Outcome.STARTED,
        "",
        Optional.empty());
  }

  /** The same with a reason. */
  public AuditEntry because(String given) {
    return new AuditEntry(
        at, actor, token, address, action, target, given, plan, outcome, problem, request);
  }

  /** The same for a plan. */
  public AuditEntry by(Optional<String> fingerprint) {
    return new AuditEntry(
        at, actor, token, address, action, target, reason, fingerprint, outcome, problem, request);
  }

  /** The same as not done. */
  public AuditEntry ended(Outcome ended, String why) {
    return new AuditEntry(
        at, actor, token, address, action, target, reason, plan, ended, why, request);
  }

  /** The same as what led to a run request. */
  public AuditEntry ledTo(UUID requested) {
    return new AuditEntry(
        at,
        actor,
        token,
        address,
        action,
        target,
        reason,
        plan,
        outcome,
        problem,
        Optional.of(requested));
  }
}
