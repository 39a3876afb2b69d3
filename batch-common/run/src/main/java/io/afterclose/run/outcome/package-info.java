/** How a run or a command can end, and the exceptions that end one early. */
@NullMarked
package io.afterclose.run.outcome;

import org.jspecify.annotations.NullMarked;
