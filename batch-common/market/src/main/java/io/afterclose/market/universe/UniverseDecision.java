package io.afterclose.market.universe;

import java.time.LocalDate;

/** A run's decision on a symbol. */
public record UniverseDecision(LocalDate session, UniverseReason reason) {}
