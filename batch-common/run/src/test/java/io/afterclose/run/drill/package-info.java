/** Fault drills of the run's lock, inside one process. */
@NullMarked
package io.afterclose.run.drill;

import org.jspecify.annotations.NullMarked;
