/** From returns to stored factor exposures, one step per model. */
@NullMarked
package io.afterclose.symbolbatch.factor;

import org.jspecify.annotations.NullMarked;
