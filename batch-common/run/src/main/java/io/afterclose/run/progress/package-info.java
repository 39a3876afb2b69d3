/** The progress of a run while it works. */
@NullMarked
package io.afterclose.run.progress;

import org.jspecify.annotations.NullMarked;
