/**
 * What the holdings of a day may do: volatility, covariance, value at risk, risk shares,
 * concentration; basis CURRENT_HOLDINGS. Logarithms and powers are those of {@link StrictMath}: a
 * figure has the same bytes on every machine.
 */
@NullMarked
package io.afterclose.quant.risk;

import org.jspecify.annotations.NullMarked;
