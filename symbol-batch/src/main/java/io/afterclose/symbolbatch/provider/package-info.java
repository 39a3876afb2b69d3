/** Price providers behind one contract, and the order in which they are called. */
@NullMarked
package io.afterclose.symbolbatch.provider;

import org.jspecify.annotations.NullMarked;
