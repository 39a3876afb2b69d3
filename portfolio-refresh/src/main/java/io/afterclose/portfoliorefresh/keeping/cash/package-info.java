/** The commands that list, add, correct and remove the explicit rows of a cash ledger. */
@NullMarked
package io.afterclose.portfoliorefresh.keeping.cash;

import org.jspecify.annotations.NullMarked;
