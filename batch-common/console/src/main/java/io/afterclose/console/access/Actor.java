package io.afterclose.console.access;

import java.util.OptionalLong;

/**
 * Who asks.
 *
 * @param account the key of the account
 * @param name of the account
 * @param role the account's, or the lesser one of its token
 * @param token the key of the token that the request came with; empty for a session
 */
public record Actor(
    long account, String name, Role role, Visibility visibility, OptionalLong token) {

  /** Whether the actor may what a role is needed for. */
  public boolean may(Role needed) {
    return role.includes(needed);
  }
}
