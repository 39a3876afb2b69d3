/** Who asks, with which rights, and what each path needs. */
@NullMarked
package io.afterclose.console.access;

import org.jspecify.annotations.NullMarked;
