/** The jobs' own programs, as the console starts them: the same command line as a scheduler's. */
@NullMarked
package io.afterclose.console.child;

import org.jspecify.annotations.NullMarked;
