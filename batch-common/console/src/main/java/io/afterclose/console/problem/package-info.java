/** How a request is refused, for programs and for people. */
@NullMarked
package io.afterclose.console.problem;

import org.jspecify.annotations.NullMarked;
