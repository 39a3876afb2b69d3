/** What a shock of the factors does to the holdings of a day. */
@NullMarked
package io.afterclose.quant.stress;

import org.jspecify.annotations.NullMarked;
