/** Factor exposures and how well their models were conditioned, as stored. */
@NullMarked
package io.afterclose.market.factor;

import org.jspecify.annotations.NullMarked;
