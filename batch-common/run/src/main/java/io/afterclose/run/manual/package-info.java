/** The manual page of a command line, made from the command line itself. */
@NullMarked
package io.afterclose.run.manual;

import org.jspecify.annotations.NullMarked;
