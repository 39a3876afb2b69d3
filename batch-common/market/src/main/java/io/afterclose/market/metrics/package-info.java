/** One row of metrics per symbol and date. */
@NullMarked
package io.afterclose.market.metrics;

import org.jspecify.annotations.NullMarked;
