/** What every step knows of its run: date, symbols, returns, thresholds. */
@NullMarked
package io.afterclose.symbolbatch.session;

import org.jspecify.annotations.NullMarked;
