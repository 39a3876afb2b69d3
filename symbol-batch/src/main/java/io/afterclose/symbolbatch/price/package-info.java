/** From providers to stored prices: what to ask for, what to let in. */
@NullMarked
package io.afterclose.symbolbatch.price;

import org.jspecify.annotations.NullMarked;
