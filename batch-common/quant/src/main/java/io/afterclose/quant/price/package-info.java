/**
 * What a market says about one symbol: daily bars, corporate actions, and both laid on sessions.
 */
@NullMarked
package io.afterclose.quant.price;

import org.jspecify.annotations.NullMarked;
