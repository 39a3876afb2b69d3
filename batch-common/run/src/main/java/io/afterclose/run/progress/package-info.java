/** How a night is watched while it works. */
@NullMarked
package io.afterclose.run.progress;

import org.jspecify.annotations.NullMarked;
