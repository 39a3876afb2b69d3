/** External endpoints for alerts and metrics; none of them can delay a run or change it. */
@NullMarked
package io.afterclose.run.endpoint;

import org.jspecify.annotations.NullMarked;
