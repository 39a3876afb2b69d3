/** Fault drills of the portfolio job's jar. */
@NullMarked
package io.afterclose.portfoliorefresh.drill;

import org.jspecify.annotations.NullMarked;
