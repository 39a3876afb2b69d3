/**
 * What commands that start runs would do, as a list with a fingerprint, and the check that it is
 * still so. It is here and not in the command line because the engine compares it, under the lock
 * of a run.
 */
@NullMarked
package io.afterclose.run.plan;

import org.jspecify.annotations.NullMarked;
