package io.afterclose.console.account;

import io.afterclose.console.access.Actor;
import io.afterclose.console.access.Role;
import io.afterclose.console.access.Visibility;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Somebody who may log in.
 *
 * @param id its key
 * @param name as it is typed at the login
 * @param disabledAt since when it may not; empty while it may
 */
public record Account(
    long id,
    String name,
    Role role,
    Visibility visibility,
    Instant createdAt,
    Optional<Instant> disabledAt) {

  /** It asks by a session. */
  public Actor actor() {
    return new Actor(id, name, role, visibility, OptionalLong.empty());
  }
}
