/** How log lines look and how many there may be. */
@NullMarked
package io.afterclose.run.logging;

import org.jspecify.annotations.NullMarked;
