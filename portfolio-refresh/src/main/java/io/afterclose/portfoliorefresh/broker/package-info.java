/**
 * The text of brokers' files: their tables with whatever stands above and below, titles, numbers,
 * dates and symbols. Knows no database and not what a table is of.
 */
@NullMarked
package io.afterclose.portfoliorefresh.broker;

import org.jspecify.annotations.NullMarked;
