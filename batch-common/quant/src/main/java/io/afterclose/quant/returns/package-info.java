/** Where closes become daily total returns, the one crossing from decimals to doubles. */
@NullMarked
package io.afterclose.quant.returns;

import org.jspecify.annotations.NullMarked;
