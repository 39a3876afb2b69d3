package io.afterclose.symbolbatch.provider;

import org.jspecify.annotations.Nullable;

/**
 * A company's or fund's profile by a provider.
 *
 * @param name null when unknown, as the others
 */
public record Profile(@Nullable String name, @Nullable String sector, @Nullable String industry) {}
