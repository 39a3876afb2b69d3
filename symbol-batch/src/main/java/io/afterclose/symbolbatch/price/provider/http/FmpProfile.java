package io.afterclose.symbolbatch.price.provider.http;

import org.jspecify.annotations.Nullable;

/**
 * What FMP tells of a company or fund.
 *
 * @param name null when not told, as the others
 */
public record FmpProfile(
    @Nullable String name, @Nullable String sector, @Nullable String industry) {}
