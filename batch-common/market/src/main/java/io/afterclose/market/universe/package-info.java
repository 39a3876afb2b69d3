/** Which symbols the night is about, and why. */
@NullMarked
package io.afterclose.market.universe;

import org.jspecify.annotations.NullMarked;
