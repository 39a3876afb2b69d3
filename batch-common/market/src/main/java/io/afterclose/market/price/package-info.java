/** Daily bars, corporate actions and what was wrong with them, as stored. */
@NullMarked
package io.afterclose.market.price;

import org.jspecify.annotations.NullMarked;
