/** What is held: the canonical symbol, the listed option, and the class of an investment. */
@NullMarked
package io.afterclose.quant.symbol;

import org.jspecify.annotations.NullMarked;
