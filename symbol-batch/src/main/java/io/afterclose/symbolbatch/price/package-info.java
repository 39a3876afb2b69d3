/** From providers to stored prices: what to request, what to accept. */
@NullMarked
package io.afterclose.symbolbatch.price;

import org.jspecify.annotations.NullMarked;
