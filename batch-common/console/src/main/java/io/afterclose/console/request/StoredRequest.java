package io.afterclose.console.request;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A request as it is recorded.
 *
 * @param number counts on in the order in which requests are made
 */
public record StoredRequest(
    UUID id, long number, RunOrder order, Asked asked, State state, Work work) {

  /**
   * Who asked, and for what.
   *
   * @param plan the fingerprint that was seen; empty where none was made
   * @param planned how many items it had
   * @param source as the job records it
   * @param token the token that was used
   */
  public record Asked(
      Optional<String> plan,
      OptionalInt planned,
      String reason,
      String source,
      String actor,
      OptionalLong token,
      Instant at) {}

  /**
   * How it stands.
   *
   * @param exitCode of its process, where it is known
   * @param problem why it was refused, or how it ended; empty for nothing
   */
  public record State(
      RequestState name, OptionalInt exitCode, String problem, Optional<Instant> endedAt) {}

  /**
   * Its process.
   *
   * @param begunAt when it began, so that a number used again is told apart
   */
  public record Work(
      String host, OptionalLong pid, Optional<Instant> begunAt, Optional<Instant> startedAt) {}
}
