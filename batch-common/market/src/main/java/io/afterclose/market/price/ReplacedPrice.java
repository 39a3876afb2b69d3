package io.afterclose.market.price;

import java.time.Instant;

/**
 * A close that a later answer corrected.
 *
 * @param origin as it was
 * @param replacedAt when the correction was stored
 */
public record ReplacedPrice(PriceOrigin origin, Instant replacedAt) {}
