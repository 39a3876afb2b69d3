/** Tests of what the package promises, on a real database. */
@NullMarked
package io.afterclose.market.universe;

import org.jspecify.annotations.NullMarked;
