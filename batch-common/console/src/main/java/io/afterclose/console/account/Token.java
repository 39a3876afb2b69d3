package io.afterclose.console.account;

import io.afterclose.console.access.Role;
import io.afterclose.console.access.Visibility;
import java.time.Instant;
import java.util.Optional;

/**
 * A token of an account, without its secret.
 *
 * @param id its key
 * @param account the name of the account that it belongs to
 * @param name what it is for
 * @param role at most the account's
 * @param visibility at most the account's
 * @param lastUsedAt to the minute; empty before the first use
 */
public record Token(
    long id,
    String account,
    String name,
    Role role,
    Visibility visibility,
    Instant createdAt,
    Instant expiresAt,
    Optional<Instant> revokedAt,
    Optional<Instant> lastUsedAt) {}
