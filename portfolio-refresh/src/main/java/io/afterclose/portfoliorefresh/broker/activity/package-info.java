/**
 * Reads the files of activities that brokers export: trades, transfers, ends of options and rows of
 * cash, in the order in which they happened.
 */
@NullMarked
package io.afterclose.portfoliorefresh.broker.activity;

import org.jspecify.annotations.NullMarked;
