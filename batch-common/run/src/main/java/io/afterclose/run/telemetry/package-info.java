/** The figures of a run, and how they reach whoever draws and watches them. */
@NullMarked
package io.afterclose.run.telemetry;

import org.jspecify.annotations.NullMarked;
