/** What brokers' activity files make of lots and cash: each line once, all of a file or nothing. */
@NullMarked
package io.afterclose.portfoliorefresh.keeping.trade;

import org.jspecify.annotations.NullMarked;
