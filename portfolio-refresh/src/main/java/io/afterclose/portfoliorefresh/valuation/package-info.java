/** What positions and cash are worth on a day, from data of that day or before. */
@NullMarked
package io.afterclose.portfoliorefresh.valuation;

import org.jspecify.annotations.NullMarked;
