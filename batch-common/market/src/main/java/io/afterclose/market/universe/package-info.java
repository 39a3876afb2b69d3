/** Which symbols a run is for, and why. */
@NullMarked
package io.afterclose.market.universe;

import org.jspecify.annotations.NullMarked;
