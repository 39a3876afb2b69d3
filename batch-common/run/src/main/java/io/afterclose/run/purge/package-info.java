/** How old records of runs are removed. */
@NullMarked
package io.afterclose.run.purge;

import org.jspecify.annotations.NullMarked;
