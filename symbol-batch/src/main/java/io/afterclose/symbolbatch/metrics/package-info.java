/** One row of metrics per symbol and date. */
@NullMarked
package io.afterclose.symbolbatch.metrics;

import org.jspecify.annotations.NullMarked;
