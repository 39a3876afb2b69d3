/** A deterministic simulated market. */
@NullMarked
package io.afterclose.symbolbatch.provider.sample;

import org.jspecify.annotations.NullMarked;
