/** Portfolios, their positions, cash movements and manual valuations, as the user recorded them. */
@NullMarked
package io.afterclose.portfolio.position;

import org.jspecify.annotations.NullMarked;
