/** Stored closes turned into returns: the one crossing from decimals to doubles. */
@NullMarked
package io.afterclose.market.returns;

import org.jspecify.annotations.NullMarked;
