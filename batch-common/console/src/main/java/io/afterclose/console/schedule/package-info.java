/** Runs that the console starts by itself on every session, where no other scheduler does. */
@NullMarked
package io.afterclose.console.schedule;

import org.jspecify.annotations.NullMarked;
