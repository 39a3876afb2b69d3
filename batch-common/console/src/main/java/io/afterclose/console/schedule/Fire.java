package io.afterclose.console.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A session of a schedule that was due.
 *
 * @param instance the console that saw it
 * @param fired false where a later session was due at the same time, whose run makes up for it
 * @param request what was requested; empty where nothing was, or one for it was open already
 */
public record Fire(
    String schedule,
    LocalDate session,
    Instant dueAt,
    Instant firedAt,
    String instance,
    boolean fired,
    Optional<UUID> request) {}
