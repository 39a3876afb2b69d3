package io.afterclose.market.price;

import io.afterclose.quant.price.CorporateAction;
import java.time.Instant;

/**
 * A stored corporate action and where it comes from.
 *
 * @param source the provider that reported it
 * @param fetchedAt when its value was stored
 */
public record ActionOrigin(CorporateAction action, String source, Instant fetchedAt) {}
