/**
 * What a portfolio did: time- and money-weighted returns, drawdowns, ratios, benchmark,
 * contributions; basis REALISED. Logarithms and powers are those of {@link StrictMath}: a figure
 * has the same bytes on every machine.
 */
@NullMarked
package io.afterclose.quant.performance;

import org.jspecify.annotations.NullMarked;
