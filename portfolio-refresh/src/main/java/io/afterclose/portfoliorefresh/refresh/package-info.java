/** The generic phase over portfolios: partitions, attempts, failures, counts. */
@NullMarked
package io.afterclose.portfoliorefresh.refresh;

import org.jspecify.annotations.NullMarked;
