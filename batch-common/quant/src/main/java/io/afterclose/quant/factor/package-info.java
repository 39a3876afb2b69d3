/** The twelve factors and the models that estimate them from daily returns. */
@NullMarked
package io.afterclose.quant.factor;

import org.jspecify.annotations.NullMarked;
