/** How a night is started from the command line, and what its exit code means. */
@NullMarked
package io.afterclose.run.launch;

import org.jspecify.annotations.NullMarked;
