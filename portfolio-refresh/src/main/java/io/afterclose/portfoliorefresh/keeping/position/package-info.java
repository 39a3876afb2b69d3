/** The commands that list, add, correct, close and delete the lots of a portfolio. */
@NullMarked
package io.afterclose.portfoliorefresh.keeping.position;

import org.jspecify.annotations.NullMarked;
