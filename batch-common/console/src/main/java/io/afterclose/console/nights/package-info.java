/** Nights and runs: what happened, what is at work, and what it means. */
@NullMarked
package io.afterclose.console.nights;

import org.jspecify.annotations.NullMarked;
