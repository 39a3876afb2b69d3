/** Tests of what the package promises. */
@NullMarked
package io.afterclose.run.telemetry;

import org.jspecify.annotations.NullMarked;
