/**
 * Reads the files of positions that brokers export: lots and cash, as far as the file says them.
 */
@NullMarked
package io.afterclose.portfoliorefresh.broker.positions;

import org.jspecify.annotations.NullMarked;
