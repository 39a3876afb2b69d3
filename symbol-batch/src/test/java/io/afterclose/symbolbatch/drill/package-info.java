/** Fault drills of the symbol job's jar. */
@NullMarked
package io.afterclose.symbolbatch.drill;

import org.jspecify.annotations.NullMarked;
