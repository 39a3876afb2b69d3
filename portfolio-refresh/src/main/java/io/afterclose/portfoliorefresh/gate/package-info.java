/** The wait for the symbol job of the same date. */
@NullMarked
package io.afterclose.portfoliorefresh.gate;

import org.jspecify.annotations.NullMarked;
