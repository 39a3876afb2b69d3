package io.afterclose.console.request;

import io.afterclose.console.access.Actor;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A request to be recorded.
 *
 * @param key the client's; the same key of an actor is the same request
 * @param bodyHash SHA-256 of what is asked for, in hexadecimal
 */
record NewRequest(
    UUID id,
    RunOrder order,
    Actor actor,
    String source,
    Optional<String> plan,
    OptionalInt planned,
    String reason,
    String key,
    String bodyHash) {}
