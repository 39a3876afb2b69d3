/**
 * Portfolios, positions and cash recorded by the user: all of a file, or none of it with every
 * error.
 */
@NullMarked
package io.afterclose.portfoliorefresh.keeping;

import org.jspecify.annotations.NullMarked;
