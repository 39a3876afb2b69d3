/** What is odd about stored prices: how it is found, kept, and taken back. */
@NullMarked
package io.afterclose.market.quality;

import org.jspecify.annotations.NullMarked;
