package io.afterclose.symbolbatch.provider;

import org.jspecify.annotations.Nullable;

/**
 * What a provider tells of a company or fund.
 *
 * @param name null when not told, as the others
 */
public record Profile(@Nullable String name, @Nullable String sector, @Nullable String industry) {}
