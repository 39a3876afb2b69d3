/** The console: probes, programming interface and pages over the same nights. */
@NullMarked
package io.afterclose.console;

import org.jspecify.annotations.NullMarked;
