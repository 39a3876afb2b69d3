/** The metrics of a run, and how they reach a collector. */
@NullMarked
package io.afterclose.run.telemetry;

import org.jspecify.annotations.NullMarked;
