/** The probes of a platform. */
@NullMarked
package io.afterclose.console.health;

import org.jspecify.annotations.NullMarked;
